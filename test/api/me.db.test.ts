import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { ACTIONS, reachOf } from '../../api/permissions.ts'
import { hashPassword, isPassword } from '../../api/services/password.ts'
import { ROLES } from '../../api/shapes/people.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { testPeople } from '../helpers/people.ts'
import { seedSite } from '../helpers/seed.ts'

let clock = Date.parse('2026-11-23T10:00:00Z')
const kit = await testApp({ now: () => new Date(clock) })
const { deps, signIn, ask } = kit
const { addToken, addGuest } = testPeople(kit)
const { db } = deps
const PASSWORD = 'una frase abbastanza lunga'
const NEXT = 'un’altra frase, più lunga'

beforeEach(async () => {
  await emptyDatabase(kit.database)
  clock = Date.parse('2026-11-23T10:00:00Z')
})

const hashOf = async (id: string) =>
  (await db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow())
    .password_hash
const withPassword = async (person: Person, way: 'password' | 'link' = 'password') => {
  const password_hash = await hashPassword(PASSWORD)
  await db.updateTable('person').set({ password_hash }).where('id', '=', person.personId).execute()
  await db
    .updateTable('session')
    .set({ way, created_at: sql`${new Date(clock)}` as never })
    .execute()
}
const choose = (person: Person, body: object) => person.ask('PUT', '/api/me/password', body)

describe('who I am', () => {
  test.each(ROLES)('as %s I am told what I may do, from the one table of permissions', async (role) => {
    const person = await signIn(role)
    const me = (await (await person.ask('GET', '/api/me')).json()) as { can: Record<string, string> }
    for (const action of ACTIONS) expect([action, me.can[action]]).toEqual([action, reachOf([role], action)])
  })

  test('a guest and a token are told too', async () => {
    const admin = await signIn('administrator')
    const guest = await addGuest(admin.organisationId, 'Tema srl')
    expect(await (await guest.ask('GET', '/api/me')).json()).toMatchObject({
      kind: 'guest',
      person: null,
      supplier: 'Tema srl',
      organisations: [],
      can: { 'finding.read': 'own' },
    })
    const token = await addToken(admin, ['read'])
    expect(await (await token.ask('GET', '/api/me')).json()).toMatchObject({
      kind: 'token',
      organisations: [],
      can: { 'site.read': 'all', 'finding.read': 'all' },
    })
  })

  test('I change my name and language; the log says that, not to what', async () => {
    const person = await signIn('editor')
    const answer = await person.ask('PATCH', '/api/me', { name: 'Ada Neri', lang: 'en' })
    expect(await answer.json()).toMatchObject({ person: { name: 'Ada Neri', lang: 'en' } })
    const log = await db.selectFrom('audit_log').select(['action', 'data']).executeTakeFirstOrThrow()
    expect(log).toEqual({ action: 'person.changed', data: { fields: 'name, lang' } })
  })
})

describe('my password', () => {
  test('is chosen without another when I had none', async () => {
    const person = await signIn('editor')
    expect((await choose(person, { next: NEXT })).status).toBe(204)
    expect(await isPassword(NEXT, await hashOf(person.personId))).toBe(true)
  })

  test('is changed by who knows it; other sessions end, and a mail tells', async () => {
    const person = await signIn('editor')
    await withPassword(person)
    await db.updateTable('person').set({ email: 'ada@esempio.it' }).execute()
    await ask('POST', '/api/sign-in/password', { email: 'ada@esempio.it', password: PASSWORD })
    expect((await choose(person, { next: NEXT })).status).toBe(422)
    expect((await choose(person, { current: 'sbagliata', next: NEXT })).status).toBe(422)
    expect(await isPassword(PASSWORD, await hashOf(person.personId))).toBe(true)
    expect((await choose(person, { current: PASSWORD, next: NEXT })).status).toBe(204)
    expect(await isPassword(NEXT, await hashOf(person.personId))).toBe(true)
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1)
    expect((await person.ask('GET', '/api/me')).status).toBe(200)
    const { subject } = await db.selectFrom('mail').select('subject').executeTakeFirstOrThrow()
    expect(subject).toContain('password')
  })

  test('forgotten, is chosen anew by who has just come in by a link', async () => {
    const person = await signIn('editor')
    await withPassword(person, 'link')
    clock += 15 * 60_000 - 1
    expect((await choose(person, { current: '', next: NEXT })).status).toBe(204)
    clock += 1
    expect((await choose(person, { current: '', next: PASSWORD })).status).toBe(422)
  })

  test.each(['undici lett', 'aaaaaaaaaaaaaaaa', 'la mia: ada@esempio.it', 'x'.repeat(201)])(
    'is not %j',
    async (next) => {
      const person = await signIn('editor')
      await db.updateTable('person').set({ email: 'ada@esempio.it' }).execute()
      const answer = await choose(person, { next })
      expect(answer.status).toBe(422)
      expect(Object.keys(((await answer.json()) as { fields: object }).fields)).toEqual(['next'])
    },
  )

  test('cannot be guessed by who found my browser open', async () => {
    const person = await signIn('editor')
    await withPassword(person)
    for (let turn = 0; turn < 10; turn++) await choose(person, { current: `${turn}`, next: NEXT })
    expect((await choose(person, { current: PASSWORD, next: NEXT })).status).toBe(429)
  })
})

describe('my sessions', () => {
  test('are listed with their devices; I end one, or all others', async () => {
    const person = await signIn('editor')
    await withPassword(person)
    await db.updateTable('person').set({ email: 'ada@esempio.it' }).execute()
    const agents = [
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1',
      'curl/8',
    ]
    for (const agent of agents) {
      const body = { email: 'ada@esempio.it', password: PASSWORD }
      await ask('POST', '/api/sign-in/password', body, { 'user-agent': agent })
    }
    const list = async () =>
      (
        (await (await person.ask('GET', '/api/sessions')).json()) as {
          items: { id: string; device: string; isCurrent: boolean }[]
        }
      ).items
    const before = await list()
    expect(before.map(({ device }) => device).sort()).toEqual(['', '', 'Firefox · Linux', 'Safari · iPhone'])
    expect(before.filter(({ isCurrent }) => isCurrent)).toHaveLength(1)
    const other = before.find(({ isCurrent }) => !isCurrent)?.id
    expect((await person.ask('DELETE', `/api/sessions/${other}`)).status).toBe(204)
    expect((await person.ask('DELETE', `/api/sessions/${other}`)).status).toBe(404)
    expect(await list()).toHaveLength(3)
    expect((await person.ask('DELETE', '/api/sessions')).status).toBe(204)
    expect(await list()).toMatchObject([{ isCurrent: true }])
  })

  test('of somebody else are not mine to end', async () => {
    const person = await signIn('administrator')
    const colleague = await signIn('editor', { organisationId: person.organisationId })
    const [session] = (
      (await (await colleague.ask('GET', '/api/sessions')).json()) as { items: { id: string }[] }
    ).items
    expect((await person.ask('DELETE', `/api/sessions/${session?.id}`)).status).toBe(404)
    await person.ask('DELETE', '/api/sessions')
    expect((await colleague.ask('GET', '/api/me')).status).toBe(200)
  })
})

/** Where a text still is, in any column of any table. */
async function placesOf(text: string): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  const places: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`
      select 1 from ${sql.table(name)} t where strpos(lower(t::text), ${text.toLowerCase()}) > 0`.execute(db)
    if (rows.length > 0) places.push(name)
  }
  return places
}

describe('my data', () => {
  const NAME = 'Ada “Nerina” Neri\\Rossi'
  const EMAIL = 'ada.neri@esempio.it'

  /** Somebody who has left a trace wherever there can be one. */
  async function leaveTraces() {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    const person = await signIn('administrator', { organisationId, office: 'URP' })
    const { personId } = person
    await db.updateTable('person').set({ email: EMAIL }).where('id', '=', personId).execute()
    const patched = await person.ask('PATCH', '/api/me', { name: NAME }, { 'idempotency-key': 'una-volta' })
    expect(patched.status).toBe(200)
    await person.ask('PUT', '/api/me/password', { next: PASSWORD })
    await person.ask('POST', '/api/tokens', { name: 'Mio programma', scopes: ['read'] })
    await person.ask('POST', '/api/guest-links', { supplier: 'Tema srl' })
    await person.ask('POST', '/api/invitations', { email: 'altro@esempio.it', role: 'editor' })
    await admin.ask('POST', '/api/invitations', { email: EMAIL, role: 'employee' })
    const roles = [{ role: 'administrator', officeId: null }]
    await admin.ask('PUT', `/api/people/${personId}/roles`, { roles }, { 'idempotency-key': 'di-lei' })
    await ask('POST', '/api/sign-in/link', { email: EMAIL })
    await db
      .insertInto('mail')
      .values({ recipient: 'altro@esempio.it', subject: 's', body: `Scrivi a ${EMAIL}.`, status: 'kept' })
      .execute()
    const seeded = await seedSite(db, organisationId)
    const { findingId } = seeded
    await db
      .updateTable('finding')
      .set({ assigned_person_id: personId, status: 'assigned' })
      .where('id', '=', findingId)
      .execute()
    for (const table of ['decision', 'answer', 'recheck', 'finding_event'] as const) {
      await db.updateTable(table).set({ person_id: personId }).execute()
    }
    await db.updateTable('audit').set({ started_by: personId }).execute()
    await db
      .insertInto('finding_comment')
      .values({
        finding_id: findingId,
        person_id: personId,
        body: `Chiedete a me: ${EMAIL.toUpperCase()}, grazie`,
      })
      .execute()
    return { admin, person, ...seeded }
  }

  test('is given to me whole, as JSON, without secrets', async () => {
    const { person } = await leaveTraces()
    const answer = await person.ask('GET', '/api/me/data')
    expect(answer.headers.get('content-disposition')).toContain('rampa.json')
    const text = await answer.text()
    const data = JSON.parse(text) as Record<string, unknown[]>
    expect(data).toMatchObject({
      account: { email: EMAIL, name: NAME, has_password: true },
      memberships: [{ organisation: 'Comune di Esempio', role: 'administrator', office: null }],
      comments: [{ body: expect.stringContaining('Chiedete a me') }],
    })
    const parts = ['sessions', 'signInLinks', 'apiTokens', 'guestLinks', 'invitations', 'mails', 'auditLog']
    const work = ['assignedFindings', 'comments', 'decisions', 'answers', 'rechecks', 'audits']
    for (const part of [...parts, ...work]) expect([part, data[part]?.length]).not.toEqual([part, 0])
    expect(text).not.toMatch(/argon2|token_hash|\/entra\/[\w-]{20}/)
  })

  test('leaves no trace in any table once I have closed my account; my work stays', async () => {
    const { admin, person, findingId } = await leaveTraces()
    expect(await placesOf(EMAIL)).toContain('person')
    const events = await db.selectFrom('finding_event').select('id').execute()
    const answer = await person.ask('DELETE', '/api/me')
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie().join()).toMatch(/rampa=;/)
    expect(await placesOf(EMAIL)).toEqual([])
    expect(await placesOf('Nerina')).toEqual([])
    expect((await person.ask('GET', '/api/me')).status).toBe(401)

    const comment = await db
      .selectFrom('finding_comment')
      .select(['body', 'person_id'])
      .where('body', 'like', 'Chiedete%')
      .executeTakeFirstOrThrow()
    expect(comment).toEqual({ body: 'Chiedete a me: –, grazie', person_id: null })
    const after = await db.selectFrom('finding_event').select('id').execute()
    expect(after.length).toBe(events.length + 1)
    const finding = await db.selectFrom('finding').select(['id', 'status']).executeTakeFirstOrThrow()
    expect(finding).toEqual({ id: findingId, status: 'open' })
    const decisions = await db.selectFrom('decision').select('person_id').execute()
    expect(decisions).toEqual([{ person_id: null }])
    const log = (await (await admin.ask('GET', '/api/audit-log')).json()) as {
      items: { action: string; person: string | null }[]
    }
    expect(log.items[0]).toMatchObject({ action: 'person.erased', person: null })
    expect(log.items.find(({ action }) => action === 'token.made')).toMatchObject({ person: null })
  })

  test('of others with a like name or address is left alone', async () => {
    const { person } = await leaveTraces()
    const words = [`Scrivi a mad${EMAIL}`, `Scrivi a ${EMAIL}.org`, 'Amministra Ada']
    for (const body of words) {
      await db
        .insertInto('mail')
        .values({ recipient: 'altro@esempio.it', subject: 's', body, status: 'kept' })
        .execute()
    }
    await person.ask('DELETE', '/api/me')
    const bodies = await db.selectFrom('mail').select('body').where('subject', '=', 's').execute()
    expect(bodies.map(({ body }) => body)).toEqual(expect.arrayContaining(['Scrivi a –.', ...words]))
  })

  test('and a name like a word of the log erases nothing of it', async () => {
    const admin = await signIn('administrator')
    const vandal = await signIn('editor', { organisationId: admin.organisationId })
    await admin.ask('POST', '/api/offices', { name: 'administrator' })
    await vandal.ask('PATCH', '/api/me', { name: 'administrator' })
    await vandal.ask('DELETE', '/api/me')
    const log = await db
      .selectFrom('audit_log')
      .select('data')
      .where('action', '=', 'office.added')
      .executeTakeFirstOrThrow()
    expect(log.data).toEqual({ name: 'administrator' })
  })
})
