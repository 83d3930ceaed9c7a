import { beforeEach, describe, expect, test } from 'vitest'
import { siteCounts } from '../../../api/db/queries/counts.ts'
import type { FindingStatus } from '../../../api/db/schema.ts'
import { expireDecisions } from '../../../api/services/expire-decisions.ts'
import { emptyDatabase, testDatabase } from '../../helpers/database.ts'
import { addSite, auditOf, fault } from '../../helpers/history.ts'
import { occurrence } from '../../helpers/report.ts'

const database = await testDatabase()
const { db } = database
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

const audit = (look: Parameters<typeof auditOf>[2]) => auditOf(db, siteId, look)
const findings = () => db.selectFrom('finding').selectAll().orderBy('key').execute()
const occurrences = () => db.selectFrom('occurrence').selectAll().orderBy('key').execute()
const eventsOf = async (kind: string) =>
  db.selectFrom('finding_event').selectAll().where('kind', '=', kind).orderBy('id').execute()
async function only() {
  const [row, ...more] = await findings()
  if (!row || more.length > 0) throw new Error(`Expected one finding, not ${more.length + 1}.`)
  return row
}
const setStatus = (status: FindingStatus) => db.updateTable('finding').set({ status }).execute()
const countsOf = async () => (await siteCounts(db, [siteId])).get(siteId)

interface Decision {
  readonly scope?: 'element' | 'component' | 'rule'
  readonly on?: string | null
  readonly until?: string | null
}

async function decide(findingId: string, { scope = 'component', on = null, until = null }: Decision = {}) {
  await db
    .insertInto('decision')
    .values({
      site_id: siteId,
      finding_id: findingId,
      scope,
      occurrence_key: on,
      rule: 'axe-image-alt',
      verdict: 'accepted',
      reason: 'low-impact',
      note: '',
      void_digests: scope === 'rule' ? [] : ['v1'],
      expires_on: until,
    })
    .execute()
}

async function answer(findingId: string, occurrenceKey: string, said: 'yes' | 'no') {
  await db
    .insertInto('answer')
    .values({
      site_id: siteId,
      finding_id: findingId,
      occurrence_key: occurrenceKey,
      answer: said,
      void_digest: 'v1',
    })
    .execute()
}

describe('first sight', () => {
  test('what fails is new and open, and its history begins', async () => {
    expect(await audit({ findings: [fault('a')] })).toMatchObject({ newCount: 1, fixedCount: 0 })
    expect(await only()).toMatchObject({ status: 'open', is_new: true, reappeared_count: 0 })
    expect(await eventsOf('appeared')).toHaveLength(1)
  })

  test('what comes and goes, and what is to be judged, alarms nobody', async () => {
    const look = [fault('a', { outcome: 'unstable' }), fault('b', { outcome: 'cantTell' })]
    expect(await audit({ findings: look })).toMatchObject({ newCount: 0 })
    expect((await findings()).map(({ is_new }) => is_new)).toEqual([false, false])
  })

  test('an element shows the picture that was taken of it', async () => {
    const pictured = fault('a', { occurrences: [occurrence({ key: 'a/p1', picture: 'pictures/a.jpg' })] })
    await audit({ findings: [pictured], pictures: ['pictures/a.jpg'] })
    const before = (await occurrences())[0]?.picture_id
    expect(before).toBeTruthy()
    await audit({ findings: [fault('a')] })
    expect((await occurrences())[0]?.picture_id, 'the old picture stays when none was taken').toBe(before)
  })

  test('newness lasts until the next audit, whether or not the page was seen again', async () => {
    await audit({ findings: [fault('a')] })
    await audit({ paths: ['/altra'], findings: [] })
    expect((await only()).is_new).toBe(false)
  })
})

describe('proof', () => {
  test('absent twice on a page that was seen is verified fixed, and not before', async () => {
    await audit({ findings: [fault('a')] })
    await audit({})
    expect((await only()).status).toBe('open')
    expect(await audit({})).toMatchObject({ fixedCount: 1 })
    expect(await only()).toMatchObject({ status: 'verified-fixed' })
    expect((await only()).verified_at).not.toBeNull()
    expect(await eventsOf('verified-fixed')).toHaveLength(1)
  })

  test('a claim is proven, or taken back with what was seen', async () => {
    await audit({ findings: [fault('a')] })
    await setStatus('claimed-fixed')
    await audit({ findings: [fault('a')] })
    expect((await only()).status).toBe('open')
    expect(await eventsOf('still-there')).toHaveLength(1)
  })

  test('one place of many that is left keeps it open', async () => {
    const paths = ['/', '/b']
    await audit({ paths, findings: [fault('a', { pages: ['p1', 'p2'] })] })
    await audit({ paths, findings: [fault('a', { pages: ['p2'] })] })
    await audit({ paths, findings: [fault('a', { pages: ['p2'] })] })
    expect((await occurrences()).map(({ status }) => status)).toEqual(['fixed', 'present'])
    expect(await only()).toMatchObject({ status: 'open', page_count: 1, occurrence_count: 1 })
  })

  test.each([
    ['page-not-visited', { paths: ['/altra'] }],
    ['page-unstable', { unstable: ['/'] }],
    ['rule-not-run', { runsOf: () => 'not-run' as const }],
    ['rule-not-run', { runsOf: () => undefined }],
    ['changed-by-tool', { tool: { axe: '4.15.0' } }],
    ['changed-by-tool', { tool: { version: '1.1.0' } }],
  ])('not verified because %s is never fixed', async (reason, look) => {
    await audit({ findings: [fault('a')] })
    await audit(look)
    await audit(look)
    expect((await only()).status).not.toBe('verified-fixed')
    const [event] = await eventsOf('not-verified')
    expect(event?.data).toEqual({ reason })
  })

  test('a claim waits for its proof when nobody could look', async () => {
    await audit({ findings: [fault('a')] })
    await setStatus('claimed-fixed')
    await audit({ paths: ['/altra'] })
    expect((await only()).status).toBe('claimed-fixed')
  })

  test('a page that answers 404 twice closes what is on it, never as fixed', async () => {
    await audit({ paths: ['/', '/b'], findings: [fault('a', { pages: ['p2'] })] })
    await audit({ gone: ['/b'] })
    expect((await only()).status).toBe('not-verified')
    await audit({ gone: ['/b'] })
    expect((await only()).status).toBe('page-removed')
    expect(await eventsOf('verified-fixed')).toEqual([])
  })

  test('another version of the browser changes no rule', async () => {
    await audit({ findings: [fault('a')] })
    await audit({ tool: { chromium: '154' } })
    expect(await audit({ tool: { chromium: '155' }, findings: [fault('b')] })).toMatchObject({
      newCount: 1,
      fixedCount: 1,
    })
  })
})

describe('return', () => {
  test('what comes back keeps its history and its decisions, and counts as new work', async () => {
    await audit({ findings: [fault('a')] })
    const before = await only()
    await audit({})
    await audit({})
    expect(await audit({ findings: [fault('a')] })).toMatchObject({ newCount: 1 })
    expect(await only()).toMatchObject({
      id: before.id,
      status: 'open',
      reappeared_count: 1,
      verified_at: null,
      first_seen_at: before.first_seen_at,
    })
    expect((await eventsOf('reappeared'))[0]).toMatchObject({
      from_status: 'verified-fixed',
      to_status: 'open',
    })
  })

  test('what is unstable comes back without an alarm', async () => {
    await audit({ findings: [fault('a', { outcome: 'unstable' })] })
    await audit({})
    await audit({})
    expect(await audit({ findings: [fault('a', { outcome: 'unstable' })] })).toMatchObject({ newCount: 0 })
  })

  test('what a new version of the rules finds is told as the tool’s change', async () => {
    await audit({ findings: [] })
    const changes = await audit({ findings: [fault('a')], tool: { axe: '4.15.0' } })
    expect(changes.newCount).toBe(0)
    expect((await only()).is_new).toBe(false)
    expect(await eventsOf('changed-by-tool')).toHaveLength(1)
  })
})

describe('the same element under another key', () => {
  const renamed = (key: string, precedingHeading = 'il castello') =>
    fault(key, {
      occurrences: [
        occurrence({
          key: `${key}/p1`,
          match: { ...occurrence().match, text: 'castello al tramonto', precedingHeading },
        }),
      ],
    })

  test('keeps its row, and tells how it was found again', async () => {
    await audit({ findings: [renamed('a')] })
    const before = await only()
    expect(await audit({ findings: [renamed('b', 'il castello di ieri')] })).toMatchObject({ newCount: 0 })
    expect(await only()).toMatchObject({ id: before.id, key: 'b', status: 'open' })
    const [matched] = await eventsOf('matched')
    expect(matched?.data).toMatchObject({ method: 'similarity', before: 'a/p1', after: 'b/p1' })
    expect(Number(matched?.data.score)).toBeGreaterThan(0.75)
  })

  test('keeps what people decided of it', async () => {
    await audit({ findings: [renamed('a')] })
    const { id } = await only()
    await decide(id, { scope: 'element', on: 'a/p1' })
    await audit({ findings: [renamed('b')] })
    expect((await only()).status).toBe('decided')
  })

  test('another image is another fault', async () => {
    await audit({ findings: [renamed('a')] })
    const other = fault('b', {
      occurrences: [occurrence({ key: 'b/p1', match: { ...occurrence().match, decisive: 'municipio' } })],
    })
    await audit({ findings: [other] })
    expect((await findings()).map(({ key }) => key)).toEqual(['a', 'b'])
  })

  test('a finding whose places all belong to another one now goes on there', async () => {
    const paths = ['/', '/b']
    await audit({ paths, findings: [fault('a'), fault('b', { pages: ['p2'] })] })
    const [a, b] = await findings()
    await db
      .insertInto('finding_comment')
      .values({ finding_id: b?.id ?? '', body: 'Parlato con il fornitore.' })
      .execute()
    await db.updateTable('finding').set({ assigned_supplier: 'Ditta' }).where('key', '=', 'b').execute()
    const both = fault('a', {
      occurrences: [...fault('a').occurrences, ...fault('b', { pages: ['p2'] }).occurrences],
    })
    await audit({ paths, findings: [both] })
    expect(await only()).toMatchObject({ id: a?.id, page_count: 2, assigned_supplier: 'Ditta' })
    const comments = await db.selectFrom('finding_comment').select('finding_id').execute()
    expect(comments).toEqual([{ finding_id: a?.id }])
    expect((await eventsOf('merged'))[0]?.finding_id).toBe(a?.id)
  })
})

describe('decisions', () => {
  test('hold from audit to audit', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id)
    await audit({ findings: [fault('a')] })
    expect((await only()).status).toBe('decided')
    expect(await countsOf()).toMatchObject({ open: 0, decided: 1 })
  })

  test('are void when the element changes, and say so', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id)
    await audit({ findings: [fault('a')] })
    await audit({ findings: [fault('a', { digest: 'v2' })] })
    expect((await only()).status).toBe('open')
    expect(await eventsOf('voided')).toHaveLength(1)
    expect((await db.selectFrom('decision').select('voided_at').executeTakeFirst())?.voided_at).not.toBeNull()
  })

  test('end with their last day', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id, { until: '2026-11-30' })
    await audit({ findings: [fault('a')], now: new Date('2026-11-30T22:00:00Z') })
    expect((await only()).status, 'still the 30th in Rome').toBe('decided')
    await audit({ findings: [fault('a')], now: new Date('2026-11-30T23:30:00Z') })
    expect((await only()).status, 'the 1st in Rome').toBe('open')
    expect(await eventsOf('expired')).toHaveLength(1)
  })

  test('end by themselves when their last day is over, without an audit', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id, { until: '2026-11-30' })
    await audit({ findings: [fault('a')] })
    await expireDecisions({ db, now: () => new Date('2026-11-30T12:00:00Z') })
    expect((await only()).status).toBe('decided')
    await expireDecisions({ db, now: () => new Date('2026-12-01T12:00:00Z') })
    await expireDecisions({ db, now: () => new Date('2026-12-01T12:01:00Z') })
    expect((await only()).status).toBe('open')
    expect(await eventsOf('expired')).toHaveLength(1)
  })

  test('on one element leave the others open', async () => {
    const paths = ['/', '/b']
    const look = { paths, findings: [fault('a', { pages: ['p1', 'p2'] })] }
    await audit(look)
    const { id } = await only()
    await decide(id, { scope: 'element', on: 'a/p1' })
    await audit(look)
    expect((await only()).status).toBe('open')
    await decide(id, { scope: 'element', on: 'a/p2' })
    await audit(look)
    expect((await only()).status).toBe('decided')
  })

  test('on a rule of the site cover what comes later', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id, { scope: 'rule' })
    await audit({ findings: [fault('a'), fault('b'), fault('c', { rule: 'axe-label' })] })
    expect((await findings()).map(({ status }) => status)).toEqual(['decided', 'decided', 'open'])
  })

  test('do not hide a repair', async () => {
    await audit({ findings: [fault('a')] })
    await decide((await only()).id)
    await audit({})
    await audit({})
    expect((await only()).status).toBe('verified-fixed')
  })
})

describe('answers', () => {
  const doubt = (digest = 'v1') => fault('a', { outcome: 'cantTell', digest })

  test('yes makes it a fault that counts, in later audits too', async () => {
    await audit({ findings: [doubt()] })
    await answer((await only()).id, 'a/p1', 'yes')
    await audit({ findings: [doubt()] })
    expect(await only()).toMatchObject({ outcome: 'cantTell', is_confirmed: true, status: 'open' })
    expect(await countsOf()).toMatchObject({ open: 1, toJudge: 0 })
  })

  test('a fault that somebody confirmed counts as repaired when it is gone', async () => {
    await audit({ findings: [doubt()] })
    await answer((await only()).id, 'a/p1', 'yes')
    await audit({ findings: [doubt()] })
    await audit({})
    expect(await audit({})).toMatchObject({ fixedCount: 1 })
    expect(await countsOf()).toMatchObject({ open: 0, toJudge: 0, verifiedFixed: 1 })
  })

  test('a doubt that goes away by itself is no repair', async () => {
    await audit({ findings: [doubt()] })
    await audit({})
    expect(await audit({})).toMatchObject({ fixedCount: 0 })
    expect(await countsOf()).toMatchObject({ toJudge: 0, verifiedFixed: 0 })
  })

  test('no to all closes it, in later audits too', async () => {
    await audit({ findings: [doubt()] })
    await answer((await only()).id, 'a/p1', 'no')
    await audit({ findings: [doubt()] })
    expect((await only()).status).toBe('decided')
    expect(await countsOf()).toMatchObject({ open: 0, toJudge: 0 })
  })

  test('are void when the element changes: it is asked again', async () => {
    await audit({ findings: [doubt()] })
    await answer((await only()).id, 'a/p1', 'no')
    await audit({ findings: [doubt()] })
    await audit({ findings: [doubt('v2')] })
    expect((await only()).status).toBe('open')
    expect(await countsOf()).toMatchObject({ toJudge: 1 })
  })
})
