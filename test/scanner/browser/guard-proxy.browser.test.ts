import { createSocket } from 'node:dgram'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AddressGuard } from '../../../scanner/browser/address-guard.ts'
import { navigate } from '../../../scanner/browser/navigate.ts'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { codeOf, goTo, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page, redirect } from '../../helpers/fixture-site.ts'

/** The guard takes this loopback site for a public one; every other private address stays forbidden. */
class PretendGuard extends AddressGuard {
  override async check(url: URL) {
    if (url.hostname === 'pubblico.example') {
      return { ok: true as const, addresses: [{ address: '127.0.0.1', family: 4 as const }] }
    }
    return super.check(url)
  }
}

let site: FixtureSite
let secret: FixtureSite
let pool: BrowserPool
let base: string
beforeAll(async () => {
  secret = await openFixtureSite({ '/': page('segreto') })
  site = await openFixtureSite()
  base = `http://pubblico.example:${site.port}`
  const guard = new PretendGuard({
    allowPrivate: false,
    ports: [site.port, secret.port],
    resolve: async (host) => [{ address: host === 'interno.example' ? '127.0.0.1' : '10.0.0.7', family: 4 }],
  })
  pool = await openTestPool({ allowPrivate: false, guard })
})
afterAll(async () => {
  await pool.close()
  await Promise.all([site.close(), secret.close()])
})

const spellings = () => [
  secret.url,
  `http://localhost:${secret.port}`,
  `http://127.1:${secret.port}`,
  `http://2130706433:${secret.port}`,
  `http://0x7f000001:${secret.port}`,
  `http://[::1]:${secret.port}`,
  `http://[::ffff:127.0.0.1]:${secret.port}`,
  `http://interno.example:${secret.port}`,
]

test('a private address is refused in every spelling', async () => {
  for (const url of [
    ...spellings(),
    'https://interno.example/',
    'http://169.254.169.254/',
    'http://93.184.216.34:25565/',
  ]) {
    expect([url, codeOf(await goTo(pool, url))]).toEqual([url, 'private-network'])
  }
  expect(secret.requests).toEqual([])
})

test('a redirect inwards is refused', async () => {
  for (const target of spellings()) {
    site.route('/out', redirect(target))
    const result = await goTo(pool, `${base}/out`)
    expect([target, codeOf(result)]).toEqual([target, 'private-network'])
  }
  expect(secret.requests).toEqual([])
})

test('frames, pictures, scripts, fetches, sockets and UDP do not get in', async () => {
  const udp = createSocket('udp4')
  let packets = 0
  udp.on('message', () => packets++)
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done))
  const inside = spellings()
    .map(
      (url) =>
        `<iframe src="${url}/"></iframe><img src="${url}/i"><link rel="stylesheet" href="${url}/s"><link rel="dns-prefetch" href="${url}">`,
    )
    .join('')
  const tries = spellings()
    .map(
      (url) =>
        `fetch('${url}/f', { mode: 'no-cors' }).catch(() => 0); try { new WebSocket('${url.replace('http', 'ws')}/w') } catch {}`,
    )
    .join('\n')
  site.route(
    '/all',
    page(`${inside}<script>${tries}
    const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${udp.address().port}' }] })
    peer.createDataChannel('x'); peer.createOffer().then((offer) => peer.setLocalDescription(offer))
    navigator.sendBeacon('${secret.url}/b', 'x')</script>`),
  )
  const result = await pool.run(
    async (tab) => {
      const arrived = await navigate(tab, `${base}/all`)
      await tab.evaluate('new Promise((done) => setTimeout(done, 800))')
      return arrived.ok
    },
    { timeoutMs: 20_000 },
  )
  udp.close()
  expect(result).toEqual({ ok: true, value: true })
  expect(secret.requests).toEqual([])
  expect(packets).toBe(0)
  expect(pool.guard.refusals.get(`127.0.0.1:${secret.port}`)).toBeGreaterThan(3)
})

test('a site that is really there, and one that is not, keep their own causes', async () => {
  site.route('/', page('<h1>pubblico</h1>'))
  expect(codeOf(await goTo(pool, base))).toBe('ok')
})
