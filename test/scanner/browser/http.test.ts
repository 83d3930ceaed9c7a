import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AddressGuard } from '../../../scanner/browser/address-guard.ts'
import { createGuardedFetch } from '../../../scanner/browser/http.ts'
import { answer, type FixtureSite, openFixtureSite, redirect } from '../../helpers/fixture-site.ts'

let site: FixtureSite
beforeAll(async () => {
  site = await openFixtureSite({
    '/': 'ciao',
    '/zip': answer(200, { 'content-encoding': 'gzip' }, gzipSync('a'.repeat(100_000))),
    '/there': redirect('/'),
    '/loop': redirect('/loop'),
    '/silent': () => undefined,
  })
})
afterAll(() => site.close())

const open = createGuardedFetch(new AddressGuard({ allowPrivate: true }), { userAgent: 'Rampa' })
const closed = createGuardedFetch(new AddressGuard({ allowPrivate: false }), { userAgent: 'Rampa' })
const codeOf = async (result: ReturnType<typeof open>) => {
  const answered = await result
  return answered.ok ? answered.status : answered.failure.code
}

test('redirects are followed to the end', async () => {
  const result = await open(`${site.url}/there`)
  expect(result).toMatchObject({ ok: true, status: 200, finalUrl: `${site.url}/` })
  expect(result.ok && Buffer.from(result.body).toString()).toBe('ciao')
})

test('the byte cap counts what is unpacked', async () => {
  const result = await open(`${site.url}/zip`, { maxBytes: 1000 })
  expect(result).toMatchObject({ ok: true, isTruncated: true })
  expect(result.ok && result.body.length).toBe(1000)
})

test('HEAD reads no body', async () => {
  expect(await open(`${site.url}/zip`, { method: 'HEAD' })).toMatchObject({ ok: true, isTruncated: false })
})

test('each way of failing has its cause', async () => {
  expect(await codeOf(open(`${site.url}/loop`))).toBe('redirect-loop')
  expect(await codeOf(open(`${site.url}/silent`, { timeoutMs: 200 }))).toBe('timeout')
  expect(await codeOf(open(`${site.url}/none`))).toBe(404)
  expect(await codeOf(open('ftp://example.com/'))).toBe('bad-url')
  expect(await codeOf(open('http://127.0.0.1:9/'))).toBe('connection')
  expect(await codeOf(closed(site.url))).toBe('private-network')
})

test('a redirect to a private address is refused on its hop', async () => {
  const guard = new AddressGuard({
    allowPrivate: false,
    ports: [site.port],
    resolve: async () => [{ address: '10.0.0.1', family: 4 }],
  })
  const result = await createGuardedFetch(guard, { userAgent: 'Rampa' })(
    `http://pubblico.example:${site.port}/`,
  )
  expect(result).toMatchObject({ ok: false, failure: { code: 'private-network' } })
})

test('once stopped, what is under way is let go at once, and nothing more is asked for', async () => {
  const stop = new AbortController()
  const guard = new AddressGuard({ allowPrivate: true, resolve: () => new Promise(() => undefined) })
  const fetch = createGuardedFetch(guard, { userAgent: 'Rampa', signal: stop.signal })
  site.route('/hangs', () => stop.abort())
  const waiting = fetch('http://nome.che.non.risponde/', { timeoutMs: 60_000 })
  expect(await codeOf(fetch(`${site.url}/hangs`, { timeoutMs: 60_000 }))).toBe('interrupted')
  expect(await codeOf(waiting)).toBe('interrupted')
  const before = site.requests.length
  expect(await codeOf(fetch(site.url))).toBe('interrupted')
  expect(site.requests).toHaveLength(before)
})

test('a name server that stays silent is not waited for beyond the time given', async () => {
  const guard = new AddressGuard({ allowPrivate: true, resolve: () => new Promise(() => undefined) })
  const fetch = createGuardedFetch(guard, { userAgent: 'Rampa' })
  expect(await codeOf(fetch('http://nome.che.non.risponde/', { timeoutMs: 50 }))).toBe('timeout')
})
