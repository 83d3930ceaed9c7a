import { beforeEach, expect, test } from 'vitest'
import type { Home } from '../../api/shapes/findings.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'

let now = new Date('2026-11-23T09:00:00Z')
const app = await testApp({ now: () => now })
const { db } = app.deps
let manager: Person

beforeEach(async () => {
  now = new Date('2026-11-23T09:00:00Z')
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
})

async function homeOf(who: Person): Promise<Home> {
  const answer = await who.ask('GET', '/api/home')
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Home
}

test('without a site the first thing to do is to add one', async () => {
  expect(await homeOf(manager)).toMatchObject({
    suggestion: { kind: 'add-site' },
    newFindings: [],
    verifiedFixed: [],
    sites: [],
    alerts: [],
  })
})

test('shows what is new, what was proven fixed, and what heals most', async () => {
  const siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, { findings: [fault('a')] })
  await auditOf(db, siteId, {})
  await auditOf(db, siteId, {
    paths: ['/', '/b'],
    findings: [fault('b', { priority: 0.9, pages: ['p1', 'p2'] }), fault('c', { priority: 0.1 })],
  })
  const home = await homeOf(manager)
  expect(home.newFindings.map(({ title }) => title)).toEqual(['Problema b', 'Problema c'])
  expect(home.verifiedFixed.map(({ title }) => title)).toEqual(['Problema a'])
  expect(home.suggestion).toMatchObject({ kind: 'fix', pagesHealed: 2, finding: { title: 'Problema b' } })
  expect(home.counts).toEqual({ open: 2, mine: 0, toJudge: 0, claimedFixed: 0, overdue: 0 })
})

test('what is mine and due comes before what heals more', async () => {
  const siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, { findings: [fault('a', { priority: 0.9 }), fault('b', { priority: 0.1 })] })
  await db
    .updateTable('finding')
    .set({ assigned_person_id: manager.personId, status: 'assigned', due_on: '2026-11-22' })
    .where('key', '=', 'b')
    .execute()
  const home = await homeOf(manager)
  expect(home.suggestion.finding?.title).toBe('Problema b')
  expect(home.counts).toMatchObject({ open: 2, mine: 1, overdue: 1 })
})

test('an editor sees the pages of the office only', async () => {
  const editor = await app.signIn('editor', { organisationId: manager.organisationId, office: 'Tributi' })
  const siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, {
    paths: ['/', '/tari'],
    findings: [fault('a', { priority: 0.9 }), fault('b', { pages: ['p2'] })],
  })
  await db.updateTable('page').set({ office_id: editor.officeId }).where('url', 'like', '%tari').execute()
  const home = await homeOf(editor)
  expect(home.newFindings.map(({ title }) => title)).toEqual(['Problema b'])
  expect(home.counts).toMatchObject({ open: 1, mine: 1 })
})

test('when nothing fails the next thing is to judge, then nothing', async () => {
  const siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, { findings: [fault('a', { outcome: 'cantTell' })] })
  expect((await homeOf(manager)).suggestion.kind).toBe('judge')
  await db.updateTable('finding').set({ status: 'decided' }).execute()
  expect((await homeOf(manager)).suggestion.kind).toBe('all-done')
})

test('missed and failed audits are told, with their site', async () => {
  const siteId = await addSite(db, manager.organisationId)
  await db
    .insertInto('audit')
    .values({
      site_id: siteId,
      status: 'failed',
      trigger: 'schedule',
      options: '{}',
      config_hash: '',
      finished_at: now,
    })
    .execute()
  await db
    .insertInto('schedule')
    .values({ site_id: siteId, frequency: 'daily', hour: 3, next_run_at: now, missed_at: now })
    .execute()
  const told = { siteId, siteName: 'Sito www.comune.esempio.it', at: now.toISOString() }
  expect((await homeOf(manager)).alerts).toEqual([
    { kind: 'missed-audit', ...told },
    { kind: 'failed-audit', ...told },
  ])
})

test.each([
  ['2026-11-23T09:00:00Z', { objectives: ['2027-03-31', 128], statement: ['2027-09-23', 304] }],
  ['2027-03-31T21:30:00Z', { objectives: ['2027-03-31', 0], statement: ['2027-09-23', 176] }],
  // In Rome it is the 1st of April already.
  ['2027-03-31T22:30:00Z', { objectives: ['2028-03-31', 365], statement: ['2027-09-23', 175] }],
])('deadlines as of %s, in Rome', async (at, expected) => {
  now = new Date(at)
  await db
    .updateTable('session')
    .set({ expires_at: new Date(now.getTime() + 3_600_000), last_used_at: now })
    .execute()
  const { deadlines } = await homeOf(manager)
  expect(Object.fromEntries(deadlines.map(({ kind, on, daysLeft }) => [kind, [on, daysLeft]]))).toEqual(
    expected,
  )
})

test('nothing of another organisation is on it', async () => {
  const stranger = await app.signIn('administrator')
  const siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, { findings: [fault('a')] })
  expect(await homeOf(stranger)).toMatchObject({
    sites: [],
    newFindings: [],
    counts: { open: 0 },
    alerts: [],
  })
})
