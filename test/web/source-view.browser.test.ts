import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCatalogue } from '../../learning/index.ts'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { guestApi, says } from './guest-api.ts'

let browser: Browser
let web: BuiltWeb
let served: ServedWeb

beforeAll(async () => {
  web = await buildWeb()
  const { exercises } = await loadCatalogue(new URL('../../content', import.meta.url).pathname)
  served = await serveWeb(
    web.folder,
    guestApi((id) => exercises.get(id)),
  )
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  web.remove()
})

const source = (tab: Page) => tab.$eval('main textarea', (area) => (area as HTMLTextAreaElement).value)

test.each([1280, 320])(
  'at %i px the source has no fault, Tab leaves it, and lines that are wrong are named',
  async (width) => {
    const tab = await openTab(browser, width)
    await goAndSettle(tab, `${served.url}/esercizi/immagini-codice-avviso`)
    await tab.waitForSelector('.check-list')
    expect(await axeFaults(tab)).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    await tab.focus('main textarea')
    await tab.keyboard.press('Tab')
    expect(await tab.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA')
    await tab.focus('main textarea')
    await tab.keyboard.down('Control')
    await tab.keyboard.press('End')
    await tab.keyboard.up('Control')
    await tab.keyboard.type('</b>')
    await says(tab, 'Riga 4: un tag si chiude senza essere stato aperto.')
    // What is no good HTML yet stays as it was typed.
    expect(await source(tab)).toMatch(/<\/b>$/)
    await tab.browserContext().close()
  },
)

test('contrast is judged while the source is typed, and a solution takes its place', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${served.url}/esercizi/immagini-codice-avviso`)
  await says(tab, 'Manca: L’avviso si legge')
  await tab.focus('main textarea')
  await tab.$eval('main textarea', (area) => {
    const field = area as HTMLTextAreaElement
    const at = field.value.indexOf('testo-bianco')
    field.setSelectionRange(at, at + 'testo-bianco'.length)
  })
  await tab.keyboard.type('testo-nero')
  await says(tab, 'Fatto: L’avviso si legge')
  await (await tab.$('::-p-xpath(//button[text()="Mostra una soluzione"])'))?.press('Enter')
  await tab.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('main textarea')?.value.includes('"testo-grigio"'),
  )
  await says(tab, 'Fatto: La data si legge')
  await tab.browserContext().close()
})

test('lines are indented by buttons', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${served.url}/esercizi/struttura-codice-tabella`)
  await tab.waitForSelector('main textarea')
  const before = await source(tab)
  const press = async (name: string) =>
    (await tab.$(`::-p-xpath(//button[text()="${name}"])`))?.press('Enter')
  await tab.$eval('main textarea', (area) => (area as HTMLTextAreaElement).setSelectionRange(0, 0))
  await press('Rientra le righe')
  await tab.waitForFunction(() =>
    document.querySelector<HTMLTextAreaElement>('main textarea')?.value.startsWith('  '),
  )
  await press('Togli il rientro')
  await tab.waitForFunction(
    (text) => document.querySelector<HTMLTextAreaElement>('main textarea')?.value === text,
    {},
    before,
  )
  await tab.browserContext().close()
})
