import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { guestApi, says } from './guest-api.ts'

const EXERCISE = {
  id: 'un-avviso',
  rev: 1,
  kind: 'procedure',
  title: 'Un avviso',
  after: 'Sai controllare un avviso',
  skills: ['avvisi'],
  autonomy: 3,
  minutes: 3,
  task: '<p>Paga solo se tutto torna.</p>',
  hints: [],
  spec: {
    guided: false,
    case: 'Un avviso da 84,50 euro.',
    data: { amount: '84,50 euro', isRight: true },
    state: { paid: false, asked: false },
    start: 'sheet',
    screens: {
      sheet: {
        title: 'Riepilogo',
        looks: 'site',
        text: 'Importo: {amount}',
        fields: { note: { label: 'Una nota', type: 'text', samples: [] } },
        actions: [
          { id: 'pay', text: 'Pago', primary: true },
          { id: 'ask', text: 'Chiedo all’ufficio', primary: false },
        ],
      },
      end: { title: 'Fine', looks: 'site', text: 'Hai finito.', fields: {}, actions: [] },
    },
    steps: [
      { from: 'sheet', action: 'pay', to: 'end', set: { paid: true } },
      { from: 'sheet', action: 'ask', to: 'end', set: { asked: true } },
    ],
    goals: [
      {
        id: 'done',
        when: 'isRight && paid || !isRight && asked',
        weight: 1,
        required: true,
        message: 'Guarda l’importo.',
      },
    ],
    never: [
      {
        id: 'wrong-sum',
        when: '!isRight && paid',
        message: 'Hai pagato una somma che non è quella dell’avviso.',
      },
    ],
    traps: [
      { id: 'plain', data: {} },
      { id: 'other-sum', data: { amount: '184,50 euro', isRight: false } },
    ],
    solution: [{ action: 'pay', fields: {} }],
    typicalMistakes: [],
  },
}

let browser: Browser
let web: BuiltWeb
let served: ServedWeb
/** All that was sent to the server. */
const sent: string[] = []

beforeAll(async () => {
  web = await buildWeb()
  const watched = new Hono().use(async (c, next) => {
    sent.push(`${c.req.url} ${c.req.method === 'GET' ? '' : await c.req.text()}`)
    await next()
  })
  served = await serveWeb(
    web.folder,
    guestApi(() => EXERCISE, watched),
  )
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  await served.close()
  web.remove()
})

const press = async (tab: Page, name: string) =>
  (await tab.waitForSelector(`::-p-xpath(//main//button[contains(., "${name}")])`))?.press('Enter')
/** The screen that followed has taken the focus: a key pressed before that goes astray. */
const onScreen = (tab: Page, title: string) =>
  tab.waitForFunction((wanted) => document.activeElement?.textContent?.trim() === wanted, {}, title)
const kept = (tab: Page) => tab.evaluate(() => JSON.stringify({ ...localStorage }))

test('the first time all is as it should be; then the trap comes, its error is named and kept with the attempt', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${served.url}/esercizi/un-avviso`)
  await says(tab, 'Importo: 84,50 euro')
  await press(tab, 'Pago')
  await onScreen(tab, 'Fine')
  await press(tab, 'Controlla')
  await says(tab, 'Fatto: va bene così')
  await press(tab, 'Rifallo')
  await says(tab, 'Importo: 184,50 euro')
  // A reload in between changes nothing of what was drawn.
  await tab.reload()
  await says(tab, 'Importo: 184,50 euro')
  await press(tab, 'Pago')
  await onScreen(tab, 'Fine')
  await press(tab, 'Controlla')
  await says(tab, 'Un errore da non fare mai')
  await says(tab, 'Hai pagato una somma che non è quella dell’avviso.')
  const log = JSON.parse((await tab.evaluate(() => localStorage.getItem('rampa-attempts'))) ?? '[]')
  expect(log.map(({ answer }: { answer: { trap: unknown } }) => answer.trap)).toEqual([null, 'other-sum'])
  await tab.browserContext().close()
})

test.each([
  ['RSSMRA85T10A562S', 'Sembra un codice fiscale vero'],
  ['4539 1488 0343 6467', 'Sembra il numero di una carta vera'],
  ['IT60 X054 2811 1010 0000 0123 456', 'Sembra un IBAN vero'],
  ['Girasole24!', 'Sembra una password vera'],
])('%s is refused with a reason, and is kept nowhere', async (text, reason) => {
  const tab = await openTab(browser, 320)
  await goAndSettle(tab, `${served.url}/esercizi/un-avviso`)
  await tab.focus('main form input')
  await tab.keyboard.type(text)
  await tab.keyboard.press('Enter')
  await says(tab, reason)
  expect(await tab.$eval('main form input', (input) => (input as HTMLInputElement).value)).toBe('')
  await tab.reload()
  await says(tab, 'Riepilogo')
  const traces = [await kept(tab), ...sent, decodeURIComponent(tab.url())].join('\n')
  expect(traces).not.toContain(text)
  expect(traces).not.toContain(text.replaceAll(' ', ''))
  await tab.browserContext().close()
})
