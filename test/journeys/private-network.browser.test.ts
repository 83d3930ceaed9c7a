import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { sessionCookie } from '../../api/middleware/session.ts'
import type { Audit, Site } from '../../api/shapes/sites.ts'
import { type FixtureSite, openFixtureSite } from '../helpers/fixture-site.ts'
import { openRealServer, type RealServer } from '../helpers/real-server.ts'
import { signInto } from '../helpers/signed-in.ts'

// Whoever may add a site must not reach what only the server reaches. The operator has listed no host here.

let server: RealServer
let inside: FixtureSite
let cookie = ''
let url = ''

beforeAll(async () => {
  inside = await openFixtureSite({ '/': '<!doctype html><title>Segreto</title><p>Solo per chi è dentro</p>' })
  server = await openRealServer({}, { hasScreens: false })
  url = server.url
  const { token } = await signInto(server.running.deps.db, { role: 'administrator' })
  cookie = `${sessionCookie(url)}=${token}`
})
afterAll(async () => {
  await server.close()
  await inside.close()
})
beforeEach(async () => {
  inside.requests.length = 0
  // Odd forms of one address are one site.
  await server.running.deps.db.deleteFrom('site').execute()
})

const ask = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${url}/api${path}`, {
    method,
    headers: { cookie, origin: url, 'content-type': 'application/json', 'accept-language': 'it' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

const FORMS = [
  '127.0.0.1',
  'localhost',
  'localhost.',
  '2130706433',
  '0x7f000001',
  '017700000001',
  '127.1',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
]

/** Refused when it is added, or by the worker that should visit it; in either case nothing was asked for. */
async function endOf(address: string): Promise<string> {
  const added = await ask('POST', '/sites', { startUrl: address })
  if (added.status === 422) return JSON.stringify(await added.json())
  expect(added.status, await added.clone().text()).toBe(201)
  const site = (await added.json()) as Site
  const begun = await ask('POST', `/sites/${site.id}/audits`)
  if (begun.status === 422) return JSON.stringify(await begun.json())
  const { id } = (await begun.json()) as Audit
  for (;;) {
    const audit = (await (await ask('GET', `/audits/${id}`)).json()) as Audit
    if (audit.finishedAt) {
      expect(audit.status).toBe('failed')
      return audit.problem
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

test.each(FORMS)('a site at %s is refused with a sentence, and is never asked anything', async (host) => {
  const { port } = new URL(inside.url)
  expect(await endOf(`http://${host}:${port}/`)).toMatch(/privat|intern/i)
  expect(inside.requests).toEqual([])
})

test('the check before publishing refuses it too', async () => {
  const answer = await ask('POST', '/check', { kind: 'url', url: inside.url })
  expect(answer.status).toBe(422)
  expect(JSON.stringify(await answer.json())).toMatch(/privat|intern/i)
  expect(inside.requests).toEqual([])
})

test('markup that is checked fetches nothing from inside', async () => {
  const html = `<img src="${inside.url}/a.png" alt="Segreto"><iframe src="${inside.url}/" title="Dentro"></iframe>`
  const answer = await ask('POST', '/check', { kind: 'html', html })
  expect(answer.status).toBe(200)
  expect(inside.requests).toEqual([])
})
