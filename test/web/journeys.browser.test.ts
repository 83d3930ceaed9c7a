import type { Browser, Page } from 'puppeteer'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { goAndSettle, openChromium, openTab, settled } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { administrator, running, site } from './example-data.ts'
import { offices, people } from './example-people-data.ts'
import { openStubApi, type StubApi } from './stub-api.ts'

// With the keyboard alone: what is not reached with it does not exist.

let built: BuiltWeb
let browser: Browser
let api: StubApi
let served: ServedWeb
let tab: Page

beforeAll(async () => {
  built = await buildWeb()
  browser = await openChromium()
})

afterAll(async () => {
  await browser.close()
  built.remove()
})

beforeEach(async () => {
  api = openStubApi(null)
  served = await serveWeb(built.folder, api.app)
  tab = await openTab(browser, 1280)
})

afterEach(async () => {
  await tab.browserContext().close()
  await served.close()
})

/** What has the focus: its id, or its words. */
const focused = () =>
  tab.evaluate(() => {
    const element = document.activeElement
    return element === document.body ? 'nothing' : element?.id || element?.textContent?.trim()
  })

/** Presses Tab until this has the focus. @throws when a whole round goes by */
async function tabTo(words: string): Promise<void> {
  for (let press = 0; press < 80; press++) {
    if (((await focused()) ?? '').includes(words)) return
    await tab.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches «${words}».`)
}

const headingIs = (words: string) =>
  tab.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, {}, words)
const focusIsOn = (selector: string) =>
  tab.waitForFunction((wanted) => document.activeElement?.matches(wanted), {}, selector)
const said = () => tab.$eval('[role="status"]', (region) => region.textContent?.trim())

async function signedIn(path: string): Promise<void> {
  api.me = administrator
  await tab.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
  await goAndSettle(tab, served.url + path)
}

test('an address behind the sign-in leads to it, and back after the password', async () => {
  await goAndSettle(tab, `${served.url}/siti?da=mail`)
  await headingIs('Entra in Rampa')
  await tabTo('Entra con la password')
  await tab.keyboard.press('Enter')
  await tabTo('field-email')
  await tab.keyboard.type('nome.cognome@comune.esempio.it')
  await tabTo('field-password')
  await tab.keyboard.type('una frase sbagliata')
  await tab.keyboard.press('Enter')

  // Refused: focus is on the summary, which says what to do.
  await focusIsOn('.error-summary')
  expect(await focused()).toContain('Indirizzo e-mail o password non giusti')

  await tabTo('field-password')
  await tab.keyboard.down('Control')
  await tab.keyboard.press('a')
  await tab.keyboard.up('Control')
  await tab.keyboard.type('una frase lunga da ricordare')
  await tab.keyboard.press('Enter')
  await headingIs('Siti')
  expect(new URL(tab.url()).pathname + new URL(tab.url()).search).toBe('/siti?da=mail')
  await focusIsOn('h1')
})

test('a form left empty says which field, and its link leads into it', async () => {
  await goAndSettle(tab, `${served.url}/entra`)
  await tabTo('Mandami il collegamento')
  await tab.keyboard.press('Enter')
  await focusIsOn('.error-summary')
  await tab.keyboard.press('Tab')
  await tab.keyboard.press('Enter')
  await focusIsOn('#field-email')
  const field = await tab.$eval('#field-email', (input) => ({
    isInvalid: input.getAttribute('aria-invalid'),
    told: (input.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' '),
  }))
  expect(field.isInvalid).toBe('true')
  expect(field.told).toContain('Scrivi il tuo indirizzo e-mail intero')
})

test('the link of a mail is spent by the button, not by being opened', async () => {
  await goAndSettle(tab, `${served.url}/entra/una-parola-segreta-lunga`)
  expect(api.writes).toEqual([])
  await tab.focus('main .btn-primary')
  await tab.keyboard.press('Enter')
  await headingIs('Ciao, Nome')
  expect(api.writes).toEqual([
    { what: 'POST /sign-in/link/use', body: { token: 'una-parola-segreta-lunga' } },
  ])
})

test('a link back to somewhere else is not followed', async () => {
  await signedIn('/entra?poi=//evil.example/')
  await tab.waitForFunction(() => location.pathname === '/')
  expect(new URL(tab.url()).origin).toBe(served.url)
})

test('a site is added by its address, and its audit is on screen at once', async () => {
  await signedIn('/siti')
  await tabTo('field-startUrl')
  await tab.keyboard.type('www.comune.esempio.it')
  await tab.keyboard.press('Enter')
  await headingIs('Controllo: Sito istituzionale')
  await focusIsOn('h1')
  expect(api.writes).toEqual([
    { what: 'POST /sites', body: { startUrl: 'www.comune.esempio.it' } },
    { what: `POST /sites/${site.id}/audits`, body: null },
  ])
  // The first event of the stream.
  await tab.waitForFunction(() => document.body.textContent?.includes('60 di 120 pagine note'))
  const bar = await tab.$eval('progress', ({ value, max }) => ({ value, max }))
  expect(bar).toEqual({ value: 60, max: 120 })
  await tab.waitForFunction(() => document.querySelectorAll('.link-list li').length === 2)
})

test('an audit is stopped only after a question, and the focus comes back', async () => {
  await signedIn(`/siti/${site.id}/controllo/${running.id}`)
  await tabTo('Ferma il controllo')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('dialog[open]')
  await tab.keyboard.press('Escape')
  await tab.waitForFunction(() => !document.querySelector('dialog[open], .dialog-box'))
  expect(await focused()).toBe('Ferma il controllo')
  expect(api.writes).toEqual([])
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('dialog[open]')
  await tabTo('Sì, ferma')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() => !document.querySelector('dialog[open], .dialog-box'))
  expect(api.writes).toEqual([{ what: `POST /audits/${running.id}/stop`, body: null }])
})

test('tabs are links: each has an address, a title and the focus, and Back works', async () => {
  await signedIn(`/siti/${site.id}`)
  // The first page leaves the focus where the browser puts it.
  expect(await focused()).not.toBe('Sito istituzionale')
  await tabTo('Copertura')
  await tab.keyboard.press('Enter')
  await headingIs('Sito istituzionale: copertura')
  await focusIsOn('h1')
  expect(await tab.title()).toBe('Sito istituzionale: copertura – Rampa')
  expect(await tab.$eval('.tabs [aria-current="page"]', (link) => link.textContent)).toBe('Copertura')
  await tab.goBack()
  await headingIs('Sito istituzionale')
  await focusIsOn('h1')
})

test('the skip link leads past the menu', async () => {
  await signedIn('/siti')
  await tab.keyboard.press('Tab')
  expect(await focused()).toBe('Vai al contenuto')
  await tab.keyboard.press('Enter')
  await focusIsOn('#content')
})

test('the language changes every word and the language of the page, and stays', async () => {
  await signedIn('/siti')
  await tabTo('English')
  await tab.keyboard.press('Enter')
  await headingIs('Sites')
  expect(await tab.$eval('html', (html) => html.lang)).toBe('en')
  expect(await tab.title()).toBe('Sites – Rampa')
  await tab.waitForFunction(() => document.querySelector('.slim-button')?.textContent === 'Italiano')
  expect(api.writes).toEqual([{ what: 'PATCH /me', body: { lang: 'en' } }])
})

test('at 320 px the menu opens with its button, and closes when it has been used', async () => {
  await tab.setViewport({ width: 320, height: 700 })
  await signedIn('/')
  await tabTo('Menu')
  expect(await tab.$eval('.menu-button', (button) => button.getAttribute('aria-expanded'))).toBe('false')
  await tab.keyboard.press('Enter')
  await tabTo('Siti')
  await tab.keyboard.press('Enter')
  await headingIs('Siti')
  expect(await tab.$eval('.menu-button', (button) => button.getAttribute('aria-expanded'))).toBe('false')
})

test('a session that has ended leads to the sign-in and says so', async () => {
  await signedIn('/siti')
  api.me = null
  api.isExpired = true
  await tabTo('Sito istituzionale')
  await tab.keyboard.press('Enter')
  await headingIs('Entra in Rampa')
  await settled(tab)
  expect(await tab.$eval('.notice', (notice) => notice.textContent)).toContain('Per continuare devi entrare')
})

test('a server that does not answer is told with what to do, and asked again by a button', async () => {
  await signedIn('/siti')
  await tab.setOfflineMode(true)
  await tabTo('Sito istituzionale')
  await tab.keyboard.press('Enter')
  // The code of the page cannot come either: the page that says so is part of the first download.
  await headingIs('Questa pagina non si apre')
  await tab.setOfflineMode(false)
  await tabTo('Ricarica la pagina')
  await tab.keyboard.press('Enter')
  await headingIs('Sito istituzionale')
})

test('what changes without the focus is said in the one live region', async () => {
  await signedIn('/amministrazione/uffici')
  await tabTo('field-name')
  await tab.keyboard.type('Tributi')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() =>
    document.querySelector('[role="status"]')?.textContent?.includes('Ufficio aggiunto'),
  )
  expect(await said()).toBe('Ufficio aggiunto.')
  expect(await tab.$$eval('[aria-live], [role="status"]', (regions) => regions.length)).toBe(1)
  expect(api.writes).toEqual([{ what: 'POST /offices', body: { name: 'Tributi' } }])
})

test('a token is shown once, selected and ready to copy', async () => {
  await signedIn('/amministrazione/token')
  await tabTo('field-name')
  await tab.keyboard.type('Cruscotto')
  await tab.keyboard.press('Enter')
  await focusIsOn('#secret-once')
  expect(await tab.evaluate(() => getSelection()?.toString())).toBe('rampa_segreto-di-esempio')
})

test('what somebody has in hand is passed on by keyboard, and the focus comes back', async () => {
  await signedIn('/amministrazione/persone')
  await tabTo('Passa il lavoro')
  await tab.keyboard.press('Enter')
  await tab.waitForSelector('dialog[open] #field-personId')
  await tabTo('field-personId')
  await tab.select('#field-personId', `office ${offices[0]?.id}`)
  await tabTo('Passa il lavoro')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() =>
    document.querySelector('[role="status"]')?.textContent?.includes('3 segnalazioni passate'),
  )
  expect(api.writes).toEqual([
    {
      what: 'POST /findings/hand-over',
      body: { fromPersonId: people[0]?.id, officeId: offices[0]?.id, personId: null },
    },
  ])
  await tab.waitForFunction(
    () =>
      !document.querySelector('dialog[open]') && document.activeElement?.textContent === 'Passa il lavoro',
  )
})
