import { beforeEach, describe, expect, test } from 'vitest'
import { digestOf, newSecret } from '../../api/secret.ts'
import { testApp } from '../helpers/app.ts'
import { cookieJar } from '../helpers/cookies.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { seedSite } from '../helpers/seed.ts'

let clock = Date.parse('2026-11-23T10:00:00Z')
const kit = await testApp({ now: () => new Date(clock) })
const { ask, deps, signIn } = kit
const { db } = deps
const DAY = 86_400_000

beforeEach(async () => {
  await emptyDatabase(kit.database)
  clock = Date.parse('2026-11-23T10:00:00Z')
})

describe('a token of the API', () => {
  const make = async (person: Awaited<ReturnType<typeof signIn>>, body: object) => {
    const answer = await person.ask('POST', '/api/tokens', { name: 'Controllo notturno', ...body })
    return (await answer.json()) as { id: string; token: string; expiresAt: string | null }
  }
  const byToken = (token: string, method: string, path: string, body?: unknown) =>
    ask(method, path, body, { authorization: `Bearer ${token}` })

  test('is shown once, begins with rampa_, and is stored as a digest only', async () => {
    const admin = await signIn('administrator')
    const made = await make(admin, { scopes: ['read'] })
    expect(made.token).toMatch(/^rampa_[\w-]{43}$/)
    const row = await db.selectFrom('api_token').selectAll().executeTakeFirstOrThrow()
    expect(row.token_hash).toBe(digestOf(made.token))
    expect(JSON.stringify(row)).not.toContain(made.token)
    expect(await (await admin.ask('GET', '/api/tokens')).text()).not.toContain(made.token)
    expect(await (await admin.ask('GET', '/api/audit-log')).text()).not.toContain(made.token)
  })

  test('works until it is revoked, or its time is over', async () => {
    const admin = await signIn('administrator')
    const [short, long] = [
      await make(admin, { scopes: ['read'], days: 1 }),
      await make(admin, { scopes: ['read'], days: null }),
    ]
    expect(short.expiresAt).toBe(new Date(clock + DAY).toISOString())
    expect(long.expiresAt).toBeNull()
    expect((await byToken(short.token, 'GET', '/api/sites')).status).toBe(200)
    expect((await admin.ask('DELETE', `/api/tokens/${long.id}`)).status).toBe(204)
    expect((await admin.ask('DELETE', `/api/tokens/${long.id}`)).status).toBe(404)
    expect((await byToken(long.token, 'GET', '/api/sites')).status).toBe(401)
    clock += DAY
    expect((await byToken(short.token, 'GET', '/api/sites')).status).toBe(401)
    const log = await db.selectFrom('audit_log').select('action').orderBy('id').execute()
    expect(log.map(({ action }) => action)).toEqual(['token.made', 'token.made', 'token.revoked'])
  })

  test('does not outlive its maker’s role', async () => {
    const admin = await signIn('administrator')
    const other = await signIn('administrator', { organisationId: admin.organisationId })
    const { token } = await make(other, { scopes: ['admin'] })
    expect((await byToken(token, 'GET', '/api/people')).status).toBe(200)
    const roles = [{ role: 'editor', officeId: null }]
    await admin.ask('PUT', `/api/people/${other.personId}/roles`, { roles })
    expect((await byToken(token, 'GET', '/api/people')).status).toBe(403)
  })

  test('never makes another token, nor acts on its maker’s own account', async () => {
    const { token } = await make(await signIn('administrator'), {
      scopes: ['read', 'audit', 'findings', 'admin'],
    })
    const attempts = [
      ['POST', '/api/tokens', { name: 'x', scopes: ['read'] }],
      ['PUT', '/api/me/password', { next: 'una frase abbastanza lunga' }],
      ['GET', '/api/me/data'],
      ['DELETE', '/api/me'],
      ['GET', '/api/sessions'],
    ] as const
    for (const [method, path, body] of attempts) {
      expect(`${path} ${(await byToken(token, method, path, body)).status}`).toBe(`${path} 403`)
    }
  })
})

describe('a guest', () => {
  async function letIn(supplier = 'Tema srl', days = 30) {
    const admin = await signIn('administrator')
    const answer = await admin.ask('POST', '/api/guest-links', { supplier, days })
    const made = (await answer.json()) as { id: string; url: string; expiresAt: string }
    const token = made.url.split('/').at(-1) ?? ''
    const jar = cookieJar()
    const come = async () => jar.keep(await ask('POST', '/api/guest/use', { token }))
    const asGuest = (method: string, path: string, body?: unknown) =>
      ask(method, path, body, { cookie: jar.header() })
    return { admin, made, token, jar, come, asGuest }
  }

  test('comes in by a link that is shown once', async () => {
    const { admin, made, token, come, asGuest } = await letIn()
    expect(made.url).toBe(`${deps.config.url}/ospite/${token}`)
    expect(await (await admin.ask('GET', '/api/guest-links')).text()).not.toContain(token)
    expect((await asGuest('GET', '/api/me')).status).toBe(401)
    const answer = await come()
    expect(answer.status).toBe(204)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^rampa-guest=.*Max-Age=2592000.*HttpOnly.*SameSite=Lax/)
    expect(await (await asGuest('GET', '/api/me')).json()).toMatchObject({
      kind: 'guest',
      supplier: 'Tema srl',
    })
    const log = await db.selectFrom('audit_log').select(['action', 'person_id']).orderBy('id').execute()
    expect(log.map(({ action }) => action)).toEqual(['guest-link.made', 'guest-link.used'])
    expect(log[1]?.person_id).toBeNull()
  })

  test('sees the findings of that supplier, and no others', async () => {
    const { admin, come, asGuest } = await letIn()
    const { organisationId } = admin
    const { siteId } = await seedSite(db, organisationId, { findings: 3 })
    const findings = await db
      .selectFrom('finding')
      .select('id')
      .where('site_id', '=', siteId)
      .orderBy('id')
      .execute()
    const [theirs, anothers, nobodys] = findings.map(({ id }) => id)
    const give = (id = '', supplier: string) =>
      db.updateTable('finding').set({ assigned_supplier: supplier }).where('id', '=', id).execute()
    await give(theirs, 'Tema srl')
    await give(anothers, 'Altra spa')
    await come()
    const list = (await (await asGuest('GET', '/api/findings')).json()) as {
      items: { id: string }[]
      total: number
    }
    expect(list.items.map(({ id }) => id)).toEqual([theirs])
    expect(list.total).toBe(1)
    expect((await asGuest('GET', `/api/findings/${theirs}`)).status).toBe(200)
    expect((await asGuest('GET', `/api/findings/${anothers}`)).status).toBe(404)
    expect((await asGuest('GET', `/api/findings/${nobodys}`)).status).toBe(404)
    expect((await asGuest('POST', `/api/findings/${theirs}/comments`, { body: 'x' })).status).toBe(403)
  })

  test('of a supplier with the same name elsewhere sees nothing of ours', async () => {
    const { come, asGuest } = await letIn()
    const other = await signIn('administrator')
    const { findingId } = await seedSite(db, other.organisationId)
    await db.updateTable('finding').set({ assigned_supplier: 'Tema srl' }).execute()
    await come()
    expect((await asGuest('GET', `/api/findings/${findingId}`)).status).toBe(404)
    expect(await (await asGuest('GET', '/api/findings')).json()).toMatchObject({ items: [], total: 0 })
  })

  test('is out at once when the link is revoked', async () => {
    const { admin, made, come, asGuest } = await letIn()
    await come()
    expect((await admin.ask('DELETE', `/api/guest-links/${made.id}`)).status).toBe(204)
    expect((await admin.ask('DELETE', `/api/guest-links/${made.id}`)).status).toBe(404)
    expect((await asGuest('GET', '/api/findings')).status).toBe(401)
    expect((await come()).status).toBe(403)
  })

  test('is out when its time is over', async () => {
    const { come, asGuest } = await letIn('Tema srl', 1)
    await come()
    clock += DAY
    expect((await asGuest('GET', '/api/findings')).status).toBe(401)
    const late = await come()
    expect(late.status).toBe(403)
    expect(await late.json()).toMatchObject({ detail: expect.stringContaining('Chiedine uno nuovo') })
  })

  test('who is signed in stays who they are, and who signs in is no guest any more', async () => {
    const { admin, token, come, jar } = await letIn()
    const answer = await admin.ask('POST', '/api/guest/use', { token })
    const guest = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const me = await admin.ask('GET', '/api/me', undefined)
    expect(await me.json()).toMatchObject({ kind: 'person' })
    expect(guest).toMatch(/^rampa-guest=/)
    await come()
    const link = await signInLinkFor(admin.personId)
    jar.keep(await ask('POST', '/api/sign-in/link/use', { token: link }, { cookie: jar.header() }))
    expect([...jar.cookies.keys()]).toEqual(['rampa'])
  })

  test('with a made up link does not come in', async () => {
    expect((await ask('POST', '/api/guest/use', { token: newSecret() })).status).toBe(403)
  })

  async function signInLinkFor(personId: string): Promise<string> {
    const token = newSecret()
    await db
      .insertInto('sign_in_link')
      .values({ person_id: personId, token_hash: digestOf(token), expires_at: new Date(clock + DAY) })
      .execute()
    return token
  }
})
