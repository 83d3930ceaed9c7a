import { describe, expect, test } from 'vitest'
import type { Skill } from '../../learning/catalogue.ts'
import { type Attempt, inOrder } from '../../learning/progress/attempt.ts'
import { competenceLevels } from '../../learning/progress/digcomp.ts'
import { creditedMs, hoursIn } from '../../learning/progress/hours.ts'
import { moved, progressIn, type SkillProgress } from '../../learning/progress/mastery.ts'
import { dueReviews, ratingOf, review, startReviews } from '../../learning/progress/review.ts'

const DAY_MS = 86_400_000
let count = 0

/** An attempt at a produced exercise that went well at once, but for what is said. */
function attempt(change: Partial<Attempt> & { readonly day?: number } = {}): Attempt {
  const { day = 0, ...rest } = change
  count += 1
  return {
    id: `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`,
    exercise: 'one',
    skills: ['alt'],
    evidence: 'produced',
    at: new Date(Date.parse('2026-01-01T09:00:00Z') + day * DAY_MS + count).toISOString(),
    passed: true,
    isCritical: false,
    faults: 0,
    hints: 0,
    sawSolution: false,
    activeMs: 60_000,
    minutes: 6,
    ...rest,
  }
}

const of = (attempts: readonly Attempt[], now = '2026-01-02T00:00:00Z') => progressIn('alt', attempts, now)
const four = () => [attempt(), attempt({ exercise: 'two' }), attempt(), attempt({ exercise: 'two' })]

describe('mastery', () => {
  test('moves by 0.35 of what is missing, times the weight', () => {
    const right = Array.from({ length: 5 }, () => attempt())
    expect(of(right).mastery).toBeCloseTo(0.884, 3)
    const wrong = [...right, attempt({ passed: false })]
    expect(of(wrong).mastery).toBeCloseTo(0.575, 3)
    expect(of([...wrong, attempt(), attempt()]).mastery).toBeCloseTo(0.82, 2)
    expect(of([attempt({ evidence: 'recognised' })]).mastery).toBeCloseTo(0.21, 5)
    expect(of([attempt({ evidence: 'true-or-false' })]).mastery).toBeCloseTo(0.14, 5)
  })

  test.each([
    { what: 'at once', change: {}, success: 1 },
    { what: 'after one fault', change: { faults: 1 }, success: 0.8 },
    { what: 'after several faults', change: { faults: 3 }, success: 0.6 },
    { what: 'with a hint', change: { hints: 1 }, success: 0.6 },
    { what: 'after the solution', change: { sawSolution: true }, success: 0.3 },
    { what: 'given up', change: { passed: false }, success: 0 },
    { what: 'with a critical error', change: { isCritical: true }, success: 0 },
  ])('what went $what is worth $success', ({ change, success }) => {
    expect(of([attempt(change)]).steps[0]?.success).toBe(success)
  })

  test('stays between 0 and 1; a success never lowers it; help never lifts it above 0.6', () => {
    for (let at = 0; at <= 100; at += 1) {
      for (const success of [0, 0.3, 0.6, 0.8, 1]) {
        for (const weight of [0.4, 0.6, 1]) {
          const before = at / 100
          const after = moved(before, success, weight)
          expect(after).toBeGreaterThanOrEqual(0)
          expect(after).toBeLessThanOrEqual(1)
          if (success > 0) expect(after).toBeGreaterThanOrEqual(before)
          if (success <= 0.6) expect(after).toBeLessThanOrEqual(Math.max(before, 0.6))
        }
      }
    }
  })
})

describe('a skill', () => {
  test('says what is missing, one thing at a time', () => {
    expect(of([])).toMatchObject({ state: 'not-started', missing: 'an-attempt' })
    expect(of([attempt({ hints: 1 })])).toMatchObject({ state: 'in-progress', missing: 'an-unaided-success' })
    expect(of([attempt({ evidence: 'recognised' })])).toMatchObject({ missing: 'something-produced' })
    expect(of([attempt(), attempt()])).toMatchObject({ missing: 'another-exercise' })
    expect(of([attempt(), attempt({ exercise: 'two' }), attempt({ hints: 1 })])).toMatchObject({
      missing: 'a-second-unaided-success',
    })
    expect(of([attempt(), attempt({ exercise: 'two' })])).toMatchObject({ missing: 'more-practice' })
    expect(of(four())).toMatchObject({ state: 'acquired', missing: 'a-success-after-days' })
  })

  test('is never acquired by recognising alone, nor with hints alone', () => {
    const recognised = Array.from({ length: 40 }, (_, at) =>
      attempt({ evidence: 'recognised', exercise: `e${at}` }),
    )
    expect(of(recognised).state).toBe('in-progress')
    const helped = Array.from({ length: 40 }, (_, at) => attempt({ hints: 1, exercise: `e${at}` }))
    expect(of(helped)).toMatchObject({ state: 'in-progress' })
    expect(of(helped).mastery).toBeLessThanOrEqual(0.6)
  })

  test('that was acquired has to be shown again after it went wrong', () => {
    expect(of([...four(), attempt({ passed: false })])).toMatchObject({ state: 'in-progress' })
  })

  test('is consolidated by a success on another exercise a week later, and not before', () => {
    const acquired = four()
    const now = '2026-01-09T12:00:00Z'
    expect(of([...acquired, attempt({ day: 6, exercise: 'three' })], now).state).toBe('acquired')
    expect(of([...acquired, attempt({ day: 8, exercise: 'two' })], now).state).toBe('acquired')
    expect(of([...acquired, attempt({ day: 8, exercise: 'three' })], now)).toMatchObject({
      state: 'consolidated',
      missing: 'nothing',
    })
  })

  test('that is consolidated is to be reviewed when forgotten, or when a review failed', () => {
    const consolidated = [...four(), attempt({ day: 8, exercise: 'three' })]
    expect(of(consolidated, '2026-12-31T00:00:00Z')).toMatchObject({
      state: 'to-review',
      missing: 'a-review',
    })
    const failed = [...consolidated, attempt({ day: 9, passed: false })]
    expect(of(failed, '2026-01-11T00:00:00Z').state).toBe('to-review')
    expect(of([...failed, attempt({ day: 11 })], '2026-01-13T00:00:00Z').state).toBe('consolidated')
  })

  test('comes out the same whatever the order the log came in, and however often', () => {
    const log = [...four(), attempt({ day: 8, exercise: 'three' }), attempt({ day: 9, faults: 2 })]
    const expected = of(log)
    const shuffles = [log.toReversed(), [...log, ...log], [...log.slice(3), ...log.slice(0, 4)]]
    for (const shuffled of shuffles) expect(of(shuffled)).toEqual(expected)
    expect(inOrder([...log, ...log])).toHaveLength(log.length)
  })
})

describe('reviews', () => {
  test('follow FSRS-6 to the day', () => {
    const good = attempt()
    const again = attempt({ hints: 1 })
    const sequence = [good, good, again, good, good, good]
    let card = startReviews('2026-01-01T00:00:00Z', ratingOf(good))
    const intervals = [card.card.scheduled_days]
    const stabilities = [card.card.stability]
    for (const one of sequence.slice(1)) {
      card = review(card, card.due, ratingOf(one))
      intervals.push(card.card.scheduled_days)
      stabilities.push(card.card.stability)
    }
    expect(intervals).toEqual([4, 31, 4, 14, 44, 123])
    expect(stabilities.map((value) => Number(value.toFixed(2)))).toEqual([
      2.31, 16.18, 2.02, 7.49, 23.28, 64.34,
    ])
  })

  test('are at most five a day, the least remembered first', () => {
    const due = Array.from(
      { length: 8 },
      (_, at): SkillProgress => ({
        skill: `s${at}`,
        mastery: 0.9,
        state: 'consolidated',
        missing: 'nothing',
        steps: [],
        reviewDueAt: '2026-01-01T00:00:00Z',
        retrievability: 0.9 - at / 100,
      }),
    )
    const later = { ...(due[0] as SkillProgress), skill: 'later', reviewDueAt: '2027-01-01T00:00:00Z' }
    expect(dueReviews([...due, later], '2026-01-02T00:00:00Z').map(({ skill }) => skill)).toEqual([
      's7',
      's6',
      's5',
      's4',
      's3',
    ])
  })
})

describe('hours', () => {
  test('count work, at most twice what the task declares', () => {
    expect(creditedMs(attempt({ activeMs: 3_600_000, minutes: 6 }))).toBe(720_000)
    expect(creditedMs(attempt({ activeMs: -5 }))).toBe(0)
  })
  test('belong to the year of Rome', () => {
    const eve = attempt({ at: '2026-12-31T23:30:00Z', activeMs: 360_000 })
    expect(hoursIn(2026, [eve])).toBe(0)
    expect(hoursIn(2027, [eve, eve])).toBeCloseTo(0.1, 10)
  })
})

describe('the level of a competence', () => {
  const skill = (id: string, level: string): Skill => ({
    id,
    title: id,
    digcomp: [{ code: '3.1', level }],
    digcomp3: [],
    syllabus: [],
    wcag: [],
    rules: [],
  })
  const states = (entries: Readonly<Record<string, SkillProgress['state']>>) =>
    new Map(Object.entries(entries).map(([id, state]) => [id, { ...progressIn(id, [], ''), state }]))

  test('wants four in five acquired up to it, and two consolidated at it', () => {
    const skills = [skill('a', '2'), skill('b', '3'), skill('c', '3'), skill('d', '3'), skill('e', '3')]
    const good = { a: 'acquired', b: 'consolidated', c: 'consolidated', d: 'acquired' } as const
    expect(competenceLevels(skills, states(good))).toEqual([
      { competence: '3.1', level: 3, isWeakProof: false },
    ])
    expect(competenceLevels(skills, states({ ...good, d: 'in-progress' }))).toMatchObject([{ level: 0 }])
    expect(competenceLevels(skills, states({ ...good, c: 'acquired' }))).toMatchObject([{ level: 0 }])
  })

  test('is a weak proof when one skill carries it', () => {
    expect(competenceLevels([skill('a', '2')], states({ a: 'consolidated' }))).toEqual([
      { competence: '3.1', level: 2, isWeakProof: true },
    ])
  })
})
