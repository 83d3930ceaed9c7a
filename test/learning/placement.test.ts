import { beforeAll, describe, expect, test } from 'vitest'
import { CONTENT } from '../../api/services/catalogue.ts'
import { type Attempt, type Catalogue, loadCatalogue, placementOf, progressIn } from '../../learning/index.ts'

let catalogue: Catalogue
beforeAll(async () => {
  catalogue = await loadCatalogue(CONTENT)
})

let count = 0
/** Something done well at once, but for what is said. */
function done(exercise: string, change: Partial<Attempt> = {}): Attempt {
  count += 1
  return {
    id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    exercise,
    skills: catalogue.exercises.get(exercise)?.skills ?? [],
    evidence: 'produced',
    at: new Date(Date.parse('2026-01-01T09:00:00Z') + count * 60_000).toISOString(),
    passed: true,
    isCritical: false,
    faults: 0,
    hints: 0,
    sawSolution: false,
    activeMs: 60_000,
    minutes: 6,
    ...change,
  }
}

function placed(courseId: string, log: readonly Attempt[]) {
  const course = catalogue.courses.get(courseId)
  if (!course) throw new Error(`No course is called ${courseId}.`)
  const progress = new Map(
    [...catalogue.skills.keys()].map((skill) => [skill, progressIn(skill, log, '2026-02-01T00:00:00Z')]),
  )
  return placementOf(catalogue, course, progress)
}

const COURSES = ['struttura', 'immagini', 'servizi', 'sportello']

describe.each(COURSES)('the placement of %s', (course) => {
  const ids = () => placed(course, []).tasks.map(({ exercise }) => exercise.id)

  test('is three different tasks, about different skills; nothing done, it begins at the beginning', () => {
    const { tasks, startAt, because } = placed(course, [])
    expect(new Set(tasks.map(({ exercise }) => exercise.id)).size).toBe(3)
    expect(new Set(tasks.map(({ exercise }) => exercise.skills[0])).size).toBe(3)
    expect(startAt).toMatch(new RegExp(`^${course}/01-`))
    expect(because).toBe('nothing-done')
  })

  test('names the first task that was not done alone, and a lesson about it', () => {
    const [first = '', second = '', third = ''] = ids()
    const { startAt, because, decidedBy, tasks } = placed(course, [
      done(first),
      done(second, { hints: 2 }),
      done(third, { passed: false }),
    ])
    expect(tasks.map(({ outcome }) => outcome)).toEqual(['alone', 'with-help', 'not-passed'])
    expect([because, decidedBy?.id]).toEqual(['task-not-alone', second])
    const about = catalogue.lessons.get(startAt ?? '')?.skills ?? []
    expect(about.length).toBeGreaterThan(0)
    expect(startAt).not.toMatch(/\/01-/)
  })

  test('all three done alone: on to what was never shown', () => {
    const { startAt, because } = placed(
      course,
      ids().map((id) => done(id)),
    )
    const shown = new Set(ids().flatMap((id) => catalogue.exercises.get(id)?.skills ?? []))
    const about = catalogue.lessons.get(startAt ?? '')?.skills ?? []
    expect(because).toBe('tasks-alone')
    expect(about.every((skill) => shown.has(skill))).toBe(false)
  })

  test('may be repeated: what counts is the last time', () => {
    const [first = '', second = '', third = ''] = ids()
    const log = [done(first, { passed: false }), done(second), done(third)]
    expect(placed(course, log).decidedBy?.id).toBe(first)
    expect(placed(course, [...log, done(first)]).because).toBe('tasks-alone')
  })

  test('all done alone, the last lesson is there to come back to', () => {
    const all = [...catalogue.exercises.keys()].map((id) => done(id))
    expect(placed(course, all)).toMatchObject({ because: 'all-shown' })
  })
})
