import { beforeEach, describe, expect, test } from 'vitest'
import { digestOf, newSecret } from '../../api/secret.ts'
import { testApp } from '../helpers/app.ts'
import { cookieJar } from '../helpers/cookies.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { identityProvider } from '../helpers/identity-provider.ts'

const provider = await identityProvider('http://localhost:3000/api/sign-in/oidc/callback')
let clock = Date.now()
const settings = {
  issuer: provider.issuer,
  clientId: 'rampa',
  clientSecret: 'un-segreto-di-prova',
  label: 'SPID o CIE',
}
const kit = await testApp({ now: () => new Date(clock), config: { oidc: settings } })
const { ask, deps } = kit
const { db } = deps

beforeEach(async () => {
  await emptyDatabase(kit.database)
  provider.people.clear()
  clock = Date.now()
})

type Jar = ReturnType<typeof cookieJar>
type Asker = typeof ask

/** Begins at Rampa; the jar is the browser's. */
async function begin(jar: Jar, query = '', asker: Asker = ask) {
  const headers = { cookie: jar.header() }
  const answer = jar.keep(await asker('GET', `/api/sign-in/oidc${query}`, undefined, headers))
  expect(answer.status).toBe(302)
  return answer.headers.get('location') ?? ''
}
const comeBack = async (jar: Jar, address: URL, asker: Asker = ask) =>
  jar.keep(await asker('GET', address.pathname + address.search, undefined, { cookie: jar.header() }))

/** The whole way, as a browser goes it. */
async function enter(subject: string, query = '') {
  const jar = cookieJar()
  const address = await provider.signInAt(await begin(jar, query), subject)
  const answer = await comeBack(jar, address)
  return { jar, address, answer, location: answer.headers.get('location') }
}

async function addPerson(email: string, oidcSubject?: string) {
  const organisationId = await kit.addOrganisation()
  const { id } = await db
    .insertInto('person')
    .values({ email, name: 'Anna Verdi', oidc_subject: oidcSubject ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('membership')
    .values({ person_id: id, organisation_id: organisationId, role: 'editor' })
    .execute()
  return id
}
const subjectOf = async (id: string) =>
  (await db.selectFrom('person').select('oidc_subject').where('id', '=', id).executeTakeFirstOrThrow())
    .oidc_subject
const sessions = async () => (await db.selectFrom('session').select('id').execute()).length
const failed = (fault: string) => `http://localhost:3000/entra?errore=oidc-${fault}`

describe('who the identity provider vouches for', () => {
  test('comes in by a verified address, and from then on by the provider’s subject', async () => {
    const id = await addPerson('anna@esempio.it')
    provider.people.set('abc', { email: 'Anna@Esempio.it', email_verified: true, name: 'A. Verdi' })
    const { jar, location } = await enter('abc', '?returnTo=%2Fsegnalazioni%3Fstato%3Dopen')
    expect(location).toBe('http://localhost:3000/segnalazioni?stato=open')
    const me = await ask('GET', '/api/me', undefined, { cookie: jar.header() })
    expect(await me.json()).toMatchObject({ person: { id, name: 'Anna Verdi' } })
    expect(await subjectOf(id)).toBe(`${provider.issuer} abc`)

    provider.people.set('abc', { email: 'altro@esempio.it', email_verified: true })
    const again = await enter('abc')
    expect(again.location).toBe('http://localhost:3000/')
    const still = await ask('GET', '/api/me', undefined, { cookie: again.jar.header() })
    expect(await still.json()).toMatchObject({ person: { id, email: 'anna@esempio.it' } })
  })

  test('comes in when invited: all that waits for the address is accepted', async () => {
    const admin = await kit.signIn('administrator')
    const invite = { email: 'nuova@esempio.it', role: 'editor' }
    expect((await admin.ask('POST', '/api/invitations', invite)).status).toBe(201)
    provider.people.set('new', { email: 'nuova@esempio.it', email_verified: true, name: 'Ada Neri' })
    const { jar } = await enter('new')
    const me = await ask('GET', '/api/me', undefined, { cookie: jar.header() })
    expect(await me.json()).toMatchObject({
      person: { name: 'Ada Neri', email: 'nuova@esempio.it' },
      organisation: { id: admin.organisationId },
      roles: ['editor'],
    })
  })

  test('but is unknown here, does not come in, and is told whom to ask', async () => {
    provider.people.set('x', { email: 'nessuno@esempio.it', email_verified: true })
    const { jar, location } = await enter('x')
    expect(location).toBe(failed('unknown'))
    expect(jar.cookies.size).toBe(0)
    expect(await db.selectFrom('person').select('id').execute()).toEqual([])
    const options = await ask('GET', '/api/sign-in/options?errore=oidc-unknown')
    expect(await options.json()).toMatchObject({
      oidc: { label: 'SPID o CIE' },
      problem: expect.stringContaining('Chiedi un invito'),
    })
  })

  test.each([
    ['not verified', { email: 'anna@esempio.it', email_verified: false }],
    ['not said to be verified', { email: 'anna@esempio.it' }],
    ['missing', {}],
  ])('with an address that is %s is not taken for its owner', async (_, claims) => {
    const id = await addPerson('anna@esempio.it')
    provider.people.set('thief', claims)
    expect((await enter('thief')).location).toBe(failed('unverified'))
    expect(await subjectOf(id)).toBeNull()
  })

  test('does not take over the account of somebody whom the provider calls otherwise', async () => {
    const id = await addPerson('anna@esempio.it', `${provider.issuer} abc`)
    provider.people.set('other', { email: 'anna@esempio.it', email_verified: true })
    expect((await enter('other')).location).toBe(failed('unknown'))
    expect(await subjectOf(id)).toBe(`${provider.issuer} abc`)
    expect(await sessions()).toBe(0)
  })

  test('belongs nowhere any more: does not come in', async () => {
    const id = await addPerson('anna@esempio.it')
    await db.deleteFrom('membership').where('person_id', '=', id).execute()
    provider.people.set('abc', { email: 'anna@esempio.it', email_verified: true })
    expect((await enter('abc')).location).toBe(failed('unknown'))
  })
})

describe('the way there and back', () => {
  beforeEach(async () => {
    await addPerson('anna@esempio.it')
    provider.people.set('abc', { email: 'anna@esempio.it', email_verified: true })
  })

  test('has PKCE, state and nonce, which only this browser holds and cannot read', async () => {
    const jar = cookieJar()
    const headers = { cookie: jar.header() }
    const answer = jar.keep(await ask('GET', '/api/sign-in/oidc', undefined, headers))
    const query = new URL(answer.headers.get('location') ?? '').searchParams
    expect(query.get('code_challenge_method')).toBe('S256')
    expect(query.get('scope')).toBe('openid email profile')
    for (const name of ['state', 'nonce', 'code_challenge']) expect(query.get(name)).toMatch(/^[\w-]{43}$/)
    expect(answer.headers.getSetCookie()[0]).toMatch(/^rampa-oidc=.*Max-Age=900.*HttpOnly.*SameSite=Lax/)
    const kept = Buffer.from(jar.cookies.get('rampa-oidc') ?? '', 'base64url').toString('latin1')
    expect(kept).not.toContain(query.get('state'))
  })

  test('cannot be finished by another browser: nobody is signed in as somebody else unawares', async () => {
    const jar = cookieJar()
    const address = await provider.signInAt(await begin(jar), 'abc')
    expect((await comeBack(cookieJar(), address)).headers.get('location')).toBe(failed('expired'))
    const victim = cookieJar()
    await begin(victim)
    expect((await comeBack(victim, address)).headers.get('location')).toBe(failed('refused'))
    expect(await sessions()).toBe(0)
  })

  test('cannot be gone twice', async () => {
    const { jar, address } = await enter('abc')
    expect(jar.cookies.has('rampa-oidc')).toBe(false)
    const kept = cookieJar()
    const start = await begin(kept)
    const sealed = kept.cookies.get('rampa-oidc') ?? ''
    const back = await provider.signInAt(start, 'abc')
    await comeBack(kept, back)
    expect(await sessions()).toBe(2)
    kept.cookies.set('rampa-oidc', sealed)
    expect((await comeBack(kept, back)).headers.get('location')).toBe(failed('refused'))
    expect((await comeBack(jar, address)).headers.get('location')).toBe(failed('expired'))
    expect(await sessions()).toBe(2)
  })

  test('with a changed cookie, state or code leads nowhere', async () => {
    const jar = cookieJar()
    const address = await provider.signInAt(await begin(jar), 'abc')
    const sealed = jar.cookies.get('rampa-oidc') ?? ''
    const flipped = (sealed[20] === 'A' ? 'B' : 'A') + sealed.slice(21)
    jar.cookies.set('rampa-oidc', sealed.slice(0, 20) + flipped)
    expect((await comeBack(jar, address)).headers.get('location')).toBe(failed('expired'))
    for (const name of ['state', 'code']) {
      jar.cookies.set('rampa-oidc', sealed)
      const changed = new URL(address)
      changed.searchParams.set(name, 'qualcosa-di-diverso')
      expect((await comeBack(jar, changed)).headers.get('location')).toBe(failed('refused'))
    }
    expect(await sessions()).toBe(0)
  })

  test('that took longer than a quarter of an hour begins again', async () => {
    const jar = cookieJar()
    const address = await provider.signInAt(await begin(jar), 'abc')
    clock += 15 * 60_000 + 1
    expect((await comeBack(jar, address)).headers.get('location')).toBe(failed('expired'))
  })

  test('given up at the provider ends at the sign-in page', async () => {
    const jar = cookieJar()
    const state = new URL(await begin(jar)).searchParams.get('state') ?? ''
    const address = new URL('http://localhost:3000/api/sign-in/oidc/callback?error=access_denied')
    address.searchParams.set('state', state)
    address.searchParams.set('iss', provider.issuer)
    expect((await comeBack(jar, address)).headers.get('location')).toBe(failed('refused'))
  })

  test('is always a new session: a planted one is dropped', async () => {
    const jar = cookieJar()
    const planted = newSecret()
    jar.cookies.set('rampa', planted)
    await comeBack(jar, await provider.signInAt(await begin(jar), 'abc'))
    expect(jar.cookies.get('rampa')).not.toBe(planted)
    const hashes = await db.selectFrom('session').select('token_hash').execute()
    expect(hashes).toEqual([{ token_hash: digestOf(jar.cookies.get('rampa') ?? '') }])
  })

  test.each(['https://esempio.org/', '//esempio.org', '/\\esempio.org', 'javascript:alert(1)', '/a\r\nb'])(
    'never leads to %j',
    async (returnTo) => {
      const { location } = await enter('abc', `?returnTo=${encodeURIComponent(returnTo)}`)
      expect(location).toBe('http://localhost:3000/')
    },
  )
})

test('a provider that does not answer is told of, and asked again the next time', async () => {
  const away = await testApp({ config: { oidc: { ...settings, issuer: 'http://127.0.0.1:1' } } })
  for (let turn = 0; turn < 2; turn++) {
    const answer = await away.ask('GET', '/api/sign-in/oidc')
    expect(answer.headers.get('location')).toBe(failed('unreachable'))
  }
})

test('over the network a provider must speak HTTPS', async () => {
  const bare = await testApp({ config: { oidc: { ...settings, issuer: 'http://esempio.invalid' } } })
  const answer = await bare.ask('GET', '/api/sign-in/oidc')
  expect(answer.headers.get('location')).toBe(failed('unreachable'))
})

test('without a provider there is no such way in', async () => {
  const plain = await testApp()
  expect((await plain.ask('GET', '/api/sign-in/oidc')).status).toBe(404)
  expect((await plain.ask('GET', '/api/sign-in/oidc/callback?code=x&state=y')).status).toBe(404)
})
