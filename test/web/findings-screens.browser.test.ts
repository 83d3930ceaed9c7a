import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { id } from './example-data.ts'
import { HOSTILE_PAGE, supplierGuest } from './example-findings.ts'
import type { Screen } from './screens.ts'
import { openStubFindings } from './stub-findings.ts'

let built: BuiltWeb
let browser: Browser
let full: ServedWeb
let empty: ServedWeb
let guest: ServedWeb

beforeAll(async () => {
  built = await buildWeb()
  browser = await openChromium()
  full = await serveWeb(built.folder, openStubFindings().app)
  const nothing = Object.assign(openStubFindings(), { findings: [], questions: [], snapshot: false })
  empty = await serveWeb(built.folder, nothing.app)
  guest = await serveWeb(built.folder, openStubFindings(supplierGuest).app)
})

afterAll(async () => {
  await browser.close()
  await Promise.all([full.close(), empty.close(), guest.close()])
  built.remove()
})

const TITLE = 'Alcune immagini non hanno un testo alternativo'
const FULL: readonly Screen[] = [
  { path: '/segnalazioni', title: 'Segnalazioni' },
  { path: '/segnalazioni?owner=editorial&impact=critical&q=immagini&personId=x', title: 'Segnalazioni' },
  { path: `/segnalazioni/${id(30)}`, title: TITLE },
  { path: `/segnalazioni/${id(404)}`, title: 'Qualcosa non ha funzionato' },
  { path: `/pagine/${id(51)}`, title: HOSTILE_PAGE },
  { path: `/pagine/${id(404)}`, title: 'Qualcosa non ha funzionato' },
  { path: '/da-giudicare', title: 'Da giudicare' },
  { path: '/prova', title: 'Prova una pagina prima di pubblicarla' },
]
const EMPTY: readonly Screen[] = [
  { path: '/segnalazioni', title: 'Segnalazioni' },
  { path: '/segnalazioni?mine=true', title: 'Segnalazioni' },
  { path: `/pagine/${id(51)}`, title: HOSTILE_PAGE },
  { path: '/da-giudicare', title: 'Da giudicare' },
]
const GUEST: readonly Screen[] = [
  { path: '/segnalazioni', title: 'Segnalazioni per Fornitore di esempio' },
  { path: `/segnalazioni/${id(30)}`, title: TITLE },
  { path: '/ospite/una-parola-scaduta-da-tempo', title: 'Questo collegamento non si apre' },
]

async function opened(server: ServedWeb, path: string, width: number): Promise<Page & { faults: string[] }> {
  const tab = await openTab(browser, width)
  await tab.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
  await goAndSettle(tab, server.url + path)
  return tab
}

async function lookAt(tab: Page) {
  const seen = await tab.evaluate(() => ({
    title: document.title,
    headings: [...document.querySelectorAll('h1')].map((h1) => h1.textContent ?? ''),
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    hacked: '__hacked' in window,
  }))
  return { ...seen, axe: await axeFaults(tab) }
}

const good = (title: string) => ({
  title: `${title} – Rampa`,
  headings: [title],
  overflow: 0,
  hacked: false,
  axe: [],
})

/** Everything that opens is open: markup of audited pages stands in there. */
const openAll = (tab: Page) =>
  tab.$$eval('details', (all) => {
    for (const details of all) details.open = true
  })

describe.each([1280, 320])(
  '%i px wide, a screen has one h1, its title, no sideways scrolling, no fault',
  (width) => {
    test.each(FULL)('$path', async ({ path, title }) => {
      const tab = await opened(full, path, width)
      await openAll(tab)
      expect(await lookAt(tab)).toEqual(good(title))
      await tab.browserContext().close()
    })

    test.each(EMPTY)('$path, with nothing to show', async ({ path, title }) => {
      const tab = await opened(empty, path, width)
      expect(await lookAt(tab)).toEqual(good(title))
      await tab.browserContext().close()
    })

    test.each(GUEST)('$path, for a guest', async ({ path, title }) => {
      const tab = await opened(guest, path, width)
      expect(await lookAt(tab)).toEqual(good(title))
      await tab.browserContext().close()
    })

    test.each(['Affida', 'Decidi'])('the dialog «%s»', async (name) => {
      const tab = await opened(full, `/segnalazioni/${id(30)}`, width)
      await press(tab, name)
      await tab.waitForSelector('dialog[open] input[type=radio]')
      expect(await lookAt(tab)).toEqual(good(TITLE))
      await tab.browserContext().close()
    })

    test('the result of a check', async () => {
      const tab = await opened(full, '/prova', width)
      await tab.click('input[value="html"]')
      await tab.type('textarea', '<p>Ciao</p>')
      await press(tab, 'Prova')
      await tab.waitForSelector('.check-findings')
      await openAll(tab)
      expect(await lookAt(tab)).toEqual(good('Prova una pagina prima di pubblicarla'))
      await tab.browserContext().close()
    })
  },
)

const press = (tab: Page, name: string) =>
  tab.$$eval(
    'main button',
    (buttons, wanted) => buttons.find((button) => button.textContent === wanted)?.click(),
    name,
  )

test('in English the buttons are English', async () => {
  const tab = await openTab(browser, 1280, 'en')
  const stub = openStubFindings()
  const { me } = stub.base
  if (me?.person) stub.base.me = { ...me, person: { ...me.person, lang: 'en' } }
  const english = await serveWeb(built.folder, stub.app)
  await tab.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
  await goAndSettle(tab, `${english.url}/segnalazioni/${id(30)}`)
  const buttons = await tab.$$eval('.work button', (all) => all.map((button) => button.textContent))
  expect(buttons).toEqual(['Check again now', 'I have fixed it', 'Assign', 'Decide'])
  await tab.browserContext().close()
  await english.close()
})

test('nothing on a screen is refused by the content security policy, and nothing throws', async () => {
  for (const { path } of FULL.filter(({ title }) => title !== 'Qualcosa non ha funzionato')) {
    const tab = await opened(full, path, 1280)
    expect({ path, faults: tab.faults }).toEqual({ path, faults: [] })
    await tab.browserContext().close()
  }
})

test('each marker lies on its place of the page’s picture, at every width', async () => {
  for (const width of [1280, 320]) {
    const tab = await opened(full, `/pagine/${id(51)}`, width)
    const share = await tab.evaluate(() => {
      const sheet = document.querySelector('.snapshot-sheet')?.getBoundingClientRect()
      const first = document.querySelector('.markers li')?.getBoundingClientRect()
      return sheet && first && (first.left - sheet.left) / sheet.width
    })
    expect(share).toBeCloseTo(120 / 1280, 2)
    await tab.browserContext().close()
  }
})

test('a guest reads: no button changes anything', async () => {
  const tab = await opened(guest, '/segnalazioni', 1280)
  expect(await tab.$$('.finding-choose')).toHaveLength(0)
  await goAndSettle(tab, `${guest.url}/segnalazioni/${id(30)}`)
  expect(await tab.$$eval('main', ([main]) => main?.textContent?.includes('Commenti'))).toBe(false)
  await tab.browserContext().close()
})
