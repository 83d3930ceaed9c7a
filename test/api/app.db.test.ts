import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import { digestOf, newSecret } from '../../api/secret.ts'
import { testApp } from '../helpers/app.ts'

const webFolder = mkdtempSync(join(tmpdir(), 'rampa-web-'))
mkdirSync(join(webFolder, 'assets'))
writeFileSync(join(webFolder, 'index.html'), '<!doctype html><title>Rampa</title>')
writeFileSync(join(webFolder, 'assets', 'main-Ab12.js'), 'console.log("ciao")')
afterAll(() => rmSync(webFolder, { recursive: true, force: true }))

const { ask, app, deps, signIn } = await testApp({ config: { webFolder } })
const admin = await signIn('administrator')
const secure = await testApp({ config: { url: 'https://rampa.comune.esempio.it' } })

/** As if over a connection from this address. */
const from = (remoteAddress: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
  app.request(path, { headers }, { incoming: { socket: { remoteAddress } } })

async function addToken(scopes: readonly ('read' | 'admin')[]): Promise<string> {
  const token = newSecret('rampa_')
  await deps.db
    .insertInto('api_token')
    .values({
      organisation_id: admin.organisationId,
      person_id: admin.personId,
      name: 'prova',
      token_hash: digestOf(token),
      scopes: [...scopes],
    })
    .execute()
  return token
}

describe('what runs the machine asks', () => {
  test('the process answers that it is alive', async () => {
    expect((await ask('GET', '/healthz')).status).toBe(200)
  })

  test('it is ready when the database is there and at this version', async () => {
    expect((await ask('GET', '/readyz')).status).toBe(200)
  })

  test('it is not ready while a migration is missing', async () => {
    const behind = await testApp()
    await sql`delete from kysely_migration`.execute(behind.deps.db)
    const answer = await behind.ask('GET', '/readyz')
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ problem: expect.stringContaining('rampa migrate') })
  })

  test('metrics are given to this machine and to a token of scope admin only', async () => {
    const token = await addToken(['admin'])
    const weak = await addToken(['read'])
    expect((await from('127.0.0.1', '/metrics')).status).toBe(200)
    expect((await from('192.0.2.7', '/metrics')).status).toBe(401)
    expect((await from('127.0.0.1', '/metrics', { 'x-forwarded-for': '192.0.2.7' })).status).toBe(401)
    expect((await from('192.0.2.7', '/metrics', { authorization: `Bearer ${token}` })).status).toBe(200)
    expect((await from('192.0.2.7', '/metrics', { authorization: `Bearer ${weak}` })).status).toBe(403)
  })

  test('answers are measured by the route’s pattern, never by address', async () => {
    await ask('GET', '/healthz?token=secret')
    const text = await (await from('127.0.0.1', '/metrics')).text()
    expect(text).toMatch(
      /http_request_duration_seconds_count\{method="GET",route="\/healthz",status="200"\} \d/,
    )
    expect(text).not.toContain('secret')
  })
})

describe('headers of every answer', () => {
  test.each(['/', '/healthz', '/api/docs', '/api/nothing'])(
    '%s forbids foreign and inline script',
    async (path) => {
      const { headers } = await ask('GET', path, undefined, { accept: 'text/html' })
      const policy = headers.get('content-security-policy')
      expect(policy).toContain("script-src 'self'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
    },
  )

  test('over HTTPS browsers are told to stay with it; over HTTP not', async () => {
    expect((await ask('GET', '/healthz')).headers.get('strict-transport-security')).toBeNull()
    expect((await secure.ask('GET', '/healthz')).headers.get('strict-transport-security')).toContain(
      'max-age=',
    )
  })

  test('what the API answers is stored nowhere on the way', async () => {
    expect((await ask('GET', '/api/nothing')).headers.get('cache-control')).toBe('no-store')
  })

  test('the request keeps the name a proxy gave it, if it is a plain one', async () => {
    const named = await ask('GET', '/healthz', undefined, { 'x-request-id': 'abc-12345678' })
    expect(named.headers.get('x-request-id')).toBe('abc-12345678')
    const odd = await ask('GET', '/healthz', undefined, { 'x-request-id': '"}{' })
    expect(odd.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  })
})

describe('a write from a browser', () => {
  const write = (headers: Readonly<Record<string, string>>) =>
    app.request('/api/nothing', { method: 'POST', headers, body: '{}' })

  test.each([
    ['our own origin', { cookie: 'rampa=x', origin: 'http://localhost:3000' }],
    [
      'what the browser calls the same origin',
      { cookie: 'rampa=x', origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
    ],
    ['no browser', {}],
    ['no browser, with a token', { authorization: 'Bearer rampa_x', origin: 'https://esempio.it' }],
  ])('is let through from %s', async (_, headers) => {
    expect((await write(headers)).status).not.toBe(403)
  })

  test.each([
    ['another site', { cookie: 'rampa=x', origin: 'https://esempio.it' }],
    ['another site, before signing in', { origin: 'https://esempio.it' }],
    [
      'a neighbour of the same site',
      { cookie: 'rampa=x', origin: 'http://altro.localhost:3000', 'sec-fetch-site': 'same-site' },
    ],
    ['a page without origin', { cookie: 'rampa=x', origin: 'null' }],
    ['somewhere unsaid', { cookie: 'rampa=x' }],
  ])('is refused from %s', async (_, headers) => {
    const answer = await write(headers)
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'foreign-origin' })
  })
})

test('a body over a megabyte is refused before it is read', async () => {
  const answer = await ask('POST', '/api/nothing', { text: 'x'.repeat(1_100_000) })
  expect(answer.status).toBe(413)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
})

describe('the language of an answer', () => {
  const detail = async (person: { ask: typeof ask }, language?: string) => {
    const answer = await person.ask(
      'GET',
      '/api/nothing',
      undefined,
      language ? { 'accept-language': language } : {},
    )
    return ((await answer.json()) as { detail: string }).detail
  }
  const italian = /Questo indirizzo/
  const english = /There is nothing/

  test.each([
    ['nothing', undefined, italian],
    ['Italian first', 'it-IT,it;q=0.9,en;q=0.8', italian],
    ['English first', 'en-GB,en;q=0.9,it;q=0.1', english],
    ['English by weight', 'it;q=0.2,en;q=0.9', english],
    ['what Rampa does not speak', 'de-AT,de;q=0.9', italian],
  ])('with %s asked for', async (_, header, words) => {
    expect(await detail({ ask }, header)).toMatch(words)
  })

  test('is what the person chose in Rampa, whatever the browser lists; one plain tag is a choice', async () => {
    await deps.db.updateTable('person').set({ lang: 'en' }).where('id', '=', admin.personId).execute()
    expect(await detail(admin, 'it-IT,it;q=0.9')).toMatch(english)
    expect(await detail(admin, 'it')).toMatch(italian)
  })
})

describe('the web app', () => {
  const html = { accept: 'text/html,application/xhtml+xml' }

  test.each(['/', '/segnalazioni?stato=open', '/siti/123/controllo/456', '/entra/a-token'])(
    'a person who opens %s gets its page, asked for anew each time',
    async (path) => {
      const answer = await ask('GET', path, undefined, html)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toContain('text/html')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    },
  )

  test('files with a digest in their name are kept for ever', async () => {
    const answer = await ask('GET', '/assets/main-Ab12.js')
    expect(answer.headers.get('content-type')).toContain('text/javascript')
    expect(answer.headers.get('cache-control')).toContain('immutable')
  })

  test('a file is sent compressed to who can read that, and not again to who has it', async () => {
    const packed = await ask('GET', '/assets/main-Ab12.js', undefined, { 'accept-encoding': 'gzip, br' })
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    expect(gunzipSync(await packed.arrayBuffer()).toString()).toContain('ciao')
    const tag = packed.headers.get('etag') ?? ''
    expect((await ask('GET', '/assets/main-Ab12.js', undefined, { 'if-none-match': tag })).status).toBe(304)
  })

  test.each(['/assets/main-Old1.js', '/favicon.png', '/../package.json', '/%2e%2e/package.json'])(
    '%s is not there, and no page stands in for it',
    async (path) => {
      expect((await ask('GET', path, undefined, html)).status).toBe(404)
    },
  )

  test.each([
    ['GET', '/api/nothing'],
    ['POST', '/'],
  ])('%s %s is never a page of the app', async (method, path) => {
    const answer = await ask(method, path, undefined, html)
    expect(answer.status).toBe(404)
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })
})

test('what opens a browser is limited for each person, and for nobody else', async () => {
  const editor = await signIn('editor')
  const check = (person: typeof editor) => person.ask('POST', '/api/check', { kind: 'nothing' })
  for (let at = 0; at < 30; at++) expect((await check(editor)).status).toBe(422)
  const refusal = await check(editor)
  expect(refusal.status).toBe(429)
  expect(Number(refusal.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await check(await signIn('editor'))).status).toBe(422)
})
