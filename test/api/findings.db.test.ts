import { beforeEach, describe, expect, test } from 'vitest'
import { siteCounts } from '../../api/db/queries/counts.ts'
import type { FindingDetail, FindingFacets, Finding as FindingItem, Home } from '../../api/shapes/findings.ts'
import type { Finding } from '../../scanner/index.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'
import { FORMULA, HOSTILE, occurrence } from '../helpers/report.ts'

const app = await testApp()
const { db } = app.deps
let manager: Person
let siteId = ''

beforeEach(async () => {
  await emptyDatabase(app.database)
  manager = await app.signIn('accessibility-manager')
  siteId = await addSite(db, manager.organisationId)
})

interface Listed {
  readonly items: readonly FindingItem[]
  readonly next: string | null
  readonly total: number
}
async function get<T>(who: Person, path: string): Promise<T> {
  const answer = await who.ask('GET', `/api${path}`)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as T
}
const list = (who: Person, query = '') => get<Listed>(who, `/findings?${query}`)
const keysOf = async (who: Person, query = '') =>
  (await list(who, query)).items.map(({ title }) => title.replace('Problema ', ''))
const idOf = async (key: string) =>
  (await db.selectFrom('finding').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
const audit = (findings: readonly Finding[], paths = ['/']) => auditOf(db, siteId, { findings, paths })

describe('the list', () => {
  test.each([
    ['status=all', 'status', /active/],
    ['status=open,chiusa', 'status', /claimed-fixed/],
    ['criterion=9.9.9', 'criterion', /1\.1\.1/],
    ['rule=image', 'rule', /axe-image-alt/],
    ['owner=me', 'owner', /editorial/],
    ['pageId=1', 'pageId', /formato/],
  ])('%s is refused with what may be asked for', async (query, field, says) => {
    for (const path of ['/findings', '/findings/facets', '/findings/export']) {
      const answer = await manager.ask('GET', `/api${path}?${query}`, undefined, { 'accept-language': 'it' })
      expect(answer.status).toBe(422)
      expect(((await answer.json()) as { fields: Record<string, string> }).fields[field]).toMatch(says)
    }
  })

  test.each([
    ['outcome=failed', ['a', 'b', 'c']],
    ['outcome=cantTell', ['d']],
    ['owner=template', ['b']],
    ['impact=minor', ['c']],
    ['criterion=2.4.7', ['b']],
    ['rule=axe-label', ['c']],
    ['status=open', ['a', 'b', 'c', 'd']],
    ['status=active&owner=template', ['b']],
    ['status=verified-fixed,decided', []],
    ['isNew=true', ['a', 'b', 'c']],
    ['q=PROBLEMA c', ['c']],
    ['q=/servizi', ['b']],
    ['q=%', []],
    ['supplier=Nessuno', []],
  ])('filtered by %s', async (query, expected) => {
    await audit(
      [
        fault('a', { priority: 0.9 }),
        fault('b', { priority: 0.8, owner: 'template', wcag: ['2.4.7'], pages: ['p2'] }),
        fault('c', { priority: 0.7, impact: 'minor', rule: 'axe-label' }),
        fault('d', { priority: 0.6, outcome: 'cantTell' }),
      ],
      ['/', '/servizi'],
    )
    expect(await keysOf(manager, query)).toEqual(expected)
    const facets = await get<FindingFacets>(manager, `/findings/facets?${query}`)
    expect(facets.total).toBe(expected.length)
  })

  test.each([
    '',
    'owner=template',
    'status=active&impact=minor',
    'rule=axe-label&criterion=1.1.1',
    'outcome=failed&owner=editorial&impact=serious',
  ])('filtered by “%s”, every choice counts what choosing it instead gives', async (query) => {
    const owners = ['editorial', 'template', 'third-party'] as const
    const impacts = ['critical', 'serious', 'minor'] as const
    const many = Array.from({ length: 24 }, (_, at) =>
      fault(`k${at}`, {
        owner: owners[at % 3] ?? 'unknown',
        impact: impacts[Math.floor(at / 3) % 3] ?? 'moderate',
        rule: at % 4 === 0 ? 'axe-label' : 'page-title',
        wcag: at % 2 === 0 ? ['1.1.1', '4.1.2'] : ['1.1.1'],
        outcome: at % 5 === 0 ? 'cantTell' : 'failed',
      }),
    )
    await audit(many)
    const facets = await get<FindingFacets>(manager, `/findings/facets?${query}`)
    expect(facets.total).toBe((await list(manager, query)).total)
    const choices = [
      ...(['status', 'owner', 'impact', 'criterion'] as const).flatMap((name) =>
        Object.entries(facets[name]).map(([value, count]) => ({ name, value, count })),
      ),
      ...facets.rule.map(({ rule, count }) => ({ name: 'rule', value: rule, count })),
    ]
    for (const { name, value, count } of choices) {
      const instead = new URLSearchParams(query)
      instead.set(name, value)
      expect((await list(manager, String(instead))).total, `${name}=${value}`).toBe(count)
    }
    for (const { rule, title } of facets.rule) {
      const titles = (await list(manager, `rule=${rule}&limit=100`)).items.map((one) => one.title)
      expect(titles).toContain(title)
    }
  })

  test('by page and by office, of the page, of the site, or assigned', async () => {
    const officeId = await app.addOffice(manager.organisationId, 'Tributi')
    await audit([fault('a'), fault('b', { pages: ['p2'] }), fault('c')], ['/', '/servizi'])
    const page = await db
      .selectFrom('page')
      .select('id')
      .where('url', 'like', '%servizi')
      .executeTakeFirstOrThrow()
    expect(await keysOf(manager, `pageId=${page.id}`)).toEqual(['b'])
    await db.updateTable('page').set({ office_id: officeId }).where('id', '=', page.id).execute()
    await db.updateTable('finding').set({ assigned_office_id: officeId }).where('key', '=', 'c').execute()
    expect((await keysOf(manager, `officeId=${officeId}`)).sort()).toEqual(['b', 'c'])
  })

  test.each(['priority', 'newest', 'pages', 'due'])(
    'sorted by %s, each finding comes once over all pages',
    async (sort) => {
      const many = Array.from({ length: 23 }, (_, at) => fault(`k${at}`, { priority: (at % 4) / 3 }))
      await audit(many)
      await db.updateTable('finding').set({ due_on: '2026-12-01' }).where('key', 'like', 'k1%').execute()
      const seen: string[] = []
      let cursor = ''
      for (;;) {
        const page = await list(manager, `sort=${sort}&limit=5${cursor}`)
        expect(page.total).toBe(23)
        seen.push(...page.items.map(({ id }) => id))
        if (!page.next) break
        cursor = `&cursor=${encodeURIComponent(page.next)}`
      }
      expect(new Set(seen).size).toBe(23)
      expect(seen).toHaveLength(23)
    },
  )

  test('what heals most comes first', async () => {
    await audit([fault('a', { priority: 0.2 }), fault('b', { priority: 0.9 }), fault('c', { priority: 0.5 })])
    expect(await keysOf(manager)).toEqual(['b', 'c', 'a'])
  })

  test.each([
    'bm9u',
    Buffer.from('{"value":"abc","id":"x"}').toString('base64url'),
    Buffer.from('{"value":"2026-01-01","id":"00000000-0000-4000-8000-000000000000"}').toString('base64url'),
  ])('a made-up cursor is refused: %s', async (cursor) => {
    const answer = await manager.ask('GET', `/api/findings?cursor=${cursor}`)
    expect(answer.status).toBe(422)
  })

  test('what audited pages say is only data', async () => {
    await audit([
      fault('a', { title: HOSTILE, occurrences: [occurrence({ key: 'a', html: HOSTILE, where: HOSTILE })] }),
    ])
    const answer = await manager.ask('GET', `/api/findings/${await idOf('a')}`)
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
    const detail = (await answer.json()) as FindingDetail
    expect(detail.title).toBe(HOSTILE)
    expect(detail.occurrences[0]).toMatchObject({ html: HOSTILE, where: HOSTILE })
  })

  test('exported, a formula is text', async () => {
    await audit([fault('a', { title: FORMULA })])
    const answer = await manager.ask('GET', '/api/findings/export?format=csv')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="rampa-segnalazioni.csv"')
    const bytes = new Uint8Array(await answer.arrayBuffer())
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const text = new TextDecoder().decode(bytes)
    expect(text).toContain(`;`)
    expect(text).toContain(`'${FORMULA}`)
    expect(text).toContain(';Problema;Da correggere;Blocca;Redazione;')
    expect(text).not.toMatch(/(^|;|\n)"?=/)
    const sheet = await manager.ask('GET', '/api/findings/export?format=xlsx')
    expect(new TextDecoder().decode(await sheet.arrayBuffer()).slice(0, 2)).toBe('PK')
  })
})

describe('one finding', () => {
  test('tells all: texts, places, history, and what may be done', async () => {
    await audit([fault('a', { pages: ['p1', 'p2'] })], ['/', '/b'])
    const detail = await get<FindingDetail>(manager, `/findings/${await idOf('a')}`)
    expect(detail).toMatchObject({
      help: 'Chi non vede l’immagine non sa che cosa mostra.',
      howToFix: 'Compila il campo `alt`.',
      obligation: 'current',
      pageCount: 2,
      events: [{ kind: 'appeared', to: 'open' }],
      can: { assign: true, claim: true, decide: true, comment: true, recheck: true, answer: true },
    })
    expect(detail.occurrences.map(({ page }) => page.url)).toEqual([
      'https://www.comune.esempio.it/',
      'https://www.comune.esempio.it/b',
    ])
  })

  test('all its places come page by page', async () => {
    const places = Array.from({ length: 45 }, (_, at) => occurrence({ key: `a/${at}` }))
    await audit([fault('a', { occurrences: places })])
    const path = `/findings/${await idOf('a')}/occurrences?limit=20`
    const first = await get<{ items: unknown[]; next: string; total: number }>(manager, path)
    expect(first).toMatchObject({ total: 45 })
    const second = await get<{ items: unknown[]; next: string }>(manager, `${path}&cursor=${first.next}`)
    const third = await get<{ items: unknown[]; next: null }>(manager, `${path}&cursor=${second.next}`)
    expect([first, second, third].map(({ items }) => items.length)).toEqual([20, 20, 5])
    expect(third.next).toBeNull()
  })

  test('leads to the edit screen of the site’s CMS', async () => {
    await db
      .updateTable('site')
      .set({
        edit_links: JSON.stringify([{ pattern: '/novita/*', url: '/wp-admin/?slug={slug}&from={url}' }]),
      })
      .execute()
    await audit([fault('a', { pages: ['p1', 'p2'] })], ['/novita/sagra', '/servizi'])
    const { occurrences } = await get<FindingDetail>(manager, `/findings/${await idOf('a')}`)
    expect(occurrences.map(({ editUrl }) => editUrl)).toEqual([
      'https://www.comune.esempio.it/wp-admin/?slug=sagra&from=https%3A%2F%2Fwww.comune.esempio.it%2Fnovita%2Fsagra',
      null,
    ])
  })
})

describe('who sees what', () => {
  test('another organisation gets 404, as for what does not exist', async () => {
    await audit([fault('a')])
    const id = await idOf('a')
    const stranger = await app.signIn('administrator')
    expect((await list(stranger)).total).toBe(0)
    expect((await get<FindingFacets>(stranger, '/findings/facets')).total).toBe(0)
    for (const path of [`/findings/${id}`, `/findings/${id}/occurrences`]) {
      expect((await stranger.ask('GET', `/api${path}`)).status).toBe(404)
    }
    expect(await (await stranger.ask('GET', '/api/findings/export')).text()).not.toContain('Problema')
  })

  test.each(['employee', 'facilitator', 'door'] as const)('%s sees no findings', async (role) => {
    const person = await app.signIn(role, { organisationId: manager.organisationId })
    expect((await person.ask('GET', '/api/findings')).status).toBe(403)
  })

  test('an editor sees what is on the pages of the office, or assigned', async () => {
    const editor = await app.signIn('editor', { organisationId: manager.organisationId, office: 'Tributi' })
    await audit(
      [fault('a', { priority: 0.9 }), fault('b', { pages: ['p2'], priority: 0.8 }), fault('c'), fault('d')],
      ['/', '/tari'],
    )
    await db.updateTable('page').set({ office_id: editor.officeId }).where('url', 'like', '%tari').execute()
    await db
      .updateTable('finding')
      .set({ assigned_person_id: editor.personId })
      .where('key', '=', 'c')
      .execute()
    await db
      .updateTable('finding')
      .set({ assigned_office_id: editor.officeId })
      .where('key', '=', 'd')
      .execute()
    expect((await keysOf(editor)).sort()).toEqual(['b', 'c', 'd'])
    expect((await editor.ask('GET', `/api/findings/${await idOf('a')}`)).status).toBe(404)
    expect(await keysOf(manager, 'mine=true')).toEqual([])
  })

  test('a supplier sees what is given to it by name', async () => {
    const ditta = await app.addOrganisation('Ditta Web', 'supplier')
    const person = await app.signIn('supplier', { organisationId: manager.organisationId })
    await db
      .insertInto('membership')
      .values({ person_id: person.personId, organisation_id: ditta, role: 'supplier', office_id: null })
      .execute()
    await audit([fault('a'), fault('b')])
    await db.updateTable('finding').set({ assigned_supplier: 'Ditta Web' }).where('key', '=', 'b').execute()
    await db.updateTable('finding').set({ assigned_supplier: 'Altra Ditta' }).where('key', '=', 'a').execute()
    expect(await keysOf(person)).toEqual(['b'])
  })
})

describe('numbers', () => {
  /** The same sequence for the same seed. */
  function random(seed: number) {
    let state = seed
    return (most: number) => {
      state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
      return Math.floor((state / 2 ** 32) * most)
    }
  }
  const OUTCOMES = ['failed', 'failed', 'failed', 'cantTell', 'unstable'] as const
  const STATUSES = [
    'open',
    'assigned',
    'claimed-fixed',
    'verified-fixed',
    'decided',
    'not-verified',
    'page-removed',
  ] as const
  const IMPACTS = ['critical', 'serious', 'moderate', 'minor'] as const
  const OWNERS = ['editorial', 'template', 'third-party', 'unknown'] as const

  test.each([1, 2, 3])('on all screens are the same (data set %i)', async (seed) => {
    const next = random(seed)
    const pick = <T>(all: readonly T[]) => all[next(all.length)] as T
    const many = Array.from({ length: 120 }, (_, at) =>
      fault(`k${at}`, { outcome: pick(OUTCOMES), impact: pick(IMPACTS), owner: pick(OWNERS) }),
    )
    await audit(many)
    for (const { key } of many) {
      await db
        .updateTable('finding')
        .set({ status: pick(STATUSES), is_confirmed: false, due_on: pick(['2020-01-01', null]) })
        .where('key', '=', key)
        .execute()
    }
    await db
      .updateTable('finding')
      .set({ is_confirmed: true })
      .where('outcome', '=', 'cantTell')
      .where('key', 'like', 'k1%')
      .execute()
    const counts = (await siteCounts(db, [siteId])).get(siteId)
    const total = async (query: string) => (await list(manager, `siteId=${siteId}&limit=1&${query}`)).total
    const failing = (status: string) => total(`outcome=failed&status=${status}`)
    expect(counts).toMatchObject({
      open: await failing('active'),
      assigned: await failing('assigned'),
      claimedFixed: await failing('claimed-fixed'),
      verifiedFixed: await failing('verified-fixed'),
      decided: await total('status=decided'),
      notVerified: await failing('not-verified'),
      pageRemoved: await failing('page-removed'),
      toJudge: await total('outcome=cantTell&status=active'),
      isNew: await total('outcome=failed&status=active&isNew=true'),
    })
    const facets = await get<FindingFacets>(
      manager,
      `/findings/facets?siteId=${siteId}&outcome=failed&status=active`,
    )
    expect(facets.total).toBe(counts?.open)
    expect(facets.impact).toEqual(withoutZeros(counts?.byImpact))
    expect(facets.owner).toEqual(withoutZeros(counts?.byOwner))
    expect(facets.rule.reduce((sum, { count }) => sum + count, 0)).toBe(counts?.open)
    const home = await get<Home>(manager, '/home')
    expect(home.counts).toMatchObject({
      open: counts?.open,
      toJudge: counts?.toJudge,
      claimedFixed: counts?.claimedFixed,
    })
    expect(home.sites[0]).toMatchObject({ open: counts?.open, toJudge: counts?.toJudge })
    const site = await get<{ counts: unknown }>(manager, `/sites/${siteId}`)
    expect(site.counts).toEqual(counts)
  })

  const withoutZeros = (counts: Readonly<Record<string, number>> | undefined) =>
    Object.fromEntries(Object.entries(counts ?? {}).filter(([, count]) => count > 0))
})
