import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Navigation, navigate } from '../../../scanner/browser/navigate.ts'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { codeOf, goTo, openTestPool } from '../../helpers/browser.ts'
import { answer, type FixtureSite, openFixtureSite, page, redirect } from '../../helpers/fixture-site.ts'

let site: FixtureSite
let pool: BrowserPool
const html = { 'content-type': 'text/html' }
const pixel = Buffer.from('R0lGODlhAQABAAAAACwAAAAAAQABAAA=', 'base64')
beforeAll(async () => {
  site = await openFixtureSite({
    '/': page('<h1>Buongiorno</h1>'),
    '/a': redirect('/b', 301),
    '/b': redirect('/c'),
    '/c': page('', '<meta http-equiv="refresh" content="0;url=/d">'),
    '/d': page('<script>location.replace("/")</script>'),
    '/loop': redirect('/loop'),
    '/script-loop': page('<script>location.replace("/script-loop?" + (Date.now() % 2))</script>'),
    '/later': page('<script>setTimeout(() => { location.href = "/" }, 1500)</script>'),
    '/403': answer(403, html, page('<p>Negato</p>').replace('Prova', 'Accesso negato')),
    '/401': answer(401, html, 'no'),
    '/429': answer(429, { ...html, 'retry-after': '30' }, 'piano'),
    '/500': answer(500, html, 'guasto'),
    '/204': answer(204, {}),
    '/pdf': answer(200, { 'content-type': 'application/pdf' }, '%PDF-1.7'),
    '/download': answer(200, { ...html, 'content-disposition': 'attachment; filename=x.html' }, 'x'),
    '/json': answer(200, { 'content-type': 'application/json' }, '{}'),
    '/image': answer(200, { 'content-type': 'image/gif' }, pixel),
    '/reset': (request) => void request.socket.destroy(),
    '/silent': () => undefined,
    '/half': (_request, response) => void response.writeHead(200, html).write(page('<img src="/silent">')),
    '/dialogs': page(`<h1>Avvisi</h1><script>alert('attenzione'); if (!confirm('sicuro?')) prompt('nome?')
      addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'no' })
      open('/'); document.title = 'dopo'</script>`),
    '/get-file': page('<h1>Scarica</h1><a id="x" href="/pdf" download>x</a><script>x.click()</script>'),
    '/natives':
      page(`<h1>x</h1><script>Array.prototype.map = () => []; Set = Map = function () {}; JSON.stringify = () => 'no'
      Promise = function () {}; MutationObserver = function () {}; window.setTimeout = () => 0</script>`),
    '/ticker': page(
      `<p id="t">0</p><script>let n = 0; setInterval(() => { t.textContent = ++n; t.dataset.n = n }, 20)</script>`,
    ),
    '/noisy': page(
      `<script>setInterval(() => document.body.append(document.createElement('p')), 20)</script>`,
    ),
    '/late': page(
      `<script>setTimeout(() => { document.body.innerHTML = '<h2 id="ready">ecco</h2>' }, 250)</script>`,
    ),
    '/fetch': page(
      `<script>fetch('/slow').then((r) => r.text()).then((t) => { document.body.id = t })</script>`,
    ),
    '/slow': (_request, response) => void setTimeout(() => response.end('arrivato'), 900),
    '/lazy': page(
      `<div style="height:4000px">alto</div><img loading="lazy" src="/image" width="10" height="10">`,
    ),
  })
  pool = await openTestPool()
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

async function visit(path: string, budgets = {}): Promise<Navigation> {
  const result = await goTo(pool, site.url + path, budgets)
  if (!result.ok) throw new Error(`${path}: ${result.failure.code} ${result.failure.detail}`)
  return result.value
}

test('all redirects are in the chain, by server, refresh and script', async () => {
  const arrived = await visit('/a')
  expect(arrived).toMatchObject({ ok: true, status: 200, finalUrl: `${site.url}/` })
  expect(arrived.chain.map(({ url, status }) => [new URL(url).pathname, status])).toEqual([
    ['/a', 301],
    ['/b', 302],
    ['/c', 200],
    ['/d', 200],
    ['/', 200],
  ])
})

test.each([
  ['/loop', 'redirect-loop'],
  ['/script-loop', 'redirect-loop'],
  ['/nope', 'http-error'],
  ['/401', 'login-needed'],
  ['/500', 'server-error'],
  ['/204', 'not-html'],
  ['/pdf', 'linked-file'],
  ['/download', 'linked-file'],
  ['/image', 'linked-file'],
  ['/json', 'not-html'],
  ['/reset', 'connection'],
  ['/get-file', 'ok'],
  ['/', 'ok'],
])('%s ends as %s', async (path, code) => {
  expect(codeOf(await goTo(pool, site.url + path))).toBe(code)
})

test('what is no web address never reaches the browser', async () => {
  for (const url of ['file:///etc/passwd', 'javascript:1', 'chrome://version', 'no']) {
    expect(codeOf(await goTo(pool, url))).toBe('bad-url')
  }
})

test('a block shows its title and text, a request to slow down its seconds', async () => {
  expect(await visit('/403')).toMatchObject({
    failure: { code: 'blocked' },
    page: { title: 'Accesso negato', text: 'Negato' },
  })
  expect(await visit('/429')).toMatchObject({ failure: { code: 'rate-limited', retryAfterS: 30 } })
})

test('no answer is a timeout, half a page is read as it is', async () => {
  expect(await visit('/silent', { navigationMs: 500 })).toMatchObject({ failure: { code: 'timeout' } })
  expect(await visit('/half', { navigationMs: 1_000, loadMs: 500 })).toMatchObject({
    readiness: { stage: 'load-timeout' },
  })
})

test('dialogs are answered, pop-ups shut, leaving is allowed', async () => {
  const arrived = await visit('/dialogs')
  const notes = arrived.ok ? arrived.readiness.notes.join('\n') : ''
  expect(notes).toContain('dialog: alert: attenzione')
  expect(notes).toContain('dialog: prompt: nome?')
  expect(codeOf(await goTo(pool, site.url))).toBe('ok')
})

test('a page that wants to leave while it is read stays', async () => {
  const result = await pool.run(
    async (tab) => {
      await navigate(tab, `${site.url}/later`)
      await tab.evaluate('new Promise((done) => setTimeout(done, 2500))')
      return [tab.page.url(), ...tab.notes]
    },
    { timeoutMs: 10_000 },
  )
  expect(result).toEqual({ ok: true, value: [`${site.url}/later`, `navigation stopped: ${site.url}/`] })
})

test('replaced natives are noted and disturb nothing', async () => {
  const arrived = await visit('/natives')
  expect(arrived.ok && arrived.readiness.notes.join()).toMatch(/natives replaced: Set, Map, Promise/)
})

test('a ticker does not hold the page up, one that only grows is called never quiet', async () => {
  const startedAt = performance.now()
  expect(await visit('/ticker')).toMatchObject({ readiness: { stage: 'quiet' } })
  expect(performance.now() - startedAt).toBeLessThan(4_000)
  expect(await visit('/noisy', { quietMaxMs: 1_000, scrollScreens: 2 })).toMatchObject({ ok: true })
})

test('what comes late is waited for: scripts, requests, pictures below', async () => {
  const read = (path: string, expression: string) =>
    pool.run(
      async (tab) => {
        await navigate(tab, site.url + path)
        return tab.evaluate<unknown>(expression)
      },
      { timeoutMs: 10_000 },
    )
  expect(await read('/late', 'document.querySelector("#ready").textContent')).toMatchObject({ value: 'ecco' })
  expect(await read('/fetch', 'document.body.id')).toMatchObject({ value: 'arrivato' })
  const lazy = '[document.images[0].complete, document.images[0].naturalWidth, scrollY]'
  expect(await read('/lazy', lazy)).toMatchObject({ value: [true, 1, 0] })
})

test('a static page is ready at once', async () => {
  await visit('/')
  const arrived = await visit('/')
  expect(arrived.ok && arrived.timingsMs.settle).toBeLessThan(250)
})
