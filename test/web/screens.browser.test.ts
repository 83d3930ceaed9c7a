import type { Browser } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { employee } from './example-data.ts'
import { OPEN_SCREENS, SCREENS, type Screen } from './screens.ts'
import { openStubApi } from './stub-api.ts'

let built: BuiltWeb
let browser: Browser
let signedIn: ServedWeb
let signedOut: ServedWeb
let asEmployee: ServedWeb
let beginning: ServedWeb

beforeAll(async () => {
  built = await buildWeb()
  browser = await openChromium()
  signedIn = await serveWeb(built.folder, openStubApi().app)
  signedOut = await serveWeb(built.folder, openStubApi(null).app)
  beginning = await serveWeb(built.folder, Object.assign(openStubApi(), { isEmpty: true }).app)
  asEmployee = await serveWeb(built.folder, openStubApi(employee).app)
})

afterAll(async () => {
  await browser.close()
  await Promise.all([signedIn.close(), signedOut.close(), asEmployee.close(), beginning.close()])
  built.remove()
})

interface Look {
  readonly title: string
  readonly lang: string
  readonly headings: readonly string[]
  readonly overflow: number
  readonly axe: readonly string[]
}

async function lookAt(server: ServedWeb, { path }: Screen, width: number): Promise<Look> {
  const tab = await openTab(browser, width)
  try {
    await goAndSettle(tab, server.url + path)
    // The title follows the heading by an effect: a moment later.
    await tab.waitForFunction(() => !document.title.startsWith('Caricamento'))
    const seen = await tab.evaluate(() => ({
      title: document.title,
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll('h1')].map((h1) => h1.textContent ?? ''),
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }))
    return { ...seen, axe: await axeFaults(tab) }
  } finally {
    await tab.browserContext().close()
  }
}

const good = ({ title }: Screen): Look => ({
  title: `${title} – Rampa`,
  lang: 'it',
  headings: [title],
  overflow: 0,
  axe: [],
})

describe.each([1280, 320])(
  '%i px wide, a screen has one h1, its title, no sideways scrolling, no fault',
  (width) => {
    test.each(SCREENS)('$path', async (screen) => {
      expect(await lookAt(signedIn, screen, width)).toEqual(good(screen))
    })

    test.each(SCREENS)('$path, with nothing in it yet', async (screen) => {
      expect(await lookAt(beginning, screen, width)).toEqual(good(screen))
    })

    test.each(OPEN_SCREENS)('$path, nobody signed in', async (screen) => {
      expect(await lookAt(signedOut, screen, width)).toEqual(good(screen))
    })
  },
)

test('an employee is shown what they can do, and no door that stays shut', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${asEmployee.url}/`)
  const links = await tab.$$eval('.main-menu a', (found) => found.map((link) => link.textContent))
  expect(links).toEqual(['Home', 'Prova una pagina', 'Corsi'])
  await goAndSettle(tab, `${asEmployee.url}/amministrazione/persone`)
  expect(await tab.$eval('h1', (h1) => h1.textContent)).toBe('Questa pagina non esiste')
})

test('the first script and what it imports weigh at most 90 KB, compressed', async () => {
  const tab = await openTab(browser, 1280)
  const client = await tab.createCDPSession()
  await client.send('Network.enable')
  const scripts = new Set<string>()
  let bytes = 0
  client.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId))
  client.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength
  })
  await tab.goto(signedIn.url, { waitUntil: 'networkidle0' })
  expect(scripts.size).toBeGreaterThan(0)
  expect(bytes).toBeLessThan(90_000)
})

test('nothing on a screen is refused by the content security policy', async () => {
  const tab = await openTab(browser, 1280)
  for (const { path } of SCREENS.slice(0, -1)) await goAndSettle(tab, signedIn.url + path)
  expect(tab.faults).toEqual([])
})
