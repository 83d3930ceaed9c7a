import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Imported, ImportPreview } from '../../api/app.ts'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { id } from './example-data.ts'
import { openStubApi, type StubApi } from './stub-api.ts'

const folder = mkdtempSync(join(tmpdir(), 'rampa-import-'))
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
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  api = openStubApi()
  tab = await openTab(browser, 320)
})
afterEach(async () => {
  await tab.browserContext().close()
  await served.close()
})

/** With the keyboard alone: Tab until what has the focus is called so. */
async function tabTo(words: string): Promise<void> {
  for (let press = 0; press < 80; press += 1) {
    const name = await tab.evaluate(() => {
      const at = document.activeElement
      if (!at?.matches('a, button, input, select, textarea')) return ''
      return at instanceof HTMLInputElement || at instanceof HTMLSelectElement
        ? at.labels?.[0]?.textContent
        : at.textContent
    })
    if (name?.includes(words)) return
    await tab.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches «${words}».`)
}
const says = (text: string) =>
  tab.waitForFunction((wanted) => document.activeElement?.textContent?.includes(wanted), {}, text)

test('a lesson is assigned to an office with the keyboard; what is missing is said first', async () => {
  served = await serveWeb(built.folder, api.app)
  await goAndSettle(tab, `${served.url}/formazione?segnalazione=${id(30)}`)
  await tabTo('Corso o lezione')
  await tab.keyboard.type('Immagini: Imm')
  await tabTo('Assegna')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() => document.body.textContent?.includes('Scegli un ufficio.'))
  // The error leads to its field.
  await tabTo('Ufficio')
  await tab.keyboard.press('Enter')
  await tab.waitForFunction(() => document.activeElement?.id === 'field-officeId')
  await tab.keyboard.type('Anag')
  await tabTo('Assegna')
  await tab.keyboard.press('Enter')
  await says('Assegnato.')
  expect(api.writes.find(({ what }) => what === 'POST /training')?.body).toMatchObject({
    content: 'testi-alternativi/informa',
    officeId: id(6),
    personId: null,
    findingId: id(30),
  })
})

const PREVIEW: ImportPreview = {
  rows: [
    { line: 2, name: 'Prima Persona', email: 'prima@esempio.it', role: '', office: '', state: 'new' },
    { line: 3, name: 'Altra', email: 'altra@', role: 'capo', office: '', state: 'faulty' },
  ],
  faults: [{ line: 3, column: 'e-mail', expected: 'un indirizzo intero' }],
}
const IMPORTED: Imported = { added: 1, invited: 0, present: 0 }

test('a file of people is looked at, fault by fault, before anything is brought in', async () => {
  const file = join(folder, 'persone.csv')
  writeFileSync(file, 'Nome;E-mail\n')
  const answers = new Hono()
    .post('/people-import/preview', (c) => c.json(PREVIEW))
    .post('/people-import', async (c) => {
      api.writes.push({ what: 'bring', body: await c.req.json() })
      return c.json(IMPORTED)
    })
    .route('/', api.app)
  served = await serveWeb(built.folder, answers)
  await goAndSettle(tab, `${served.url}/amministrazione/persone/importa`)
  await tabTo('Guarda che cosa c’è')
  await tab.keyboard.press('Enter')
  await says('Scegli prima un file.')
  const input = await tab.$('input[type=file]')
  await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file)
  await tab.focus('form button[type=submit]')
  await tab.keyboard.press('Enter')
  await says('Non è ancora stato scritto niente.')
  expect(await axeFaults(tab)).toEqual([])
  expect(
    await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0)
  await tabTo('Manda a ciascuno')
  await tab.keyboard.press('Space')
  await tabTo('Importa una persona')
  await tab.keyboard.press('Enter')
  await says('Fatto. Aggiunte: 1.')
  expect(api.writes.find(({ what }) => what === 'bring')?.body).toEqual({
    file: Buffer.from('Nome;E-mail\n').toString('base64'),
    sendsInvitations: false,
  })
})
