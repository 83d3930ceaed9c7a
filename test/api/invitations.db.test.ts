import { beforeEach, describe, expect, test } from 'vitest'
import { newSecret } from '../../api/secret.ts'
import { isPassword } from '../../api/services/password.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { cookieJar } from '../helpers/cookies.ts'
import { emptyDatabase } from '../helpers/database.ts'

let clock = Date.parse('2026-11-23T10:00:00Z')
const kit = await testApp({ now: () => new Date(clock) })
const { ask, deps, signIn, addOffice, addOrganisation } = kit
const { db } = deps
const DAY = 86_400_000
const EMAIL = 'nuova@esempio.it'

beforeEach(async () => {
  await emptyDatabase(kit.database)
  clock = Date.parse('2026-11-23T10:00:00Z')
})

function invite(admin: Person, over: object = {}) {
  // Mails are told apart by their time.
  clock += 1
  return admin.ask('POST', '/api/invitations', { email: EMAIL, role: 'editor', ...over })
}

/** The secret of the last mail to an address. */
async function tokenTo(email = EMAIL): Promise<string> {
  const mail = await db
    .selectFrom('mail')
    .select('body')
    .where('recipient', '=', email)
    .where('body', 'like', '%/invito/%')
    .orderBy('created_at', 'desc')
    .executeTakeFirstOrThrow()
  return /\/invito\/([\w-]+)/.exec(mail.body)?.[1] ?? ''
}
const accept = (token: string, body: object = { name: 'Ada Neri' }, headers = {}) =>
  ask('POST', `/api/open-invitations/${token}/accept`, body, headers)
const open = (token: string) => ask('GET', `/api/open-invitations/${token}`)
const roles = async () =>
  db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.email', 'membership.role', 'membership.office_id', 'membership.organisation_id'])
    .where('person.email', '=', EMAIL)
    .execute()

describe('who is new', () => {
  test('gets a mail, sees what it is about, accepts with a name, and is in', async () => {
    const admin = await signIn('administrator')
    const { organisationId } = admin
    await db.updateTable('person').set({ name: 'Anna Verdi' }).where('id', '=', admin.personId).execute()
    const officeId = await addOffice(organisationId, 'URP')
    expect((await invite(admin, { email: 'Nuova@Esempio.IT', officeId })).status).toBe(201)
    const mail = await db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ recipient: EMAIL, organisation_id: organisationId })
    expect(mail.body).toContain('Anna Verdi ti invita')
    const token = await tokenTo()
    expect(await (await open(token)).json()).toEqual({
      organisation: 'Comune di Esempio',
      email: EMAIL,
      role: 'editor',
      office: 'URP',
      isKnown: false,
    })
    const jar = cookieJar()
    const answer = jar.keep(await accept(token, { name: ' Ada Neri ', password: 'una frase tutta mia' }))
    expect(await answer.json()).toEqual({ isSignedIn: true })
    const me = await ask('GET', '/api/me', undefined, { cookie: jar.header() })
    expect(await me.json()).toMatchObject({
      person: { name: 'Ada Neri', email: EMAIL, lang: 'it', hasPassword: true },
      organisation: { id: organisationId },
      roles: ['editor'],
      offices: [{ id: officeId, name: 'URP' }],
    })
    const person = await db
      .selectFrom('person')
      .select('password_hash')
      .where('email', '=', EMAIL)
      .executeTakeFirstOrThrow()
    expect(await isPassword('una frase tutta mia', person.password_hash)).toBe(true)
  })

  test('says who they are; a refusal spends nothing', async () => {
    await invite(await signIn('administrator'))
    const token = await tokenTo()
    for (const body of [{}, { name: '  ' }, { name: 'Ada', password: 'corta' }]) {
      const answer = await accept(token, body)
      expect(answer.status).toBe(422)
    }
    expect((await accept(token)).status).toBe(200)
  })

  test('reads English who asks in English', async () => {
    const admin = await signIn('administrator')
    const body = { email: EMAIL, role: 'editor' }
    await admin.ask('POST', '/api/invitations', body, { 'accept-language': 'en' })
    const { subject } = await db.selectFrom('mail').select('subject').executeTakeFirstOrThrow()
    expect(subject).toContain('is waiting for you')
  })
})

describe('an invitation', () => {
  test('is accepted once, also by two at the same moment', async () => {
    await invite(await signIn('administrator'))
    const token = await tokenTo()
    const answers = await Promise.all(Array.from({ length: 6 }, () => accept(token)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404])
    expect(await roles()).toHaveLength(1)
    expect((await open(token)).status).toBe(404)
  })

  test('is over after seven days, and sent again it lives again, with another link', async () => {
    const admin = await signIn('administrator')
    await invite(admin)
    const old = await tokenTo()
    clock += 7 * DAY
    // The administrator signs in again, a week later.
    await db
      .updateTable('session')
      .set({ last_used_at: new Date(clock), expires_at: new Date(clock + DAY) })
      .execute()
    expect((await open(old)).status).toBe(404)
    expect((await accept(old)).status).toBe(404)
    await invite(admin)
    const list = (await (await admin.ask('GET', '/api/invitations')).json()) as {
      items: { expiresAt: string }[]
    }
    expect(list.items.map(({ expiresAt }) => Date.parse(expiresAt))).toEqual([clock + 7 * DAY])
    expect((await accept(old)).status).toBe(404)
    expect((await accept(await tokenTo())).status).toBe(200)
  })

  test('sent twice at the same moment is one, with one link that works', async () => {
    const admin = await signIn('administrator')
    await Promise.all([invite(admin), invite(admin), invite(admin)])
    expect(await db.selectFrom('invitation').select('id').execute()).toHaveLength(1)
    const bodies = await db.selectFrom('mail').select('body').execute()
    const tokens = bodies.map(({ body }) => /\/invito\/([\w-]+)/.exec(body)?.[1] ?? '')
    const answers = await Promise.all(tokens.map(open))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test('that was withdrawn opens nothing; one that was accepted cannot be withdrawn', async () => {
    const admin = await signIn('administrator')
    const { id } = (await (await invite(admin)).json()) as { id: string }
    const token = await tokenTo()
    expect((await admin.ask('DELETE', `/api/invitations/${id}`)).status).toBe(204)
    expect((await accept(token)).status).toBe(404)
    const second = (await (await invite(admin)).json()) as { id: string }
    await accept(await tokenTo())
    expect((await admin.ask('DELETE', `/api/invitations/${second.id}`)).status).toBe(404)
    expect(await roles()).toHaveLength(1)
  })

  test('is stored as a digest only, and made up leads nowhere', async () => {
    await invite(await signIn('administrator'))
    const token = await tokenTo()
    const { token_hash } = await db.selectFrom('invitation').select('token_hash').executeTakeFirstOrThrow()
    expect(token_hash).not.toContain(token)
    expect((await open(newSecret())).status).toBe(404)
  })

  test('to a role that somebody has is refused with a sentence', async () => {
    const admin = await signIn('administrator')
    await invite(admin)
    await accept(await tokenTo())
    const answer = await invite(admin)
    expect(answer.status).toBe(409)
    expect((await invite(admin, { role: 'employee' })).status).toBe(201)
  })

  test('each step is in the log', async () => {
    const admin = await signIn('administrator')
    const { id } = (await (await invite(admin, { email: 'altra@esempio.it' })).json()) as { id: string }
    await admin.ask('DELETE', `/api/invitations/${id}`)
    await invite(admin)
    await accept(await tokenTo())
    const log = await db.selectFrom('audit_log').select('action').orderBy('id').execute()
    expect(log.map(({ action }) => action)).toEqual([
      'invitation.sent',
      'invitation.withdrawn',
      'invitation.sent',
      'invitation.accepted',
      'session.signed-in',
    ])
  })

  test('is not sent to the whole world', async () => {
    const admin = await signIn('administrator')
    await db.updateTable('rate_limit').set({ hits: 200 }).execute()
    await invite(admin)
    await db.updateTable('rate_limit').set({ hits: 200 }).execute()
    expect((await invite(admin, { email: 'altra@esempio.it' })).status).toBe(429)
  })
})

describe('who has an account', () => {
  test('joins several organisations with it, and goes from one to the other', async () => {
    const [here, there] = [await signIn('administrator'), await signIn('administrator')]
    await invite(here)
    const jar = cookieJar()
    jar.keep(await accept(await tokenTo()))
    await invite(there, { role: 'employee' })
    const token = await tokenTo()
    expect(await (await open(token)).json()).toMatchObject({ isKnown: true })
    const answer = await accept(token, {}, { cookie: jar.header() })
    expect(await answer.json()).toEqual({ isSignedIn: true })
    const me = async () => (await ask('GET', '/api/me', undefined, { cookie: jar.header() })).json()
    expect(await me()).toMatchObject({
      organisation: { id: there.organisationId },
      roles: ['employee'],
      organisations: [{ id: here.organisationId }, { id: there.organisationId }],
    })
    const back = await ask(
      'PUT',
      '/api/me/organisation',
      { organisationId: here.organisationId },
      {
        cookie: jar.header(),
      },
    )
    expect(await back.json()).toMatchObject({ organisation: { id: here.organisationId }, roles: ['editor'] })
    expect(await me()).toMatchObject({ organisation: { id: here.organisationId } })
    expect(await db.selectFrom('person').select('id').where('email', '=', EMAIL).execute()).toHaveLength(1)
  })

  test('is not signed in by an invitation: it must not open another organisation’s doors', async () => {
    const [here, there] = [await signIn('administrator'), await signIn('administrator')]
    await invite(here)
    await accept(await tokenTo())
    await invite(there, { role: 'employee' })
    // The administrator of the second organisation reads the mail and opens its link.
    const jar = cookieJar()
    const answer = jar.keep(await accept(await tokenTo(), { name: 'Altro', password: 'una frase di altri' }))
    expect(await answer.json()).toEqual({ isSignedIn: false })
    expect(jar.cookies.size).toBe(0)
    const person = await db
      .selectFrom('person')
      .select(['name', 'password_hash'])
      .where('email', '=', EMAIL)
      .executeTakeFirstOrThrow()
    expect(person).toEqual({ name: 'Ada Neri', password_hash: null })
    expect((await roles()).map(({ role }) => role).sort()).toEqual(['editor', 'employee'])
  })

  test('accepts for themselves, whoever is signed in in that browser', async () => {
    const [here, there] = [await signIn('administrator'), await signIn('administrator')]
    await invite(here)
    await accept(await tokenTo())
    await invite(there, { role: 'employee' })
    const answer = await here.ask('POST', `/api/open-invitations/${await tokenTo()}/accept`, {})
    expect(await answer.json()).toEqual({ isSignedIn: false })
    expect(await (await here.ask('GET', '/api/me')).json()).toMatchObject({
      organisation: { id: here.organisationId },
      organisations: [{ id: here.organisationId }],
    })
  })

  test('cannot go where they do not belong', async () => {
    const admin = await signIn('administrator')
    const organisationId = await addOrganisation('Comune vicino')
    expect((await admin.ask('PUT', '/api/me/organisation', { organisationId })).status).toBe(404)
  })
})
