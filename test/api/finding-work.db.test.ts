import { beforeEach, describe, expect, test } from 'vitest'
import type { FindingDetail, Finding as FindingItem, Recheck } from '../../api/shapes/findings.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { addSite, auditOf, fault } from '../helpers/history.ts'

const app = await testApp()
const { db } = app.deps
let manager: Person
let siteId = ''
let id = ''

beforeEach(async () => {
  await emptyDatabase(app.database)
  app.jobs.length = 0
  manager = await app.signIn('accessibility-manager')
  siteId = await addSite(db, manager.organisationId)
  await auditOf(db, siteId, {
    paths: ['/', '/b'],
    findings: [fault('a', { pages: ['p1', 'p2'] }), fault('b'), fault('c')],
  })
  id = await idOf('a')
})

const idOf = async (key: string) =>
  (await db.selectFrom('finding').select('id').where('key', '=', key).executeTakeFirstOrThrow()).id
const member = (role: Parameters<typeof app.signIn>[0], office?: string) =>
  app.signIn(role, { organisationId: manager.organisationId, ...(office ? { office } : {}) })
const post = (who: Person, path: string, body?: unknown) => who.ask('POST', `/api${path}`, body)

/** Does it, and gives the answer. */
async function done<T>(answer: Promise<Response>, status = 200): Promise<T> {
  const response = await answer
  expect(response.status, await response.clone().text()).toBe(status)
  return (status === 204 ? undefined : await response.json()) as T
}
async function refused(answer: Promise<Response>) {
  const response = await answer
  return [response.status, ((await response.json()) as { code: string }).code]
}
const detail = async () => done<FindingDetail>(manager.ask('GET', `/api/findings/${id}`))
const kinds = async () => (await detail()).events.map(({ kind }) => kind)
const logged = async () =>
  (await db.selectFrom('audit_log').select('action').orderBy('id').execute()).map(({ action }) => action)

const ACCEPTED = { scope: 'component', verdict: 'accepted', reason: 'low-impact' }

describe('assignment', () => {
  test('to a person with a due date, and back to nobody', async () => {
    const editor = await member('editor')
    const body = { personId: editor.personId, dueOn: '2026-12-31' }
    const given = await done<FindingItem>(post(manager, `/findings/${id}/assign`, body))
    expect(given).toMatchObject({
      status: 'assigned',
      dueOn: '2026-12-31',
      assigned: { person: { id: editor.personId, name: 'editor di prova' }, office: null, supplier: null },
    })
    const back = await done<FindingItem>(post(manager, `/findings/${id}/assign`, {}))
    expect(back).toMatchObject({ status: 'open', assigned: null, dueOn: '2026-12-31' })
    expect(await kinds()).toEqual(['unassigned', 'assigned', 'appeared'])
    expect(await logged()).toEqual(['finding.assigned', 'finding.unassigned'])
  })

  test('to an office or a supplier', async () => {
    const officeId = await app.addOffice(manager.organisationId, 'Tributi')
    const office = await done<FindingItem>(post(manager, `/findings/${id}/assign`, { officeId }))
    expect(office.assigned?.office?.name).toBe('Tributi')
    const supplier = await done<FindingItem>(
      post(manager, `/findings/${id}/assign`, { supplier: 'Ditta Web' }),
    )
    expect(supplier.assigned).toEqual({ person: null, office: null, supplier: 'Ditta Web' })
  })

  test('to one only, and to nobody outside', async () => {
    const stranger = await app.signIn('editor')
    const theirs = await app.addOffice(stranger.organisationId, 'Loro')
    const path = `/findings/${id}/assign`
    const both = { personId: manager.personId, supplier: 'Ditta' }
    expect(await refused(post(manager, path, both))).toEqual([422, 'one-assignee'])
    expect(await refused(post(manager, path, { personId: stranger.personId }))).toEqual([404, 'not-found'])
    expect(await refused(post(manager, path, { officeId: theirs }))).toEqual([404, 'not-found'])
  })

  test('all that somebody has in hand goes to whoever takes over', async () => {
    const [leaving, taking] = [await member('editor'), await member('editor')]
    for (const key of ['a', 'b']) {
      await done(
        post(manager, `/findings/${await idOf(key)}/assign`, {
          personId: leaving.personId,
          dueOn: '2026-12-31',
        }),
      )
    }
    const body = { fromPersonId: leaving.personId, personId: taking.personId }
    expect(await done(post(manager, '/findings/hand-over', body))).toEqual({ count: 2 })
    expect(await detail()).toMatchObject({
      status: 'assigned',
      dueOn: '2026-12-31',
      assigned: { person: { id: taking.personId } },
    })
    expect((await kinds())[0]).toBe('assigned')
    expect(await logged()).toContain('finding.handed-over')
    const toNobody = { fromPersonId: leaving.personId }
    expect(await refused(post(manager, '/findings/hand-over', toNobody))).toEqual([422, 'bad-input'])
    expect(await refused(post(leaving, '/findings/hand-over', body))).toEqual([403, 'not-allowed'])
  })
})

describe('claims', () => {
  test('ask for a proof visit at once', async () => {
    expect(await done<FindingItem>(post(manager, `/findings/${id}/claim`))).toMatchObject({
      status: 'claimed-fixed',
    })
    expect(app.jobs.map(({ name }) => name)).toEqual(['recheck'])
    expect(await done<FindingItem>(post(manager, `/findings/${id}/reopen`))).toMatchObject({ status: 'open' })
  })

  test('are refused for what is decided', async () => {
    await done(post(manager, `/findings/${id}/decide`, ACCEPTED))
    expect(await refused(post(manager, `/findings/${id}/claim`))).toEqual([409, 'wrong-status'])
    expect(await refused(post(manager, `/findings/${id}/reopen`))).toEqual([409, 'wrong-status'])
  })

  test('taken back, it is still with whom it was given to', async () => {
    await done(post(manager, `/findings/${id}/assign`, { supplier: 'Ditta' }))
    await done(post(manager, `/findings/${id}/claim`))
    expect(await done<FindingItem>(post(manager, `/findings/${id}/reopen`))).toMatchObject({
      status: 'assigned',
    })
  })
})

describe('decisions', () => {
  const decide = (body: object) => post(manager, `/findings/${id}/decide`, body)

  test('close, say why, and can be undone', async () => {
    const note = 'Sarà rifatta a gennaio.'
    expect(await done<FindingItem>(decide({ ...ACCEPTED, note }))).toMatchObject({ status: 'decided' })
    const [made] = (await detail()).decisions
    expect(made).toMatchObject({
      verdict: 'accepted',
      reason: 'low-impact',
      note,
      by: 'accessibility-manager di prova',
      ended: null,
    })
    await done(manager.ask('DELETE', `/api/decisions/${made?.id}`), 204)
    const after = await detail()
    expect(after.status).toBe('open')
    expect(after.decisions[0]?.ended).toBe('undone')
    expect(await kinds()).toEqual(['undone', 'decided', 'appeared'])
  })

  test('on one element leave the others', async () => {
    const [first, second] = (await detail()).occurrences
    await done(decide({ ...ACCEPTED, scope: 'element', occurrenceKey: first?.key }))
    expect((await detail()).status).toBe('open')
    await done(decide({ ...ACCEPTED, scope: 'element', occurrenceKey: second?.key }))
    expect((await detail()).status).toBe('decided')
  })

  test('on a rule cover the site, and only it', async () => {
    const other = await addSite(db, manager.organisationId, { host: 'turismo.esempio.it' })
    await auditOf(db, other, { findings: [fault('z')] })
    await done(decide({ ...ACCEPTED, scope: 'rule' }))
    const rows = await db.selectFrom('finding').select(['key', 'status']).orderBy('key').execute()
    expect(rows.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'a decided',
      'b decided',
      'c decided',
      'z open',
    ])
  })

  test.each([
    [{ ...ACCEPTED, reason: 'archive' }, 'bad-input'],
    [{ ...ACCEPTED, reason: 'perche-si' }, 'bad-input'],
    [{ ...ACCEPTED, scope: 'element' }, 'bad-input'],
    [{ ...ACCEPTED, expiresOn: '2020-01-01' }, 'bad-input'],
    [{ ...ACCEPTED, verdict: 'boh' }, 'bad-input'],
  ])('are refused when something is wrong (%#)', async (body, code) => {
    expect(await refused(decide(body))).toEqual([422, code])
  })

  test('on an element that is not there are refused', async () => {
    const body = { ...ACCEPTED, scope: 'element', occurrenceKey: 'altro' }
    expect(await refused(decide(body))).toEqual([404, 'not-found'])
    expect((await detail()).decisions).toEqual([])
  })
})

describe('comments', () => {
  test('are signed, dated and kept', async () => {
    const made = await done(post(manager, `/findings/${id}/comments`, { body: '  Chiamo la ditta. ' }), 201)
    expect(made).toMatchObject({ by: 'accessibility-manager di prova', body: 'Chiamo la ditta.' })
    expect((await detail()).comments).toEqual([made])
    expect(await refused(post(manager, `/findings/${id}/comments`, { body: '  ' }))).toEqual([
      422,
      'bad-input',
    ])
  })
})

describe('many at once', () => {
  test('each is done or refused on its own, with its reason', async () => {
    const [b, stranger] = [await idOf('b'), crypto.randomUUID()]
    await done(post(manager, `/findings/${b}/decide`, ACCEPTED))
    const body = { ids: [id, b, stranger, id], action: { kind: 'claim' } }
    const result = await done<{ done: string[]; refused: { id: string; code: string; detail: string }[] }>(
      post(manager, '/findings/bulk', body),
    )
    expect(result.done).toEqual([id])
    expect(result.refused.map(({ id, code }) => [id, code])).toEqual([
      [b, 'wrong-status'],
      [stranger, 'not-found'],
    ])
    expect(result.refused[0]?.detail).toMatch(/Ricarica/)
  })

  test.each([
    [{ kind: 'assign', supplier: 'Ditta' }, 'assigned'],
    [{ kind: 'decide', ...ACCEPTED }, 'decided'],
    [{ kind: 'claim' }, 'claimed-fixed'],
  ])('%o', async (action, status) => {
    const ids = [id, await idOf('b'), await idOf('c')]
    expect(await done(post(manager, '/findings/bulk', { ids, action }))).toEqual({ done: ids, refused: [] })
    const rows = await db.selectFrom('finding').select('status').execute()
    expect(rows.map((row) => row.status)).toEqual([status, status, status])
  })

  test('what the role does not allow is refused as a whole', async () => {
    const editor = await member('editor')
    const body = { ids: [id], action: { kind: 'assign', supplier: 'Ditta' } }
    expect(await refused(post(editor, '/findings/bulk', body))).toEqual([403, 'not-allowed'])
  })
})

describe('proof visits', () => {
  test('of the page asked for, or of the first where it still is', async () => {
    const [first, second] = (await detail()).occurrences
    const one = await done<Recheck>(post(manager, `/findings/${id}/recheck`, {}), 202)
    expect(one).toMatchObject({ status: 'queued', verdict: null, pageId: first?.page.id, findingId: id })
    const two = await done<Recheck>(
      post(manager, `/findings/${id}/recheck`, { pageId: second?.page.id }),
      202,
    )
    expect(two.pageId).toBe(second?.page.id)
    expect(app.jobs).toEqual([
      { name: 'recheck', data: { recheckId: one.id } },
      { name: 'recheck', data: { recheckId: two.id } },
    ])
    expect(await done(manager.ask('GET', `/api/rechecks/${one.id}`))).toEqual(one)
    const elsewhere = { pageId: crypto.randomUUID() }
    expect(await refused(post(manager, `/findings/${id}/recheck`, elsewhere))).toEqual([404, 'not-found'])
  })
})

describe('who may do what', () => {
  const works = (who: Person) => [
    () => post(who, `/findings/${id}/claim`),
    () => post(who, `/findings/${id}/comments`, { body: 'Ciao' }),
    () => post(who, `/findings/${id}/recheck`, {}),
    () => post(who, `/findings/${id}/reopen`),
  ]
  const manages = (who: Person) => [
    () => post(who, `/findings/${id}/assign`, { supplier: 'Ditta' }),
    () => post(who, `/findings/${id}/decide`, ACCEPTED),
  ]
  const statuses = async (all: (() => Promise<Response>)[]) => {
    const seen: number[] = []
    for (const ask of all) seen.push((await ask()).status)
    return seen
  }

  test('another organisation cannot touch, nor guess', async () => {
    const stranger = await app.signIn('administrator')
    expect(await statuses([...works(stranger), ...manages(stranger)])).toEqual([404, 404, 404, 404, 404, 404])
    await done(post(manager, `/findings/${id}/decide`, ACCEPTED))
    const [decision] = (await detail()).decisions
    expect((await stranger.ask('DELETE', `/api/decisions/${decision?.id}`)).status).toBe(404)
    const asked = await done<Recheck>(post(manager, `/findings/${id}/recheck`, {}), 202)
    expect((await stranger.ask('GET', `/api/rechecks/${asked.id}`)).status).toBe(404)
    const body = { ids: [id], action: { kind: 'reopen' } }
    expect(await done(post(stranger, '/findings/bulk', body))).toMatchObject({
      done: [],
      refused: [{ id, code: 'not-found' }],
    })
    const all = { fromPersonId: manager.personId, supplier: 'Ladri' }
    expect(await done(post(stranger, '/findings/hand-over', all))).toEqual({ count: 0 })
    expect((await detail()).status).toBe('decided')
  })

  test.each(['editor', 'supplier'] as const)(
    '%s works on own findings only, and decides nothing',
    async (role) => {
      const person = await member(role)
      expect(await statuses(works(person))).toEqual([404, 404, 404, 404])
      await done(post(manager, `/findings/${id}/assign`, { personId: person.personId }))
      expect(await statuses(works(person))).toEqual([200, 201, 202, 200])
      expect(await statuses(manages(person))).toEqual([403, 403])
    },
  )

  test('an office manager assigns what is on the office’s pages', async () => {
    const person = await member('office-manager', 'Tributi')
    expect(await statuses(manages(person))).toEqual([404, 403])
    await db.updateTable('page').set({ office_id: person.officeId }).execute()
    expect(await statuses(manages(person))).toEqual([200, 403])
  })

  test('an employee does none of it', async () => {
    const person = await member('employee')
    expect(await statuses([...works(person), ...manages(person)])).toEqual([403, 403, 403, 403, 403, 403])
  })
})
