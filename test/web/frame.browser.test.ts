import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { inspectInJsdom, loadCatalogue, PALETTE } from '../../learning/index.ts'
import { sanitise } from '../../learning/markup/sanitise.ts'
import type { Inspection, InspectionWanted } from '../../learning/ports.ts'
import { openChromium } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'

let browser: Browser
let web: BuiltWeb
let served: ServedWeb
let tab: Page
/** Every address that anything in the tab got an answer from. */
const asked: string[] = []

beforeAll(async () => {
  web = await buildWeb()
  served = await serveWeb(web.folder, new Hono())
  browser = await openChromium()
  tab = await browser.newPage()
  tab.on('response', (response) => asked.push(response.url()))
  await tab.goto(`${served.url}/accessibilita`)
  await openFrame()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  web.remove()
})

/** The frame as the app makes it, and a way to ask it. */
const openFrame = () =>
  tab.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.className = 'verdict-frame'
    frame.src = '/riquadro.html'
    const ready = new Promise((resolve) => addEventListener('message', resolve, { once: true }))
    document.body.append(frame)
    await ready
  })

const ask = (html: string, wanted: InspectionWanted): Promise<Inspection | undefined> =>
  tab.evaluate(
    (page, want) => {
      const frame = document.querySelector<HTMLIFrameElement>('.verdict-frame')
      const nonce = String(performance.now())
      return new Promise<Inspection | undefined>((resolve) => {
        addEventListener('message', function hear({ source, data }) {
          if (source !== frame?.contentWindow || data.nonce !== nonce) return
          removeEventListener('message', hear)
          resolve(data.inspection)
        })
        frame?.contentWindow?.postMessage({ nonce, html: page, wanted: want }, '*')
      })
    },
    html,
    wanted,
  )

const WANTED: InspectionWanted = { axe: ['image-alt'], names: ['a'], contrasts: ['p'] }
const PAGE = '<!doctype html><html lang="it"><head><title>Prova</title></head><body>'

test('the frame is of opaque origin: it sees neither the app nor what it keeps', async () => {
  const frame = tab.frames().find((one) => one.url().endsWith('/riquadro.html'))
  const seen = await frame?.evaluate(() => {
    const tried = (what: () => unknown) => {
      try {
        what()
        return 'reached'
      } catch {
        return 'refused'
      }
    }
    return [
      self.origin,
      tried(() => parent.document.title),
      tried(() => localStorage.length),
      tried(() => document.cookie),
    ]
  })
  expect(seen).toEqual(['null', 'refused', 'refused', 'refused'])
  const reached = await frame?.evaluate(() =>
    fetch('/api/me').then(
      () => 'reached',
      () => 'refused',
    ),
  )
  expect(reached).toBe('refused')
})

test('opened by itself it is as closed as inside Rampa, and nobody else may frame it', async () => {
  const { headers } = await fetch(`${served.url}/riquadro.html`)
  expect(headers.get('content-security-policy')).toMatch(/^sandbox allow-scripts; default-src 'none'/)
  expect(headers.get('content-security-policy')).toContain("connect-src 'none'; form-action 'none'")
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  const index = await fetch(`${served.url}/entra`, { headers: { accept: 'text/html' } })
  expect(index.headers.get('content-security-policy')).toContain("frame-src 'self'")
  expect(index.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
})

test('whatever the page holds, the frame answers, stays where it is, and asks nobody for anything', async () => {
  asked.length = 0
  // Not sanitised: what the frame withstands by itself.
  const hostile = `${PAGE}
    <meta http-equiv="refresh" content="0;url=https://example.org/"><base href="https://example.org/">
    <style>*{position:fixed;inset:0;background:red}</style><link rel="stylesheet" href="https://example.org/a.css">
    <script>parent.postMessage({nonce:'x'},'*')</script><iframe src="https://example.org/"></iframe>
    <form action="https://example.org/" id="f"><input name="attributes"><button autofocus>Invia</button></form>
    <img src="https://example.org/p.png" onerror="document.title='ran'"><a href="https://example.org/" ping="/x">Via</a>
    <svg onload="document.title='ran'"></svg><p style="color:#fff">Testo</p></body></html>`
  const seen = await ask(hostile, WANTED)
  expect(seen?.violations['image-alt']).toHaveLength(1)
  expect(seen?.names.a).toBe('Via')
  expect(seen?.contrasts.p).toBeGreaterThan(15)
  expect(asked.filter((url) => !url.startsWith(served.url))).toEqual([])
  expect(tab.frames().map((one) => new URL(one.url()).pathname)).toEqual(['/accessibilita', '/riquadro.html'])
})

test('names that stand in for the document’s own are taken away before', async () => {
  const html = sanitise(
    `${PAGE}<img name="querySelectorAll" src="a.png"><form name="body"></form><a href="#">Via</a>`,
  )
  expect((await ask(html, WANTED))?.violations['image-alt']).toHaveLength(1)
})

test('a page of 48 KB, deep and wide, is answered', async () => {
  const html = sanitise(`${PAGE}${'<p>Avviso <a href="#">qui</a></p>'.repeat(1_500)}${'<div>'.repeat(1_000)}`)
  expect((await ask(html.slice(0, 48_000), WANTED))?.names.a).toBe('qui')
})

test('every colour of the palette is rendered as it is declared', async () => {
  const classes = Object.entries(PALETTE)
  const cells = classes.map(([id]) => `<p id="${id}" class="${id}">Testo</p>`).join('')
  const html = `${PAGE}<main>${cells}<p id="mark"><mark>Testo</mark></p><p id="a"><a href="#">Testo</a></p></main>`
  const contrasts = [...classes.map(([id]) => `#${id}`), '#mark', '#a']
  const wanted = { axe: [], names: [], contrasts }
  const [here, there] = [await ask(html, wanted), await inspectInJsdom(html, wanted)]
  for (const selector of contrasts) {
    expect(here?.contrasts[selector], selector).toBeCloseTo(there.contrasts[selector] ?? 0, 1)
  }
})

/** Rules that pages of the courses fail before they are put right, and some that they pass. */
const RULES = ['image-alt', 'empty-heading', 'heading-order', 'list', 'link-name', 'label', 'document-title']
const TABLE_RULES = ['html-has-lang', 'td-headers-attr', 'th-has-data-cells', 'empty-table-header']

test('the frame says of every page of the courses what the server says', async () => {
  const catalogue = await loadCatalogue(new URL('../../content', import.meta.url).pathname)
  const pages = [...catalogue.exercises.values()].flatMap((exercise) =>
    exercise.kind === 'repair-page' || exercise.kind === 'build' ? [exercise.spec.page] : [],
  )
  expect(pages.length).toBeGreaterThan(10)
  const wanted = { axe: [...RULES, ...TABLE_RULES], names: ['a', 'img', 'table'], contrasts: [] }
  for (const html of pages) {
    const clean = sanitise(html)
    const [here, there] = [await ask(clean, wanted), await inspectInJsdom(clean, wanted)]
    expect(Object.keys(here?.violations ?? {}), html).toEqual(Object.keys(there.violations))
    expect(here?.names).toEqual(there.names)
  }
})
