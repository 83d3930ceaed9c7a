import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../api/db/schema.ts'
import type { Person } from '../helpers/app.ts'
import { testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { testPeople } from '../helpers/people.ts'
import { seedSite } from '../helpers/seed.ts'

const kit = await testApp()
const { deps, signIn, addOrganisation, addOffice } = kit
const { addToken } = testPeople(kit)
const { db } = deps

beforeEach(() => emptyDatabase(kit.database))

interface Listed {
  readonly items: readonly {
    readonly id: string
    readonly name: string
    readonly roles: readonly { role: Role; office: { name: string } | null }[]
  }[]
  readonly next: string | null
  readonly total: number
}
const listOf = async (person: Person, query = '') =>
  (await (await person.ask('GET', `/api/people${query}`)).json()) as Listed
const setRoles = (by: Person, id: string, ...roles: readonly (Role | [Role, string])[]) =>
  by.ask('PUT', `/api/people/${id}/roles`, {
    roles: roles.map((held) =>
      typeof held === 'string' ? { role: held, officeId: null } : { role: held[0], officeId: held[1] },
    ),
  })
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
const nameOf = (id: string, name: string) =>
  db.updateTable('person').set({ name }).where('id', '=', id).execute()
const administrators = async (organisationId: string) =>
  (
    await db
      .selectFrom('membership')
      .select('person_id')
      .where('organisation_id', '=', organisationId)
      .where('role', '=', 'administrator')
      .execute()
  ).length

describe('the list of people', () => {
  test('is by name, in pages that hold each once, whoever has the same name', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    for (const name of ['anna', 'Anna', 'Zeno', 'bruno', 'Anna', 'Carla']) {
      await nameOf((await signIn('editor', { organisationId })).personId, name)
    }
    await nameOf(admin.personId, 'Ada')
    const names: string[] = []
    const ids = new Set<string>()
    let cursor = ''
    do {
      const page = await listOf(admin, `?limit=2${cursor && `&cursor=${cursor}`}`)
      expect(page.total).toBe(7)
      for (const { id, name } of page.items) {
        ids.add(id)
        names.push(name.toLowerCase())
      }
      cursor = page.next ?? ''
    } while (cursor)
    expect(names).toEqual(['ada', 'anna', 'anna', 'anna', 'bruno', 'carla', 'zeno'])
    expect(ids.size).toBe(7)
  })

  test('tells roles and offices here, and none that somebody has elsewhere', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const editor = await signIn('editor', { organisationId, office: 'Anagrafe' })
    const elsewhere = await addOrganisation('Comune vicino')
    await db
      .insertInto('membership')
      .values({ person_id: editor.personId, organisation_id: elsewhere, role: 'administrator' })
      .execute()
    const found = (await listOf(admin)).items.find(({ id }) => id === editor.personId)
    expect(found?.roles).toEqual([{ role: 'editor', office: { id: editor.officeId, name: 'Anagrafe' } }])
  })

  test('of an office manager holds the people of their offices only', async () => {
    const manager = await signIn('office-manager', { office: 'Anagrafe' })
    const { organisationId } = manager
    const near = await signIn('editor', { organisationId, office: 'Anagrafe' })
    await signIn('editor', { organisationId, office: 'Tributi' })
    await signIn('administrator', { organisationId })
    const { items, total } = await listOf(manager)
    expect(items.map(({ id }) => id).sort()).toEqual([manager.personId, near.personId].sort())
    expect(total).toBe(2)
  })

  test('comes as a spreadsheet too, where no name is a formula', async () => {
    const admin = await signIn('administrator')
    await nameOf(admin.personId, '=HYPERLINK("https://esempio.org")')
    const csv = await admin.ask('GET', '/api/people?format=csv')
    expect(csv.headers.get('content-disposition')).toContain('rampa-persone.csv')
    const [row] = parse(await csv.text(), { columns: true, delimiter: ';', bom: true }) as Record<
      string,
      string
    >[]
    expect(row?.Nome).toBe(`'=HYPERLINK("https://esempio.org")`)
    expect(row?.Ruoli).toBe('administrator')
    const xlsx = await admin.ask('GET', '/api/people?format=xlsx')
    expect(new Uint8Array(await xlsx.arrayBuffer()).subarray(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]))
  })
})

describe('roles', () => {
  test('are set as given: new ones come, others go, and the log tells', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const editor = await signIn('editor', { organisationId })
    const office = await addOffice(organisationId, 'Anagrafe')
    const answer = await setRoles(admin, editor.personId, 'employee', ['office-manager', office])
    expect(await answer.json()).toMatchObject({
      roles: [
        { role: 'employee', office: null },
        { role: 'office-manager', office: { name: 'Anagrafe' } },
      ],
    })
    const log = await db.selectFrom('audit_log').selectAll().executeTakeFirstOrThrow()
    expect(log).toMatchObject({
      action: 'person.roles-changed',
      person_id: admin.personId,
      subject_id: editor.personId,
      data: { from: 'editor', to: 'employee, office-manager' },
    })
  })

  test('sent twice, or twice in one, are had once', async () => {
    const admin = await signIn('administrator')
    const editor = await signIn('editor', { organisationId: admin.organisationId })
    await setRoles(admin, editor.personId, 'editor', 'editor')
    const answer = await setRoles(admin, editor.personId, 'editor', 'editor')
    expect(((await answer.json()) as { roles: unknown[] }).roles).toHaveLength(1)
  })

  test('of who administers are of the whole organisation, so that no office takes them along', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const office = await addOffice(organisationId, 'Anagrafe')
    await setRoles(admin, admin.personId, ['administrator', office])
    expect((await admin.ask('DELETE', `/api/offices/${office}`)).status).toBe(204)
    expect((await admin.ask('GET', '/api/tokens')).status).toBe(200)
  })
})

describe('somebody always administers an organisation', () => {
  test('the last administrator cannot step down, be taken out, or close the account', async () => {
    const admin = await signIn('administrator')
    await signIn('editor', { organisationId: admin.organisationId })
    for (const answer of [
      await setRoles(admin, admin.personId, 'editor'),
      await admin.ask('DELETE', `/api/people/${admin.personId}`),
      await admin.ask('DELETE', '/api/me'),
    ]) {
      expect(answer.status).toBe(409)
      expect(await answer.json()).toMatchObject({
        code: 'last-administrator',
        detail: expect.stringContaining('Prima dai questo ruolo'),
      })
    }
    expect((await admin.ask('GET', '/api/tokens')).status).toBe(200)
  })

  test('with two, one can go', async () => {
    const admin = await signIn('administrator')
    const other = await signIn('administrator', { organisationId: admin.organisationId })
    expect((await setRoles(admin, admin.personId, 'editor')).status).toBe(200)
    expect((await other.ask('DELETE', `/api/people/${admin.personId}`)).status).toBe(204)
    expect((await other.ask('DELETE', '/api/me')).status).toBe(409)
  })

  test('also when both go at the same moment, in whatever way', async () => {
    for (let turn = 0; turn < 6; turn++) {
      const one = await signIn('administrator')
      const { organisationId } = one
      const two = await signIn('administrator', { organisationId })
      await Promise.all([
        turn % 2 ? one.ask('DELETE', `/api/people/${two.personId}`) : setRoles(one, one.personId, 'editor'),
        turn % 3 ? two.ask('DELETE', `/api/people/${one.personId}`) : two.ask('DELETE', '/api/me'),
      ])
      expect(await administrators(organisationId)).toBe(1)
    }
  })
})

describe('who is taken out', () => {
  test('loses sessions, tokens and assignments here; their name stays on what they did', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const editor = await signIn('editor', { organisationId })
    await nameOf(editor.personId, 'Ugo Neri')
    await editor.ask('PATCH', '/api/me', { lang: 'it' })
    const token = await addToken(editor, ['read'])
    expect((await token.ask('GET', '/api/findings')).status).toBe(200)
    const { findingId } = await seedSite(db, organisationId)
    await db
      .updateTable('finding')
      .set({ assigned_person_id: editor.personId, status: 'assigned' })
      .where('id', '=', findingId)
      .execute()

    expect((await admin.ask('DELETE', `/api/people/${editor.personId}`)).status).toBe(204)
    expect((await editor.ask('GET', '/api/me')).status).toBe(401)
    expect((await token.ask('GET', '/api/findings')).status).toBe(401)
    const finding = await db.selectFrom('finding').selectAll().executeTakeFirstOrThrow()
    expect(finding).toMatchObject({ status: 'open', assigned_person_id: null })
    const event = await db
      .selectFrom('finding_event')
      .selectAll()
      .where('kind', '=', 'unassigned')
      .executeTakeFirstOrThrow()
    expect(event).toMatchObject({ from_status: 'assigned', to_status: 'open', person_id: admin.personId })
    const log = (await (await admin.ask('GET', '/api/audit-log')).json()) as {
      items: { action: string; person: string }[]
    }
    expect(log.items.find(({ action }) => action === 'person.changed')?.person).toBe('Ugo Neri')
    expect((await admin.ask('DELETE', `/api/people/${editor.personId}`)).status).toBe(404)
  })

  test('keeps what they are elsewhere', async () => {
    const admin = await signIn('administrator')
    const editor = await signIn('editor', { organisationId: admin.organisationId })
    const elsewhere = await addOrganisation('Comune vicino')
    await db
      .insertInto('membership')
      .values({ person_id: editor.personId, organisation_id: elsewhere, role: 'employee' })
      .execute()
    await editor.ask('PUT', '/api/me/organisation', { organisationId: elsewhere })
    await admin.ask('DELETE', `/api/people/${editor.personId}`)
    expect(await (await editor.ask('GET', '/api/me')).json()).toMatchObject({
      roles: ['employee'],
      organisations: [{ id: elsewhere }],
    })
  })
})

describe('offices', () => {
  test('are added, renamed, counted and removed; no two have one name', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const made = await admin.ask('POST', '/api/offices', { name: '  Anagrafe ' })
    expect(made.status).toBe(201)
    const { id, name } = (await made.json()) as { id: string; name: string }
    expect(name).toBe('Anagrafe')
    const again = await admin.ask('POST', '/api/offices', { name: 'Anagrafe' })
    expect(again.status).toBe(409)
    expect(await codeOf(again)).toBe('office-exists')
    await admin.ask('POST', '/api/offices', { name: 'Tributi' })
    expect((await admin.ask('PATCH', `/api/offices/${id}`, { name: 'Tributi' })).status).toBe(409)
    await signIn('editor', { organisationId, office: 'Anagrafe' })
    await seedSite(db, organisationId)
    await db.updateTable('site').set({ office_id: id }).execute()
    const renamed = await admin.ask('PATCH', `/api/offices/${id}`, { name: 'Servizi demografici' })
    expect(await renamed.json()).toEqual({ id, name: 'Servizi demografici', peopleCount: 1, siteCount: 1 })
    const actions = await db.selectFrom('audit_log').select('action').orderBy('id').execute()
    expect(actions.map(({ action }) => action)).toEqual(['office.added', 'office.added', 'office.renamed'])
  })

  test('that are removed leave their people, sites and pages, and open what was theirs', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const editor = await signIn('editor', { organisationId, office: 'Anagrafe' })
    const officeId = editor.officeId ?? ''
    const { siteId, findingId } = await seedSite(db, organisationId)
    await db.updateTable('site').set({ office_id: officeId }).execute()
    await db.updateTable('finding').set({ assigned_office_id: officeId, status: 'assigned' }).execute()
    const invite = { email: 'nuova@esempio.it', role: 'editor', officeId }
    await admin.ask('POST', '/api/invitations', invite)
    expect((await admin.ask('DELETE', `/api/offices/${officeId}`)).status).toBe(204)
    const site = await db.selectFrom('site').select(['id', 'office_id']).executeTakeFirstOrThrow()
    expect(site).toEqual({ id: siteId, office_id: null })
    const finding = await db.selectFrom('finding').select(['id', 'status']).executeTakeFirstOrThrow()
    expect(finding).toEqual({ id: findingId, status: 'open' })
    expect(await (await editor.ask('GET', '/api/me')).json()).toMatchObject({
      roles: ['editor'],
      offices: [],
    })
    const invitations = await db.selectFrom('invitation').select(['email', 'office_id']).execute()
    expect(invitations).toEqual([{ email: 'nuova@esempio.it', office_id: null }])
  })

  test('are all seen by who sees all sites; a supplier sees its own', async () => {
    const editor = await signIn('editor', { office: 'Anagrafe' })
    const { organisationId } = editor
    const supplier = await signIn('supplier', { organisationId, office: 'Fornitori' })
    const names = async (person: Person) =>
      ((await (await person.ask('GET', '/api/offices')).json()) as Listed).items.map(({ name }) => name)
    expect(await names(editor)).toEqual(['Anagrafe', 'Fornitori'])
    expect(await names(supplier)).toEqual(['Fornitori'])
  })
})

describe('the organisation', () => {
  test('is renamed by its administrators, and the log tells', async () => {
    const admin = await signIn('administrator')
    const given = { name: 'Comune di Pietrachiara', ipaCode: 'c_x000' }
    expect(await (await admin.ask('PATCH', '/api/organisation', given)).json()).toMatchObject(given)
    const editor = await signIn('editor', { organisationId: admin.organisationId })
    expect(await (await editor.ask('GET', '/api/organisation')).json()).toMatchObject(given)
    expect(await (await admin.ask('PATCH', '/api/organisation', { ipaCode: null })).json()).toMatchObject({
      name: given.name,
      ipaCode: null,
    })
    const log = await db.selectFrom('audit_log').select(['action', 'data']).orderBy('id').execute()
    expect(log[0]).toEqual({ action: 'organisation.changed', data: given })
  })
})

describe('the audit log', () => {
  test('is the newest first, in pages that hold each entry once, and as a spreadsheet', async () => {
    const admin = await signIn('administrator')
    await nameOf(admin.personId, 'Anna Verdi')
    for (let count = 0; count < 5; count++)
      await admin.ask('POST', '/api/offices', { name: `Ufficio ${count}` })
    const seen: { id: string; person: string; data: { name: string } }[] = []
    let cursor = ''
    do {
      const answer = await admin.ask('GET', `/api/audit-log?limit=2${cursor && `&cursor=${cursor}`}`)
      const page = (await answer.json()) as { items: typeof seen; next: string | null; total: number }
      expect(page.total).toBe(5)
      seen.push(...page.items)
      cursor = page.next ?? ''
    } while (cursor)
    expect(seen.map(({ data }) => data.name)).toEqual([4, 3, 2, 1, 0].map((count) => `Ufficio ${count}`))
    expect(seen.every(({ person }) => person === 'Anna Verdi')).toBe(true)
    const csv = await (await admin.ask('GET', '/api/audit-log?format=csv')).text()
    const rows = parse(csv, { columns: true, delimiter: ';', bom: true }) as Record<string, string>[]
    expect(rows).toHaveLength(5)
    expect(rows[0]).toMatchObject({ Chi: 'Anna Verdi', Azione: 'office.added', Oggetto: 'office' })
  })
})
