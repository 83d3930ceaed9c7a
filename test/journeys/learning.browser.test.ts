import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MyLearning } from '../../api/shapes/learning.ts'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { auditScreens, faultsOf } from '../helpers/own-audit.ts'
import { openRealServer, type RealServer } from '../helpers/real-server.ts'
import { signInto } from '../helpers/signed-in.ts'

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

/** The tab's person, an employee, signed in from here on. */
async function signIn(tab: Page): Promise<void> {
  const { token } = await signInto(server.running.deps.db, { role: 'employee' })
  await tab
    .browserContext()
    .setCookie({ name: 'rampa', value: token, domain: 'localhost', path: '/', httpOnly: true })
}

/** The screen that followed has taken the focus: typing before that would go nowhere. */
const onScreen = (tab: Page, title: string) =>
  tab.waitForFunction((wanted) => document.activeElement?.textContent?.trim() === wanted, {}, title)

const says = (tab: Page, text: string) =>
  tab.waitForFunction((wanted) => document.body.textContent?.includes(wanted), {}, text)

/** Tab until the focus is on what is called so, then Enter: nobody touches a mouse here. */
async function press(tab: Page, name: string): Promise<void> {
  for (let at = 0; at < 80; at += 1) {
    await tab.keyboard.press('Tab')
    const found = await tab.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (found.endsWith(name)) return tab.keyboard.press('Enter')
  }
  throw new Error(`The Tab key never reached «${name}».`)
}

test('Rampa finds nothing wrong on the screens of its courses', { timeout: 300_000 }, async () => {
  const paths = [
    '/corsi',
    '/corsi/servizi',
    '/corsi/servizi/03-avviso',
    '/esercizi/sportello-otto-richieste',
    '/esercizi/servizi-avviso-guidato',
  ]
  const report = await auditScreens(url, paths)
  expect(report.pages).toHaveLength(paths.length)
  expect(faultsOf(report)).toEqual([])
})

describe.each([1280, 320])('at %i px', (width) => {
  test.each([
    '/corsi',
    '/corsi/struttura',
    '/corsi/struttura/01-titoli',
    '/corsi/struttura/03-tabelle',
    '/corsi/servizi/03-avviso',
    '/esercizi/sportello-otto-richieste',
  ])('%s has no fault, and nothing sticks out', async (path) => {
    const tab = await openTab(browser, width)
    await goAndSettle(tab, url + path)
    await tab.waitForFunction(() => !document.title.startsWith('Caricamento'))
    // What stands in an editor is there to be put right.
    expect(await axeFaults(tab, '.rich-text')).toEqual([])
    expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
    expect(tab.faults).toEqual([])
    await tab.browserContext().close()
  })
})

test('a procedure tried as a guest, by keyboard, with a mistake and a recovery, comes along after signing in', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${url}/esercizi/servizi-avviso-guidato`)
  await press(tab, 'Leggo l’avviso di carta')
  await onScreen(tab, 'Avviso di pagamento')
  await press(tab, 'scelgo «Paga un avviso»')
  await onScreen(tab, 'Paga un avviso')
  await tab.keyboard.press('Tab')
  await tab.keyboard.type('4539 1488 0343 6467')
  await press(tab, 'Avanti')
  await says(tab, 'Sembra il numero di una carta vera')
  expect(await tab.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('4539')
  await tab.evaluate(() => document.querySelector<HTMLElement>('main form input')?.focus())
  await tab.keyboard.type('3010')
  await press(tab, 'Avanti')
  await tab.waitForSelector('.simulated [role="alert"]')
  // A reload loses nothing that was done.
  await tab.reload()
  await says(tab, 'Copia il codice dall’avviso')
  await press(tab, 'Mostra una soluzione')
  await tab.waitForFunction(() => document.activeElement?.tagName === 'H3')
  await press(tab, 'Controlla')
  await says(tab, 'Fatto: va bene così')
  await says(tab, 'se entri in Rampa, viene con te')

  await signIn(tab)
  await goAndSettle(tab, `${url}/percorso`)
  await says(tab, 'in corso')
  const mine = (await tab.evaluate(async () => (await fetch('/api/my-learning')).json())) as MyLearning
  const begun = mine.skills.filter(({ state }) => state !== 'not-started')
  expect(begun.map(({ skill, steps }) => [skill, steps[0]?.success])).toEqual([['services-notice', 0.3]])
  expect(await axeFaults(tab)).toEqual([])
  await says(tab, 'Ore di formazione per anno')
  for (const width of [1280, 320]) {
    await tab.setViewport({ width, height: 900 })
    for (const view of ['', '?vista=syllabus', '?vista=tabella']) {
      await goAndSettle(tab, `${url}/percorso/capacita${view}`)
      await says(tab, 'in corso')
      await tab.evaluate(() => {
        for (const one of document.querySelectorAll('details')) one.open = true
      })
      expect(await axeFaults(tab)).toEqual([])
      expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
        0,
      )
    }
  }
  await goAndSettle(tab, `${url}/percorso/capacita`)
  await says(tab, '2.3 Esercitare la cittadinanza')
  await goAndSettle(tab, `${url}/corsi/servizi`)
  await says(tab, 'Parti da «')
  await tab.browserContext().close()
})

test('headings are made as in a CMS, and the page is judged right', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${url}/corsi/struttura/01-titoli`)
  const exercise = await tab.waitForSelector('.exercise:has(.rich-text)')
  const tool = async (name: string) => (await exercise?.$(`::-p-xpath(.//button[text()="${name}"])`))?.click()
  for (const words of ['A chi è rivolto', 'Che cosa serve', 'Entro quando']) {
    const line = await exercise?.$(`::-p-xpath(.//p[normalize-space()="${words}"])`)
    await line?.click({ count: 3 })
    await tool('Grassetto')
    await tool('Titolo 2')
  }
  await tab.waitForFunction(() => document.querySelector('.rich-text')?.querySelectorAll('h2').length === 3)
  await tool('Controlla')
  await tab.waitForSelector('.exercise .notice-success')
  await tab.browserContext().close()
})

test('source is written in a field that Tab leaves, and a fault is told with its line', async () => {
  const tab = await openTab(browser, 1280)
  await goAndSettle(tab, `${url}/esercizi/struttura-codice-tabella`)
  const source = '.source-editor textarea'
  await tab.waitForSelector(source)
  await tab.focus(source)
  await tab.keyboard.press('Tab')
  expect(await tab.evaluate(() => document.activeElement?.tagName)).not.toBe('TEXTAREA')
  await tab.focus(source)
  await tab.keyboard.down('Control')
  await tab.keyboard.press('Home')
  await tab.keyboard.up('Control')
  await tab.keyboard.type('<p class="a" class="b">')
  await says(tab, 'Riga 1')
  expect(await axeFaults(tab)).toEqual([])
  await press(tab, 'Mostra una soluzione')
  await tab.waitForFunction(
    (field) => !document.querySelector<HTMLTextAreaElement>(field)?.value.includes('class="b"'),
    {},
    source,
  )
  await press(tab, 'Controlla')
  await says(tab, 'Fatto: va bene così')
  await tab.browserContext().close()
})
