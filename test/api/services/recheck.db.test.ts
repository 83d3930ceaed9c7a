import { beforeEach, expect, test } from 'vitest'
import { findRecheckWork } from '../../../api/db/queries/rechecks.ts'
import { applyRecheck, type Look, lookAt, verdictOf } from '../../../api/services/recheck.ts'
import type { Finding, Report } from '../../../scanner/index.ts'
import { emptyDatabase, testDatabase } from '../../helpers/database.ts'
import { addSite, auditOf, fault } from '../../helpers/history.ts'
import { occurrence, report } from '../../helpers/report.ts'

const database = await testDatabase()
const { db } = database
const NOW = new Date('2026-11-24T09:00:00Z')
let siteId = ''

beforeEach(async () => {
  await emptyDatabase(database)
  const { id } = await db
    .insertInto('organisation')
    .values({ kind: 'municipality', name: 'Comune di Esempio' })
    .returning('id')
    .executeTakeFirstOrThrow()
  siteId = await addSite(db, id)
})

const finding = () => db.selectFrom('finding').selectAll().executeTakeFirstOrThrow()
const kinds = async () =>
  (await db.selectFrom('finding_event').select('kind').orderBy('id').execute()).map(({ kind }) => kind)

async function askRecheck(path = '/') {
  const page = await db
    .selectFrom('page')
    .select('id')
    .where('url', 'like', `%it${path}`)
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('recheck')
    .values({ finding_id: (await finding()).id, page_id: page.id, status: 'running' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const work = await findRecheckWork(db, id)
  if (!work) throw new Error('The proof visit was just written.')
  return work
}

/** The report of a visit to one page. */
function visit(findings: readonly Finding[], outcome: 'ok' | 'ok-unstable' = 'ok'): Report {
  const base = report({ findings })
  return { ...base, pages: base.pages.slice(0, 1).map((page) => ({ ...page, id: 'p1', outcome })) }
}
type Runs = Parameters<typeof lookAt>[3]
const ran: Runs = () => 'passed'

async function recheck(looks: readonly Report[], runs: Runs = ran, path = '/') {
  const work = await askRecheck(path)
  const seen: Look[] = []
  for (const look of looks) seen.push(await lookAt(db, work, look, runs))
  await db.transaction().execute((tx) => applyRecheck(tx, { work, looks: seen, pictureId: null, now: NOW }))
  return db
    .selectFrom('recheck')
    .select(['status', 'verdict', 'problem'])
    .where('id', '=', work.id)
    .executeTakeFirstOrThrow()
}

test('absent in two looks is fixed, and proven', async () => {
  await auditOf(db, siteId, { findings: [fault('a')] })
  await db.updateTable('finding').set({ status: 'claimed-fixed' }).execute()
  expect(await recheck([visit([]), visit([])])).toEqual({ status: 'done', verdict: 'fixed', problem: '' })
  expect(await finding()).toMatchObject({ status: 'verified-fixed', verified_at: NOW })
  expect(await kinds()).toEqual(['appeared', 'rechecked', 'verified-fixed'])
})

test('an absence that the second look contradicts is none', async () => {
  await auditOf(db, siteId, { findings: [fault('a')] })
  await db.updateTable('finding').set({ status: 'claimed-fixed' }).execute()
  expect(await recheck([visit([]), visit([fault('a')])])).toMatchObject({ verdict: 'still-there' })
  expect((await finding()).status).toBe('open')
  expect(await kinds()).toContain('still-there')
})

test('a reworded element under another key is still there', async () => {
  const worded = (key: string, text: string) =>
    fault(key, { occurrences: [occurrence({ key: `${key}/p1`, match: { ...occurrence().match, text } })] })
  await auditOf(db, siteId, { findings: [worded('a', 'orari degli uffici comunali')] })
  const look = visit([worded('b', 'orari degli uffici comunali di oggi')])
  expect(await recheck([look])).toMatchObject({ verdict: 'still-there' })
})

test.each([
  ['the rule did not run to its end', [visit([])], (() => 'not-run') as Runs],
  ['the page kept changing', [visit([], 'ok-unstable')], ran],
  ['the page did not answer', [{ ...visit([]), pages: [] }], ran],
])('not verified when %s, with a sentence that says so', async (_, looks, runs) => {
  await auditOf(db, siteId, { findings: [fault('a')] })
  const end = await recheck(looks, runs)
  expect(end).toMatchObject({ status: 'done', verdict: 'not-verified' })
  expect(end.problem.length).toBeGreaterThan(20)
  expect((await finding()).status).not.toBe('verified-fixed')
})

test('one page of two that is repaired leaves the finding open', async () => {
  await auditOf(db, siteId, { paths: ['/', '/b'], findings: [fault('a', { pages: ['p1', 'p2'] })] })
  expect(await recheck([visit([]), visit([])], ran, '/b')).toMatchObject({ verdict: 'fixed' })
  expect(await finding()).toMatchObject({ status: 'open', page_count: 1 })
})

test('what was fixed and is seen again has reappeared', async () => {
  await auditOf(db, siteId, { findings: [fault('a')] })
  await auditOf(db, siteId, {})
  await auditOf(db, siteId, {})
  await recheck([visit([fault('a')])])
  expect(await finding()).toMatchObject({ status: 'open', reappeared_count: 1 })
})

test('looks agree on the worst that one of them saw', () => {
  const look = (sight: 'present' | 'absent' | 'unproven') => ({
    sights: new Map([['o', sight]]),
    problem: '',
    picture: null,
  })
  expect(verdictOf([look('absent'), look('present')])).toBe('present')
  expect(verdictOf([look('absent'), look('unproven')])).toBe('unproven')
  expect(verdictOf([look('absent'), look('absent')])).toBe('absent')
  expect(verdictOf([])).toBe('unproven')
})
