import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { openCatalogue } from '../../api/services/catalogue.ts'
import { keepProofs } from '../../api/services/own-site.ts'
import type { FindingDetail } from '../../api/shapes/findings.ts'
import type { AttemptsKept, ExerciseShape, InspectionShape, MyLearning } from '../../api/shapes/learning.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'
import { occurrence } from '../helpers/report.ts'

const app = await testApp({ catalogue: openCatalogue() })
const { db } = app.deps

let manager: Person
let siteId: string

const WITHOUT_ALT = '<img src="https://www.comune.esempio.it/sagra.jpg">'

const image = (html = WITHOUT_ALT, over: Parameters<typeof fault>[1] = {}) =>
  fault('c1:image', {
    rule: 'axe-image-alt',
    family: 'image-alt',
    owner: 'editorial',
    occurrences: [occurrence({ key: 'c1:image/p1', page: 'p1', html })],
    ...over,
  })

beforeEach(async () => {
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
  siteId = await addSite(db, manager.organisationId)
})

const findingId = async () =>
  (await db.selectFrom('finding').select('id').where('site_id', '=', siteId).executeTakeFirstOrThrow()).id
const get = async <T>(who: Person, path: string) => (await (await who.ask('GET', `/api${path}`)).json()) as T
const detail = async (who: Person) => get<FindingDetail>(who, `/findings/${await findingId()}`)

async function exerciseOf(who: Person): Promise<ExerciseShape> {
  const { practice } = await detail(who)
  return get<ExerciseShape>(who, `/exercises/${practice}`)
}

const pageOf = ({ spec }: ExerciseShape) => String(spec.page)
const withAlt = (exercise: ExerciseShape, alt: string) => ({
  html: pageOf(exercise).replace('<img ', `<img alt="${alt}" `),
})

async function send(who: Person, exercise: ExerciseShape, answer: Record<string, unknown>, over = {}) {
  const attempt = {
    id: randomUUID(),
    exercise: exercise.id,
    rev: exercise.rev,
    at: new Date().toISOString(),
    answer,
    faults: 0,
    hints: 0,
    sawSolution: false,
    activeMs: 30_000,
    ...over,
  }
  const kept = await who.ask('POST', '/api/attempts', { attempts: [attempt] }, { 'accept-language': 'it' })
  return (await kept.json()) as AttemptsKept
}

test('a finding of the editors opens its own snippet as an exercise, with where it comes from', async () => {
  await auditOf(db, siteId, { findings: [image()] })
  const exercise = await exerciseOf(manager)
  expect(exercise).toMatchObject({
    kind: 'own-site',
    autonomy: 4,
    skills: ['images-informative'],
    finding: { id: await findingId(), pageUrl: 'https://www.comune.esempio.it/' },
  })
  // Nothing is fetched from the page it comes from.
  expect(pageOf(exercise)).not.toContain('comune.esempio.it')
})

test.each([
  ['of the template', image(WITHOUT_ALT, { owner: 'template' })],
  ['that was cut', image('<img src="/sagra.jpg" class="molto lu…')],
  ['of a rule that needs the page', image('<title></title>', { rule: 'axe-document-title' })],
])('a snippet %s is not practised on', async (_what, finding) => {
  await auditOf(db, siteId, { findings: [finding] })
  expect((await detail(manager)).practice).toBeNull()
})

test('an answer is judged by axe, and its words by Rampa’s own rule, here as on the screen', async () => {
  await auditOf(db, siteId, { findings: [image()] })
  const exercise = await exerciseOf(manager)
  const bad = withAlt(exercise, 'sagra.jpg')
  const seen = await manager.ask('POST', '/api/inspections', { exercise: exercise.id, answer: bad })
  expect(((await seen.json()) as InspectionShape).violations).toEqual({ 'image-alt-quality': ['#tuo'] })
  await send(manager, exercise, bad)
  const kept = await send(manager, exercise, withAlt(exercise, 'La sagra del marrone in piazza'))
  const [skill] = kept.skills
  expect(skill?.steps.map(({ success, kind }) => [success, kind])).toEqual([
    [0, 'own-site'],
    [1, 'own-site'],
  ])
  expect(skill?.steps.at(-1)).toMatchObject({ title: 'Problema c1:image', findingId: await findingId() })
})

test('an answer to a snippet that has changed since is not taken for one to the new', async () => {
  await auditOf(db, siteId, { findings: [image()] })
  const exercise = await exerciseOf(manager)
  const kept = await send(manager, exercise, withAlt(exercise, 'La sagra'), { rev: exercise.rev + 1 })
  expect(kept).toMatchObject({ kept: [], refused: [{ reason: expect.stringContaining('è cambiato') }] })
})

test('who may not see the finding gets neither its exercise nor a judgement of it', async () => {
  await auditOf(db, siteId, { findings: [image()] })
  const exercise = await exerciseOf(manager)
  const stranger = await app.signIn('administrator')
  const employee = await app.signIn('employee', { organisationId: manager.organisationId })
  for (const who of [stranger, employee]) {
    expect((await who.ask('GET', `/api/exercises/${exercise.id}`)).status).toBe(404)
    const asked = { exercise: exercise.id, answer: { html: '' } }
    expect((await who.ask('POST', '/api/inspections', asked)).status).toBe(404)
    expect((await send(who, exercise, withAlt(exercise, 'La sagra'))).refused).toHaveLength(1)
  }
  expect((await app.ask('GET', `/api/exercises/${exercise.id}`)).status).toBe(404)
})

test('my path has the faults of my pages, and says which ones I practised on', async () => {
  await auditOf(db, siteId, { findings: [image()] })
  const mine = async () => (await get<MyLearning>(manager, '/my-learning')).ownSite
  expect(await mine()).toMatchObject([{ findingId: await findingId(), isPractised: false }])
  const exercise = await exerciseOf(manager)
  await send(manager, exercise, withAlt(exercise, 'La sagra del marrone'))
  expect(await mine()).toMatchObject([{ exercise: exercise.id, isPractised: true }])
})

const DAYS = ['2026-11-20', '2026-11-21', '2026-11-22'].map((day) => new Date(`${day}T09:00:00Z`))
const stepsOf = async (who: Person) =>
  (await get<MyLearning>(who, '/my-learning')).skills
    .find(({ skill }) => skill === 'images-informative')
    ?.steps.filter(({ kind }) => kind === 'production') ?? []

/** Gone from two audits in a row, which proves it fixed. */
async function repair() {
  for (const now of DAYS.slice(1)) await auditOf(db, siteId, { now })
  await keepProofs(app.deps, siteId)
}

test('what a visit proves fixed is evidence for who said they had fixed it, once', async () => {
  const colleague = await app.signIn('accessibility-manager', { organisationId: manager.organisationId })
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  await manager.ask('POST', `/api/findings/${await findingId()}/claim`)
  await repair()
  await keepProofs(app.deps, siteId)
  expect(await stepsOf(manager)).toMatchObject([
    { success: 1, weight: 1, title: 'Problema c1:image', findingId: await findingId() },
  ])
  expect(await stepsOf(colleague)).toEqual([])
})

test('where nobody said so, it is of who had practised it', async () => {
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  const exercise = await exerciseOf(manager)
  await send(manager, exercise, withAlt(exercise, 'La sagra del marrone'), { at: DAYS[0]?.toISOString() })
  await repair()
  expect(await stepsOf(manager)).toHaveLength(1)
})

test('a claim that a look contradicted proves nothing for who made it, however the fault went later', async () => {
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  await manager.ask('POST', `/api/findings/${await findingId()}/claim`)
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  expect((await detail(manager)).status).toBe('open')
  await repair()
  expect(await stepsOf(manager)).toEqual([])
})

test('a repair that nobody claims nor practised is nobody’s', async () => {
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  await repair()
  expect(await db.selectFrom('attempt').selectAll().execute()).toEqual([])
})

test('the evidence stays when the finding goes', async () => {
  await auditOf(db, siteId, { findings: [image()], now: DAYS[0] as Date })
  await manager.ask('POST', `/api/findings/${await findingId()}/claim`)
  await repair()
  await db.deleteFrom('site').where('id', '=', siteId).execute()
  expect(await stepsOf(manager)).toMatchObject([{ title: 'Problema c1:image', findingId: null }])
})
