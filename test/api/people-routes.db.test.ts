import { beforeAll, describe, expect, test } from 'vitest'
import type { Role, Scope } from '../../api/db/schema.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import { testApp } from '../helpers/app.ts'
import { testPeople } from '../helpers/people.ts'

const kit = await testApp()
const { ask, deps } = kit
const { addToken, addGuest, furnish } = testPeople(kit)
const NOBODY = '00000000-0000-4000-8000-000000000000'

type Who = Role | 'nobody' | 'guest' | `token:${Scope}`
const ROLES: readonly Role[] = [
  'administrator',
  'accessibility-manager',
  'office-manager',
  'editor',
  'supplier',
  'employee',
  'association-administrator',
  'facilitator',
  'door',
]
const TOKENS = ['token:read', 'token:audit', 'token:findings', 'token:admin'] as const
const EVERYONE: readonly Who[] = [...ROLES, ...TOKENS, 'guest', 'nobody']
const ADMINISTRATORS: readonly Who[] = ['administrator']
const PEOPLE: readonly Who[] = ROLES

interface Case {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly allowed: readonly Who[]
}
/** Ids that nobody has: who is let in finds nothing; who is not, never learns that. */
const CASES: readonly Case[] = [
  { method: 'GET', path: '/me', allowed: [...PEOPLE, ...TOKENS, 'guest'] },
  { method: 'PATCH', path: '/me', body: {}, allowed: PEOPLE },
  { method: 'PUT', path: '/me/organisation', body: { organisationId: NOBODY }, allowed: PEOPLE },
  { method: 'GET', path: '/me/data', allowed: PEOPLE },
  { method: 'GET', path: '/sessions', allowed: PEOPLE },
  { method: 'DELETE', path: '/sessions', allowed: PEOPLE },
  { method: 'DELETE', path: `/sessions/${NOBODY}`, allowed: PEOPLE },
  {
    method: 'GET',
    path: '/people',
    allowed: ['administrator', 'accessibility-manager', 'office-manager', 'token:admin'],
  },
  {
    method: 'PUT',
    path: `/people/${NOBODY}/roles`,
    body: { roles: [{ role: 'editor', officeId: null }] },
    allowed: ['administrator', 'token:admin'],
  },
  { method: 'DELETE', path: `/people/${NOBODY}`, allowed: ['administrator', 'token:admin'] },
  { method: 'GET', path: '/invitations', allowed: ['administrator', 'token:admin'] },
  {
    method: 'POST',
    path: '/invitations',
    body: { email: 'nuova@esempio.it', role: 'editor', officeId: NOBODY },
    allowed: ['administrator', 'token:admin'],
  },
  { method: 'DELETE', path: `/invitations/${NOBODY}`, allowed: ['administrator', 'token:admin'] },
  {
    method: 'GET',
    path: '/offices',
    allowed: [
      'administrator',
      'accessibility-manager',
      'office-manager',
      'editor',
      'supplier',
      'token:read',
      'token:audit',
      'token:admin',
    ],
  },
  { method: 'POST', path: '/offices', body: { name: 'Anagrafe' }, allowed: ['administrator', 'token:admin'] },
  {
    method: 'PATCH',
    path: `/offices/${NOBODY}`,
    body: { name: 'x' },
    allowed: ['administrator', 'token:admin'],
  },
  { method: 'DELETE', path: `/offices/${NOBODY}`, allowed: ['administrator', 'token:admin'] },
  { method: 'GET', path: '/tokens', allowed: ADMINISTRATORS },
  { method: 'POST', path: '/tokens', body: { name: 'x', scopes: ['read'] }, allowed: ADMINISTRATORS },
  { method: 'DELETE', path: `/tokens/${NOBODY}`, allowed: ADMINISTRATORS },
  { method: 'GET', path: '/guest-links', allowed: ['administrator', 'accessibility-manager'] },
  {
    method: 'POST',
    path: '/guest-links',
    body: { supplier: 'Tema srl' },
    allowed: ['administrator', 'accessibility-manager'],
  },
  { method: 'DELETE', path: `/guest-links/${NOBODY}`, allowed: ['administrator', 'accessibility-manager'] },
  { method: 'GET', path: '/mails', allowed: ADMINISTRATORS },
  { method: 'GET', path: '/audit-log', allowed: ['administrator', 'accessibility-manager', 'token:admin'] },
  { method: 'GET', path: '/organisation', allowed: [...PEOPLE, ...TOKENS, 'guest'] },
  { method: 'PATCH', path: '/organisation', body: {}, allowed: ADMINISTRATORS },
]

type Asker = (method: string, path: string, body?: unknown) => Promise<Response>
const askers = new Map<Who, Asker>()

beforeAll(async () => {
  const organisationId = await kit.addOrganisation()
  const administrator = await kit.signIn('administrator', { organisationId })
  for (const role of ROLES) {
    const person = role === 'administrator' ? administrator : await kit.signIn(role, { organisationId })
    askers.set(role, person.ask)
  }
  for (const who of TOKENS) {
    const scope = who.slice('token:'.length) as Scope
    askers.set(who, (await addToken(administrator, [scope])).ask)
  }
  askers.set('guest', (await addGuest(organisationId, 'Tema srl')).ask)
  askers.set('nobody', ask)
})

const as = (who: Who): Asker => {
  const asker = askers.get(who)
  if (!asker) throw new Error(`Nobody is ${who}.`)
  return asker
}

describe.each(CASES)('$method /api$path', ({ method, path, body, allowed }) => {
  test.each(EVERYONE)('%s', async (who) => {
    const answer = await as(who)(method, `/api${path}`, body)
    if (allowed.includes(who)) expect([200, 201, 204, 404, 409]).toContain(answer.status)
    else expect(answer.status).toBe(who === 'nobody' ? 401 : 403)
  })
})

describe('what belongs to another organisation', () => {
  test('is answered like what does not exist, on every route that names something', async () => {
    const here = await kit.signIn('administrator')
    const there = await furnish('Comune vicino')
    const attempts: readonly (readonly [string, string, unknown?])[] = [
      ['PUT', '/me/organisation', { organisationId: there.organisationId }],
      ['DELETE', `/sessions/${there.sessionId}`],
      ['PUT', `/people/${there.personId}/roles`, { roles: [{ role: 'door', officeId: null }] }],
      ['PUT', `/people/${here.personId}/roles`, { roles: [{ role: 'editor', officeId: there.officeId }] }],
      ['DELETE', `/people/${there.personId}`],
      ['POST', '/invitations', { email: 'x@esempio.it', role: 'editor', officeId: there.officeId }],
      ['DELETE', `/invitations/${there.invitationId}`],
      ['PATCH', `/offices/${there.officeId}`, { name: 'Nostro' }],
      ['DELETE', `/offices/${there.officeId}`],
      ['DELETE', `/tokens/${there.tokenId}`],
      ['DELETE', `/guest-links/${there.guestLinkId}`],
    ]
    const before = await there.snapshot()
    for (const [method, path, body] of attempts) {
      const foreign = await here.ask(method, `/api${path}`, body)
      expect(`${method} ${path} ${foreign.status}`).toBe(`${method} ${path} 404`)
      const unknown = JSON.stringify(body)?.replace(/[\da-f]{8}-[\da-f-]{27}/g, NOBODY)
      const missing = await here.ask(
        method,
        `/api${path.replace(/[\da-f]{8}-[\da-f-]{27}/, path.includes(here.personId) ? here.personId : NOBODY)}`,
        unknown && JSON.parse(unknown),
      )
      expect(await foreign.text()).toBe(await missing.text())
    }
    expect(await there.snapshot()).toEqual(before)
  })

  test('is on no list and in no export', async () => {
    const here = await kit.signIn('administrator')
    await furnish('Comune vicino')
    const lists = [
      '/me',
      '/me/data',
      '/sessions',
      '/people',
      '/people?format=csv',
      '/invitations',
      '/offices',
      '/tokens',
      '/guest-links',
      '/mails',
      '/audit-log',
      '/audit-log?format=csv',
      '/organisation',
    ]
    for (const path of lists) {
      const answer = await here.ask('GET', `/api${path}`)
      expect(answer.status).toBe(200)
      expect(`${path} ${await answer.text()}`).not.toMatch(/vicino|straniero/i)
    }
  })

  test('is not found by a cursor that names it', async () => {
    const here = await kit.signIn('administrator')
    const there = await furnish('Comune vicino')
    const cursor = (place: object) => Buffer.from(JSON.stringify(place)).toString('base64url')
    for (const [path, place] of [
      ['/people', { name: '', id: there.personId }],
      ['/offices', { name: '', id: there.officeId }],
      ['/mails', { at: '2999-01-01T00:00:00.000Z', id: there.personId }],
      ['/audit-log', { before: '999999999' }],
    ] as const) {
      const answer = await here.ask('GET', `/api${path}?cursor=${cursor(place)}`)
      expect(await answer.text()).not.toMatch(/vicino|straniero/i)
    }
  })
})

describe('what is sent', () => {
  const WRITES: readonly (readonly [string, string])[] = [
    ['PATCH', '/me'],
    ['PUT', '/me/password'],
    ['PUT', '/me/organisation'],
    ['POST', '/sign-in/link'],
    ['POST', '/sign-in/link/use'],
    ['POST', '/sign-in/password'],
    ['POST', '/invitations'],
    ['POST', `/open-invitations/${'x'.repeat(43)}/accept`],
    ['PUT', `/people/${NOBODY}/roles`],
    ['POST', '/offices'],
    ['PATCH', `/offices/${NOBODY}`],
    ['POST', '/tokens'],
    ['POST', '/guest-links'],
    ['POST', '/guest/use'],
    ['PATCH', '/organisation'],
  ]

  test.each(WRITES)('%s %s refuses what is no JSON, too much, or of another kind', async (method, path) => {
    const { ask: asAdministrator } = await kit.signIn('administrator')
    const cookie = await cookieOf(asAdministrator)
    const raw = (body: string, type = 'application/json') =>
      kit.app.request(`/api${path}`, {
        method,
        body,
        headers: { cookie, origin: deps.config.url, 'content-type': type },
      })
    expect((await raw('{"name": ')).status).toBe(400)
    expect((await raw('null')).status).toBe(422)
    expect((await raw('[]')).status).toBe(422)
    expect((await raw(JSON.stringify({ name: 'x'.repeat(1_100_000) }))).status).toBe(413)
    expect([415, 422]).toContain((await raw('name=x', 'application/x-www-form-urlencoded')).status)
    expect([415, 422]).toContain((await raw('{"name":"x","scopes":["read"]}', 'text/plain')).status)
  })

  test.each([
    ['PATCH', '/me', { name: 'x'.repeat(121) }],
    ['PATCH', '/me', { name: 'Anna\r\nBcc: tutti@esempio.it' }],
    ['PATCH', '/me', { lang: 'de' }],
    ['POST', '/offices', { name: '   ' }],
    ['POST', '/invitations', { email: 'anna@esempio.it, ugo@esempio.it', role: 'editor' }],
    ['POST', '/invitations', { email: 'anna@esempio.it\nugo@esempio.it', role: 'editor' }],
    ['POST', '/invitations', { email: 'anna@esempio.it', role: 'root' }],
    ['PUT', `/people/${NOBODY}/roles`, { roles: [] }],
    ['PUT', `/people/${NOBODY}/roles`, { roles: Array(21).fill({ role: 'editor', officeId: null }) }],
    ['POST', '/tokens', { name: 'x', scopes: [] }],
    ['POST', '/tokens', { name: 'x', scopes: ['everything'] }],
    ['POST', '/tokens', { name: 'x', scopes: ['read'], days: 731 }],
    ['POST', '/guest-links', { supplier: 'x', days: 0 }],
    ['GET', '/people?limit=1000', undefined],
    ['GET', '/people?cursor=nonsense', undefined],
    ['GET', '/people?format=pdf', undefined],
    ['DELETE', "/offices/1'%20or%201=1", undefined],
  ] as const)('%s %s with %j is refused with the field', async (method, path, body) => {
    const { ask: asAdministrator } = await kit.signIn('administrator')
    const answer = await asAdministrator(method, `/api${path}`, body)
    expect(answer.status).toBe(422)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  /** The session of somebody, to send what `ask` would not. */
  async function cookieOf(asker: Asker): Promise<string> {
    const { person } = (await (await asker('GET', '/api/me')).json()) as { person: { id: string } }
    const token = newSecret()
    const session = await deps.db
      .selectFrom('session')
      .select(['organisation_id'])
      .where('person_id', '=', person.id)
      .executeTakeFirstOrThrow()
    const at = deps.now()
    await deps.db
      .insertInto('session')
      .values({
        person_id: person.id,
        organisation_id: session.organisation_id,
        token_hash: digestOf(token),
        last_used_at: at,
        expires_at: new Date(at.getTime() + 3_600_000),
      })
      .execute()
    return `rampa=${token}`
  }
})
