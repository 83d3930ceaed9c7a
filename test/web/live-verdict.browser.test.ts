import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { guestApi } from './guest-api.ts'

const PAGE = `<!doctype html><html lang="it"><head><title>Avviso</title></head><body><main>
<h1 id="titolo" data-edit="text">Orari</h1><img id="foto" data-edit="alt" src="foto.jpg"></main></body></html>`
const EXERCISE = {
  id: 'una-pagina',
  rev: 1,
  kind: 'repair-page',
  title: 'Una pagina',
  after: 'Sai scrivere un titolo',
  skills: ['titoli'],
  autonomy: 3,
  minutes: 3,
  task: '<p>Scrivi il titolo e il testo alternativo.</p>',
  hints: [],
  spec: {
    page: PAGE,
    checks: [
      {
        id: 'detto',
        label: 'Il titolo dice il giorno',
        required: true,
        ifFails: 'Chi legge di fretta cerca il giorno.',
        text: { of: '#titolo', contains: [['lunedì']] },
      },
      {
        id: 'foto',
        required: true,
        ifFails: 'Chi ascolta non vede la foto.',
        axe: { absent: ['image-alt'] },
      },
    ],
    typicalMistakes: [],
    solution: { put: {} },
    alsoValid: [],
  },
}

let browser: Browser
let web: BuiltWeb
let served: ServedWeb
const inspected: unknown[] = []

beforeAll(async () => {
  web = await buildWeb()
  const api = new Hono().post('/inspections', async (c) => {
    inspected.push(await c.req.json())
    return c.json({ violations: { 'image-alt': ['#foto'] }, names: {}, contrasts: {} })
  })
  served = await serveWeb(
    web.folder,
    guestApi(() => EXERCISE, api),
  )
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  web.remove()
})

const states = (tab: Page) =>
  tab.$$eval('.check-list li', (items) => items.map((item) => item.textContent?.replace(/\s+/g, ' ').trim()))
const says = (tab: Page, text: string) =>
  tab.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, text)

test('while typing, the list says what is done and what is missing; the focus stays, the change is announced once', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${served.url}/esercizi/una-pagina`)
  await tab.waitForSelector('.check-list')
  expect(await states(tab)).toEqual([
    'Manca: Il titolo dice il giorno',
    'Manca: Niente ostacoli nella pagina',
  ])
  await tab.evaluate(() => {
    const said: string[] = []
    Object.assign(globalThis, { said })
    const region = document.querySelector('[aria-live="polite"]')
    if (region)
      new MutationObserver(() => said.push(region.textContent?.trim() ?? '')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      })
  })
  await tab.focus('main input')
  await tab.keyboard.press('End')
  await tab.keyboard.type(' di lunedì')
  await says(tab, 'Che cosa è fatto: 1 su 2')
  expect((await states(tab))[0]).toBe('Fatto: Il titolo dice il giorno')
  expect(await tab.evaluate(() => document.activeElement?.tagName)).toBe('INPUT')
  expect(await tab.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
    'Fatto 1 su 2.',
  ])
  await tab.focus('main textarea')
  await tab.keyboard.type('Lo sportello')
  await says(tab, 'Che cosa è fatto: 2 su 2')
  expect(inspected).toEqual([])
  expect(await axeFaults(tab)).toEqual([])
  // The picture of the page is nobody's to fetch: what is told of it is as it should be.
  expect(tab.faults.filter((fault) => !/foto\.jpg|NotSameOrigin/.test(fault))).toEqual([])
  await tab.browserContext().close()
})

test('nobody reaches the frame by Tab', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${served.url}/esercizi/una-pagina`)
  await tab.waitForSelector('.verdict-frame')
  const seen = new Set<string>()
  for (let at = 0; at < 40; at += 1) {
    await tab.keyboard.press('Tab')
    seen.add(await tab.evaluate(() => document.activeElement?.className ?? ''))
  }
  expect([...seen].some((name) => name.includes('verdict-frame'))).toBe(false)
  await tab.browserContext().close()
})

test('a frame that keeps silent is replaced by the server, and the screen says so', async () => {
  const tab = await openTab(browser, 1280)
  await tab.setRequestInterception(true)
  tab.on('request', (request) =>
    request.url().endsWith('/riquadro.html') ? request.abort() : request.continue(),
  )
  await goAndSettle(tab, `${served.url}/esercizi/una-pagina`)
  await says(tab, 'questa volta ha guardato la pagina il server')
  expect(await states(tab)).toHaveLength(2)
  expect(inspected.length).toBeGreaterThan(0)
  await tab.browserContext().close()
})
