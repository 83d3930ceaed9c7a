import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { auditScreens, faultsOf } from '../helpers/own-audit.ts'
import { openRealServer, type RealServer } from '../helpers/real-server.ts'

// Courses are read without script; with it, the app takes over what is already on the page.

let browser: Browser
let server: RealServer
let url = ''

beforeAll(async () => {
  server = await openRealServer()
  url = server.url
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await server.close()
})

const SCREENS = [
  { path: '/corsi', title: 'Corsi' },
  { path: '/corsi/struttura', title: 'Struttura: titoli, elenchi, tabelle' },
  { path: '/corsi/struttura/01-titoli', title: undefined },
  { path: '/corsi/servizi/03-avviso', title: undefined },
  { path: '/esercizi/sportello-otto-richieste', title: undefined },
  { path: '/corsi/non-esiste', title: 'Questa pagina non esiste' },
]

async function openPlain(width: number): Promise<Page & { faults: string[] }> {
  const tab = await openTab(browser, width)
  await tab.setJavaScriptEnabled(false)
  await tab.setExtraHTTPHeaders({ 'accept-language': 'it' })
  return tab
}

describe.each([1280, 320])('%i px wide, with scripts off', (width) => {
  test.each(SCREENS)('$path is a whole page without a fault', async ({ path, title }) => {
    const tab = await openPlain(width)
    await tab.goto(url + path)
    const seen = await tab.evaluate(() => ({
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1')].map((h1) => h1.textContent),
      title: document.title,
      landmarks: ['header', 'main', 'footer nav'].map(
        (one) => document.querySelectorAll(`body > #app > ${one}`).length,
      ),
      overflow: document.documentElement.scrollWidth - innerWidth,
      inline: document.querySelectorAll('style, script:not([src]), [style], [onclick]').length,
    }))
    expect(seen).toMatchObject({ lang: 'it', landmarks: [1, 1, 1], inline: 0 })
    expect(seen.headings).toHaveLength(1)
    expect(seen.title).toBe(`${seen.headings[0]} – Rampa`)
    if (title) expect(seen.headings).toEqual([title])
    expect(seen.overflow).toBeLessThanOrEqual(0)
    // The document stays as it was read without script; axe needs one of its own.
    await tab.setJavaScriptEnabled(true)
    expect(await axeFaults(tab)).toEqual([])
    await tab.browserContext().close()
  })
})

test('a lesson holds its text, and each task with what it takes to do it', async () => {
  const tab = await openPlain(1280)
  await tab.goto(`${url}/corsi/struttura/01-titoli`)
  const tasks = await tab.$$eval('.exercise', (all) => all.map((one) => one.textContent ?? ''))
  expect(tasks.length).toBeGreaterThan(2)
  for (const text of tasks) expect(text).toContain('Per svolgerlo serve lo script')
  await tab.browserContext().close()
})

test('Rampa finds nothing wrong on the pages as the server writes them', { timeout: 300_000 }, async () => {
  const { createServer } = await import('node:http')
  // The same pages and files, without the script: what is audited is what the server wrote.
  const mirror = createServer(async (request, answer) => {
    const got = await fetch(url + request.url, {
      headers: { accept: request.headers.accept ?? '*/*', 'accept-language': 'it' },
    })
    const type = got.headers.get('content-type') ?? ''
    const body = Buffer.from(await got.arrayBuffer())
    const page = type.includes('html')
      ? Buffer.from(body.toString().replace(/<script[^>]*><\/script>|<noscript>|<\/noscript>/g, ''))
      : body
    answer.writeHead(got.status, { 'content-type': type }).end(page)
  })
  await new Promise<void>((ready) => mirror.listen(0, '127.0.0.1', ready))
  const address = mirror.address()
  const port = address && typeof address === 'object' ? address.port : 0
  const paths = SCREENS.filter(({ path }) => !path.includes('non-esiste')).map(({ path }) => path)
  const report = await auditScreens(`http://127.0.0.1:${port}`, paths)
  mirror.close()
  expect(report.pages).toHaveLength(paths.length)
  expect(faultsOf(report)).toEqual([])
})

test('what does not exist is answered 404, and the app says the same', async () => {
  for (const path of [
    '/corsi/non-esiste',
    '/corsi/struttura/99-niente',
    '/corsi/struttura/01-titoli/oltre',
    '/esercizi/niente',
  ]) {
    const answer = await fetch(url + path, { headers: { accept: 'text/html' } })
    expect([path, answer.status]).toEqual([path, 404])
  }
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${url}/corsi/non-esiste`)
  expect(await tab.$$eval('h1', (all) => all.map((h1) => h1.textContent))).toEqual([
    'Questa pagina non esiste',
  ])
  await tab.browserContext().close()
})

test('in English the words around are English, and the lesson is marked as Italian', async () => {
  const tab = await openPlain(1280)
  await tab.setExtraHTTPHeaders({ 'accept-language': 'en-GB,en;q=0.9' })
  await tab.goto(`${url}/corsi/struttura/01-titoli`)
  expect(await tab.$eval('html', ({ lang }) => lang)).toBe('en')
  expect(await tab.$eval('h1', ({ lang }) => lang)).toBe('it')
  expect(await tab.$eval('main', (main) => main.textContent)).toContain('This course is in Italian.')
  expect(await tab.$$eval('.prose', (all) => all.every((one) => (one as HTMLElement).lang === 'it'))).toBe(
    true,
  )
  await tab.browserContext().close()
})

test('with script the app takes the page over: never twice, never empty, the focus and the title stay', async () => {
  const tab = await openTab(browser, 1280)
  // From the first moment on, every change is looked at.
  await tab.evaluateOnNewDocument(() => {
    const seen: string[] = []
    Object.assign(globalThis, { seen })
    new MutationObserver(() => {
      const headings = document.querySelectorAll('h1')
      const look = `${headings.length} ${document.title} ${headings[0]?.textContent}`
      if (document.body && seen.at(-1) !== look) seen.push(look)
      const link = document.querySelector<HTMLElement>('[data-readable] .trail a')
      if (link && document.activeElement !== link) link.focus()
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  await goAndSettle(tab, `${url}/corsi/struttura/01-titoli`)
  const title = await tab.$eval('h1', (h1) => h1.textContent)
  const looks = await tab.evaluate(() => (globalThis as unknown as { seen: string[] }).seen)
  // While the document is being read its heading is not there yet; from then on nothing changes.
  const whole = `1 ${title} – Rampa ${title}`
  const first = looks.indexOf(whole)
  expect(first).toBeGreaterThanOrEqual(0)
  expect(looks.slice(first)).toEqual([whole])
  expect(await tab.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/corsi')
  expect(await tab.$$eval('main', (all) => all.length)).toBe(1)
  expect(await tab.$$eval('.exercise button', (all) => all.length)).toBeGreaterThan(0)
  // What this test watches with is refused in the sandboxed previews, as any script is.
  expect(tab.faults.filter((fault) => !fault.startsWith('Blocked script execution'))).toEqual([])
  await tab.browserContext().close()
})
