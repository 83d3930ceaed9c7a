import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Role } from '../../api/db/schema.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import { hashPassword, isOutdated } from '../../api/services/password.ts'
import { askLink, signInByPassword } from '../../api/services/sign-in.ts'
import { makeSignInLink } from '../../api/services/sign-in-link.ts'
import { testApp } from '../helpers/app.ts'
import { cookieJar } from '../helpers/cookies.ts'
import { emptyDatabase } from '../helpers/database.ts'

let clock = Date.parse('2026-11-23T10:00:00Z')
const kit = await testApp({ now: () => new Date(clock) })
const { ask, deps, addOrganisation, database } = kit
const { db } = deps
const HOUR = 3_600_000
const PASSWORD = 'una frase abbastanza lunga'

beforeEach(async () => {
  await emptyDatabase(database)
  clock = Date.parse('2026-11-23T10:00:00Z')
})

async function addPerson(
  email: string,
  to: { organisationId?: string; role?: Role; passwordHash?: string } = {},
) {
  const organisationId = to.organisationId ?? (await addOrganisation())
  const { id } = await db
    .insertInto('person')
    .values({ email, name: 'Anna Verdi', password_hash: to.passwordHash ?? null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('membership')
    .values({ person_id: id, organisation_id: organisationId, role: to.role ?? 'editor' })
    .execute()
  return { id, organisationId }
}

const linkTo = async (personId: string) => (await makeSignInLink(deps, personId)).split('/').at(-1) ?? ''
const use = (token: string, headers = {}) => ask('POST', '/api/sign-in/link/use', { token }, headers)
const withPassword = (email: string, password: string, headers = {}) =>
  ask('POST', '/api/sign-in/password', { email, password }, headers)
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code
const cookieOf = (answer: Response) => answer.headers.getSetCookie().find((line) => line.startsWith('rampa='))
const pairOf = (answer: Response) => cookieOf(answer)?.split(';')[0] ?? ''
const me = (cookie: string) => ask('GET', '/api/me', undefined, { cookie })

const mails = () => db.selectFrom('mail').select('recipient').execute()
const VISITOR = { address: '', device: '', formerToken: undefined }

describe('asking for a link', () => {
  test('it arrives by mail, in the person’s language, and signs them in', async () => {
    const { id } = await addPerson('anna@esempio.it')
    await db.updateTable('person').set({ lang: 'en' }).where('id', '=', id).execute()
    expect((await ask('POST', '/api/sign-in/link', { email: 'Anna@Esempio.IT' })).status).toBe(202)
    const mail = await db.selectFrom('mail').selectAll().executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ recipient: 'anna@esempio.it', status: 'kept' })
    expect(mail.subject).toBe('Your link to sign in to Rampa')
    const token = /\/entra\/([\w-]+)/.exec(mail.body)?.[1] ?? ''
    const cookie = pairOf(await use(token))
    expect(await (await me(cookie)).json()).toMatchObject({ person: { id } })
  })

  test('nobody learns whether an address is known: same answer, after the same wait', async () => {
    await addPerson('anna@esempio.it')
    const waits: number[] = []
    for (const email of ['anna@esempio.it', 'nessuno@esempio.it']) {
      const answer = await ask('POST', '/api/sign-in/link', { email })
      expect(`${answer.status} ${await answer.text()}`).toBe('202 ')
      let hasAnswered = false
      const { promise: pause, resolve: end } = Promise.withResolvers<void>()
      const answered = askLink(deps, email, VISITOR, (ms) => {
        waits.push(ms)
        return pause
      }).then(() => {
        hasAnswered = true
      })
      // What a known address costs is done by now; the answer still waits.
      await vi.waitUntil(() => waits.length > 0)
      if (email.startsWith('anna')) await vi.waitUntil(async () => (await mails()).length === 2)
      expect(hasAnswered).toBe(false)
      end()
      await answered
    }
    expect(waits[0]).toBeGreaterThanOrEqual(200)
    expect(waits[1]).toBe(waits[0])
    expect(new Set((await mails()).map(({ recipient }) => recipient))).toEqual(new Set(['anna@esempio.it']))
  })

  test('who was taken out of every organisation gets none', async () => {
    const { id } = await addPerson('anna@esempio.it')
    await db.deleteFrom('membership').where('person_id', '=', id).execute()
    expect((await ask('POST', '/api/sign-in/link', { email: 'anna@esempio.it' })).status).toBe(202)
    expect(await db.selectFrom('mail').select('id').execute()).toEqual([])
  })

  test('the mail to who works in several organisations is read by the administrators of none', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const other = await addOrganisation('Comune vicino')
    await db
      .insertInto('membership')
      .values({ person_id: id, organisation_id: other, role: 'editor' })
      .execute()
    await ask('POST', '/api/sign-in/link', { email: 'anna@esempio.it' })
    const mail = await db.selectFrom('mail').select('organisation_id').executeTakeFirstOrThrow()
    expect(mail.organisation_id).toBeNull()
  })

  test('after five for one address no more are sent for a while, known or not', async () => {
    await addPerson('anna@esempio.it')
    for (const email of ['anna@esempio.it', 'nessuno@esempio.it']) {
      const codes: number[] = []
      for (let turn = 0; turn < 6; turn++) {
        codes.push((await ask('POST', '/api/sign-in/link', { email })).status)
      }
      expect(codes).toEqual([202, 202, 202, 202, 202, 429])
    }
    clock += 16 * 60_000
    expect((await ask('POST', '/api/sign-in/link', { email: 'anna@esempio.it' })).status).toBe(202)
  })

  test('one machine does not try address after address', async () => {
    const behind = await testApp({ config: { proxies: 1 } })
    const from = (address: string) =>
      behind.ask(
        'POST',
        '/api/sign-in/password',
        { email: `${newSecret()}@esempio.it`.slice(-60), password: 'x' },
        {
          'x-forwarded-for': address,
        },
      )
    const codes = await Promise.all(Array.from({ length: 61 }, () => from('192.0.2.1')))
    expect(codes.filter(({ status }) => status === 429)).toHaveLength(1)
    expect((await from('192.0.2.2')).status).toBe(403)
  })
})

describe('a link', () => {
  test('works once, also when two browsers use it at the same moment', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const token = await linkTo(id)
    const answers = await Promise.all(Array.from({ length: 8 }, () => use(token)))
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(7)
    expect(await db.selectFrom('session').select('id').execute()).toHaveLength(1)
  })

  test('is over after fifteen minutes', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const [first, second] = [await linkTo(id), await linkTo(id)]
    clock += 15 * 60_000 - 1
    expect((await use(first)).status).toBe(204)
    clock += 1
    const late = await use(second)
    expect(late.status).toBe(403)
    expect(await codeOf(late)).toBe('link-refused')
  })

  test('opened by a mail scanner it is not spent', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const token = await linkTo(id)
    await ask('GET', `/entra/${token}`, undefined, { accept: 'text/html' })
    await ask('GET', `/api/sign-in/link/use?token=${token}`)
    expect((await use(token)).status).toBe(204)
  })

  test('made up, it is refused with a sentence', async () => {
    const answer = await use(newSecret())
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('Chiedine uno nuovo') })
  })
})

describe('a password', () => {
  test('signs in; a wrong one, a person without one and nobody get the same words', async () => {
    await addPerson('anna@esempio.it', { passwordHash: await hashPassword(PASSWORD) })
    await addPerson('senza@esempio.it')
    const right = await withPassword('ANNA@esempio.it', PASSWORD)
    expect(right.status).toBe(204)
    expect((await me(pairOf(right))).status).toBe(200)
    const refusals: string[] = []
    for (const [email, password] of [
      ['anna@esempio.it', 'sbagliata'],
      ['senza@esempio.it', PASSWORD],
      ['nessuno@esempio.it', PASSWORD],
    ] as const) {
      const answer = await withPassword(email, password)
      expect(cookieOf(answer)).toBeUndefined()
      refusals.push(`${answer.status} ${await answer.text()}`)
    }
    expect(new Set(refusals).size).toBe(1)
    expect(refusals[0]).toMatch(/^403 .*password-refused/)
  })

  test('is compared once, whoever asks: with a hash, or with none in as much work', async () => {
    const hash = await hashPassword(PASSWORD)
    await addPerson('anna@esempio.it', { passwordHash: hash })
    await addPerson('senza@esempio.it')
    const compared: (string | null)[] = []
    for (const email of ['anna@esempio.it', 'senza@esempio.it', 'nessuno@esempio.it']) {
      const asked = signInByPassword(
        deps,
        { email, password: 'sbagliata' },
        VISITOR,
        async (_password, known) => {
          compared.push(known)
          return false
        },
      )
      await expect(asked).rejects.toMatchObject({ code: 'password-refused' })
    }
    expect(compared).toEqual([hash, null, null])
  })

  test('made with older parameters it is made anew when it is used', async () => {
    const old = await hashPassword(PASSWORD, { memoryKib: 64, passes: 1, lanes: 1 })
    const { id } = await addPerson('anna@esempio.it', { passwordHash: old })
    await withPassword('anna@esempio.it', 'sbagliata')
    const hash = async () =>
      (await db.selectFrom('person').select('password_hash').where('id', '=', id).executeTakeFirstOrThrow())
        .password_hash ?? ''
    expect(await hash()).toBe(old)
    await withPassword('anna@esempio.it', PASSWORD)
    expect(isOutdated(await hash())).toBe(false)
    expect((await withPassword('anna@esempio.it', PASSWORD)).status).toBe(204)
  })

  test('is not guessed at length', async () => {
    await addPerson('anna@esempio.it', { passwordHash: await hashPassword(PASSWORD) })
    for (let turn = 0; turn < 10; turn++) await withPassword('anna@esempio.it', 'sbagliata')
    const answer = await withPassword('anna@esempio.it', PASSWORD)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('as long as a book is refused unread', async () => {
    expect((await withPassword('anna@esempio.it', 'x'.repeat(201))).status).toBe(422)
  })
})

describe('a session', () => {
  test('its cookie is out of reach for scripts and other sites, and over HTTPS never travels bare', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const cookie = cookieOf(await use(await linkTo(id)))
    expect(cookie).toMatch(/; Path=\//)
    expect(cookie).toMatch(/; HttpOnly/)
    expect(cookie).toMatch(/; SameSite=Lax/)
    expect(cookie).not.toMatch(/Secure/)
    const secure = await testApp({ config: { url: 'https://rampa.comune.esempio.it' } })
    const there = await secure.signIn('editor')
    const token = (await makeSignInLink(secure.deps, there.personId)).split('/').at(-1)
    const [line] = (await secure.ask('POST', '/api/sign-in/link/use', { token })).headers.getSetCookie()
    expect(line).toMatch(/^__Host-rampa=[\w-]{43}; .*Path=\/.*Secure/)
    expect(line).not.toMatch(/Domain/)
  })

  test('a token that somebody planted beforehand never becomes a session', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const planted = newSecret()
    const answer = await use(await linkTo(id), { cookie: `rampa=${planted}` })
    expect(pairOf(answer)).not.toBe(`rampa=${planted}`)
    expect((await me(`rampa=${planted}`)).status).toBe(401)
  })

  test('a sign-in ends the session that the browser had, somebody else’s too', async () => {
    const anna = await addPerson('anna@esempio.it')
    const ugo = await addPerson('ugo@esempio.it')
    const first = pairOf(await use(await linkTo(anna.id)))
    const second = pairOf(await use(await linkTo(ugo.id), { cookie: first }))
    expect(second).not.toBe(first)
    expect((await me(first)).status).toBe(401)
    expect(await (await me(second)).json()).toMatchObject({ person: { id: ugo.id } })
  })

  test('is over after twelve hours without use, and after thirty days in any case', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const idle = pairOf(await use(await linkTo(id)))
    const used = pairOf(await use(await linkTo(id)))
    const end = clock + 30 * 24 * HOUR
    clock += 11 * HOUR
    expect((await me(used)).status).toBe(200)
    clock += 2 * HOUR
    expect((await me(idle)).status).toBe(401)
    expect((await me(used)).status).toBe(200)
    while (clock + 11 * HOUR < end) {
      clock += 11 * HOUR
      expect((await me(used)).status).toBe(200)
    }
    clock = end
    expect((await me(used)).status).toBe(401)
  })

  test('signing out ends it on the server and in the browser, as a guest too', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const cookie = pairOf(await use(await linkTo(id)))
    const jar = cookieJar()
    jar.cookies.set('rampa', 'x').set('rampa-guest', 'y')
    jar.keep(await ask('POST', '/api/sign-out', undefined, { cookie }))
    expect(jar.cookies.size).toBe(0)
    expect((await me(cookie)).status).toBe(401)
    expect((await ask('POST', '/api/sign-out')).status).toBe(204)
  })

  test('each way in is written down', async () => {
    const { id, organisationId } = await addPerson('anna@esempio.it', {
      passwordHash: await hashPassword(PASSWORD),
    })
    await use(await linkTo(id))
    await withPassword('anna@esempio.it', PASSWORD)
    const rows = await db.selectFrom('audit_log').selectAll().orderBy('id').execute()
    expect(rows.map(({ action, data }) => [action, data])).toEqual([
      ['session.signed-in', { way: 'link' }],
      ['session.signed-in', { way: 'password' }],
    ])
    expect(rows.every((row) => row.person_id === id && row.organisation_id === organisationId)).toBe(true)
  })

  test('only digests of links and sessions are stored', async () => {
    const { id } = await addPerson('anna@esempio.it')
    const token = await linkTo(id)
    const cookie = pairOf(await use(token)).replace('rampa=', '')
    const links = await db.selectFrom('sign_in_link').select('token_hash').execute()
    const sessions = await db.selectFrom('session').select('token_hash').execute()
    expect(links).toEqual([{ token_hash: digestOf(token) }])
    expect(sessions).toEqual([{ token_hash: digestOf(cookie) }])
  })
})

describe('whoever is not right at once', () => {
  test.each([
    ['/api/sign-in/link', { email: 'nessuna chiocciola' }],
    ['/api/sign-in/link', { email: `${'a'.repeat(300)}@esempio.it` }],
    ['/api/sign-in/link', {}],
    ['/api/sign-in/link/use', { token: 'corto' }],
    ['/api/sign-in/link/use', { token: ['x'.repeat(43)] }],
    ['/api/sign-in/password', { email: 'anna@esempio.it' }],
    ['/api/sign-in/password', { email: { $ne: null }, password: { $ne: null } }],
  ])('%s with %j is told which field', async (path, body) => {
    const answer = await ask('POST', path, body)
    expect(answer.status).toBe(422)
    expect(Object.keys(((await answer.json()) as { fields: object }).fields)).not.toHaveLength(0)
  })

  test('the ways in are told to everybody', async () => {
    const answer = await ask('GET', '/api/sign-in/options')
    expect(await answer.json()).toEqual({ sendsMail: false, oidc: null, problem: null })
  })
})
