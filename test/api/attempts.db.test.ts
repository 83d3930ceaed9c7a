import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type {
  AttemptsKept,
  CourseShape,
  LessonShape,
  MyLearning,
  MyLearningData,
  NewAttempt,
} from '../../api/shapes/learning.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'

const app = await testApp()
let editor: Person

const PAID = [
  { action: 'apri-avviso', fields: {} },
  { action: 'verifica', fields: { avviso: '301000000001234567' } },
  { action: 'conferma', fields: {} },
  { action: 'salva', fields: {} },
]
const TOLD = [{ action: 'apri-sms', fields: {} }, { action: 'invia-carta', fields: {} }, ...PAID]

const attempt = (change: Partial<NewAttempt> = {}): NewAttempt => ({
  id: randomUUID(),
  exercise: 'prova-avviso',
  rev: 1,
  at: new Date(Date.now() - 60_000).toISOString(),
  answer: { trap: null, steps: PAID },
  faults: 0,
  hints: 0,
  sawSolution: false,
  activeMs: 60_000,
  ...change,
})

beforeEach(async () => {
  await emptyDatabase(app.database)
  editor = await app.signIn('editor')
})

async function send(who: Person, attempts: readonly NewAttempt[]): Promise<AttemptsKept> {
  const answer = await who.ask('POST', '/api/attempts', { attempts }, { 'accept-language': 'it' })
  expect(answer.status).toBe(200)
  return (await answer.json()) as AttemptsKept
}
const learning = async (who: Person) =>
  (await (await who.ask('GET', '/api/my-learning')).json()) as MyLearning
const notice = ({ skills }: MyLearning) => skills.find(({ skill }) => skill === 'avviso-prova')

describe('an attempt', () => {
  test('is graded here, whatever the browser thinks of it', async () => {
    const good = attempt()
    const kept = await send(editor, [good])
    expect(kept).toMatchObject({
      kept: [good.id],
      refused: [],
      skills: [{ skill: 'avviso-prova', mastery: 0.35 }],
    })
    await send(editor, [attempt({ answer: { trap: null, steps: TOLD } })])
    const rows = await app.deps.db.selectFrom('attempt').selectAll().orderBy('created_at').execute()
    expect(rows.map(({ passed, is_critical, failed_check }) => [passed, is_critical, failed_check])).toEqual([
      [true, false, null],
      [false, true, 'carta-via-sms'],
    ])
  })

  test('counts the errors that are in its own steps', async () => {
    const slip = { action: 'verifica', fields: { avviso: '301' } }
    const [open, ...rest] = PAID
    await send(editor, [attempt({ answer: { trap: null, steps: [open, slip, ...rest] } })])
    expect(notice(await learning(editor))?.steps[0]?.success).toBe(0.8)
  })

  test('of a page needs a real document, and gets one', async () => {
    const html = (alt: string) =>
      `<html lang="it"><head><title>Sagra del marrone</title></head><body><main><h1>Sagra del marrone</h1>
<img id="foto" src="manifesto.svg" ${alt} data-edit="alt">
<div id="testo" data-edit="rich"><p>Ore 17, piazza Roma</p></div></main></body></html>`
    const repair = (alt: string) => attempt({ exercise: 'prova-manifesto', answer: { html: html(alt) } })
    await send(editor, [repair('alt="Sagra del marrone, sabato 12 ottobre"'), repair('')])
    const rows = await app.deps.db.selectFrom('attempt').select(['passed', 'failed_check']).execute()
    expect(rows).toEqual(
      expect.arrayContaining([
        { passed: true, failed_check: null },
        { passed: false, failed_check: 'alt-presente' },
      ]),
    )
  })

  test('keeps nothing that looks like somebody’s own', async () => {
    const real = { action: 'verifica', fields: { avviso: '4539 1488 0343 6467' } }
    const [open] = PAID
    await send(editor, [attempt({ answer: { trap: null, steps: [open, real] } })])
    const rows = await app.deps.db.selectFrom('attempt').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain('4539')
  })

  test('of an exercise that is gone, changed, unreadable or still to come is refused, the others are kept', async () => {
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    const good = attempt()
    const bad = [
      attempt({ exercise: 'mai-esistito' }),
      attempt({ rev: 7 }),
      attempt({ answer: { html: 'x' } }),
      attempt({ at: tomorrow }),
    ]
    const { kept, refused } = await send(editor, [...bad, good])
    expect(kept).toEqual([good.id])
    expect(refused.map(({ id }) => id)).toEqual(bad.map(({ id }) => id))
    expect(refused.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('non c’è più'),
      expect.stringContaining('è cambiato'),
      expect.stringContaining('non si legge'),
      expect.stringContaining('nel futuro'),
    ])
  })
})

describe('an offline log', () => {
  test('sent twice, in parts and in any order, gives the same state', async () => {
    const log = Array.from({ length: 40 }, (_, at) =>
      attempt({
        at: new Date(Date.parse('2026-01-01T09:00:00Z') + at * 3_600_000).toISOString(),
        hints: at % 3 === 0 ? 1 : 0,
      }),
    )
    await send(editor, log)
    const expected = await learning(editor)
    const other = await app.signIn('editor')
    const copy = log.map((one) => ({ ...one, id: randomUUID() }))
    await send(other, copy.slice(20).toReversed())
    await send(other, copy)
    await send(other, copy.slice(0, 5))
    const found = await learning(other)
    const shape = ({ skills, hours }: MyLearning) => [
      hours,
      skills.map(({ mastery, state, steps }) => [mastery, state, steps.length]),
    ]
    expect(shape(found)).toEqual(shape(expected))
  })

  test('of somebody else is not taken over by its ids', async () => {
    const mine = attempt()
    await send(editor, [mine])
    const other = await app.signIn('employee')
    await send(other, [mine])
    expect(notice(await learning(other))?.state).toBe('not-started')
    expect(notice(await learning(editor))?.steps).toHaveLength(1)
  })
})

describe('courses', () => {
  test('are open to everybody; progress is only one’s own', async () => {
    await send(editor, [attempt()])
    const guest = (await (await app.ask('GET', '/api/courses/prova')).json()) as CourseShape
    expect(guest).toMatchObject({ id: 'prova', acquired: null, progress: [], startAt: 'prova/01-uno' })
    const own = (await (await editor.ask('GET', '/api/courses/prova')).json()) as CourseShape
    expect(own.progress.map(({ state }) => state)).toEqual(['not-started', 'in-progress'])
    expect(own.acquired).toBe(0)
  })

  test('a lesson comes with its exercises in their places', async () => {
    const lesson = (await (await app.ask('GET', '/api/lessons/prova/01-uno')).json()) as LessonShape
    expect(lesson.parts.map(({ kind }) => kind)).toEqual(['exercise', 'text', 'exercise'])
    expect(lesson.course).toEqual({ id: 'prova', title: 'Corso di prova' })
  })

  test.each(['/api/courses/niente', '/api/lessons/prova/niente', '/api/exercises/niente'])(
    '%s is not found, and says where to go',
    async (path) => {
      const answer = await app.ask('GET', path, undefined, { 'accept-language': 'it' })
      expect(answer.status).toBe(404)
      expect(((await answer.json()) as { detail: string }).detail).toContain('elenco dei corsi')
    },
  )

  test('anybody may have an answer looked at', async () => {
    const answer = { html: '<html lang="it"><body><img src="a.svg"></body></html>' }
    const seen = await app.ask('POST', '/api/inspections', { exercise: 'prova-manifesto', answer })
    expect(await seen.json()).toEqual({ violations: { 'image-alt': ['img'] }, names: {}, contrasts: {} })
  })
})

test('what somebody did goes with them', async () => {
  await send(editor, [attempt()])
  const mine = (await (await editor.ask('GET', '/api/me/data')).json()) as { attempts?: unknown[] }
  expect(mine.attempts).toHaveLength(1)
  await app.deps.db.deleteFrom('person').where('id', '=', editor.personId).execute()
  expect(await app.deps.db.selectFrom('attempt').selectAll().execute()).toEqual([])
})

describe('my data', () => {
  test('holds every attempt and what follows from it, and no one else’s', async () => {
    await send(editor, [
      attempt(),
      attempt({ hints: 1, at: '2025-06-01T10:00:00.000Z', activeMs: 3_600_000 }),
    ])
    const other = await app.signIn('employee')
    await send(other, [attempt()])
    const answer = await editor.ask('GET', '/api/my-learning/data')
    expect(answer.headers.get('content-disposition')).toContain('attachment')
    const { attempts, learning: mine } = (await answer.json()) as MyLearningData
    expect(attempts.map(({ hints, success, passed }) => [hints, success, passed])).toEqual([
      [1, 0.6, true],
      [0, 1, true],
    ])
    expect(attempts[0]?.skills).toEqual([expect.stringMatching(/^Sai /)])
    // An hour at an exercise of eight minutes is credited sixteen.
    expect(mine.years.find(({ year }) => year === 2025)?.hours).toBeCloseTo(
      (attempts[0]?.creditedMinutes ?? 0) / 60,
      5,
    )
    expect(mine.hoursOwed).toBe(40)
  })

  test('comes as a spreadsheet too', async () => {
    await send(editor, [attempt()])
    const answer = await editor.ask('GET', '/api/my-learning/data?format=csv')
    expect(answer.headers.get('content-type')).toContain('text/csv')
    const [head = '', ...rows] = (await answer.text()).trim().split('\r\n')
    expect(head).toContain('Quando;Esercizio;Capacità')
    expect(rows).toHaveLength(1)
  })

  test('is for people only', async () => {
    expect((await app.ask('GET', '/api/my-learning/data')).status).toBe(401)
  })
})
