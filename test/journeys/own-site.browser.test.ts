import type { Browser, Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startAudit } from '../../api/services/start-audit.ts'
import { type DemoServer, serveDemo } from '../../scanner/demo/serve.ts'
import { axeFaults, goAndSettle, openChromium, openTab, settled } from '../helpers/chromium.ts'
import { openRealServer, type RealServer } from '../helpers/real-server.ts'
import { signInto } from '../helpers/signed-in.ts'

// An editor meets a fault of the site, practises on it, repairs the page, and sees the proof on the skill.

let browser: Browser
let demo: DemoServer
let server: RealServer
let url = ''
let siteId = ''
let tab: Awaited<ReturnType<typeof openTab>>

beforeAll(async () => {
  demo = await serveDemo('with-barriers')
  server = await openRealServer({ RAMPA_PRIVATE_HOSTS: new URL(demo.url).host })
  url = server.url
  browser = await openChromium()
  tab = await openTab(browser, 1280)
  await editorOfTheSite()
  await audited()
})
afterAll(async () => {
  await browser.close()
  await server.close()
  await demo.close()
})

/** The tab's person: an editor whose office looks after the site. */
async function editorOfTheSite() {
  const { db } = server.running.deps
  const { organisationId, officeId, token } = await signInto(db, { role: 'editor', office: 'Redazione' })
  const options = {
    maxPages: 40,
    include: [],
    exclude: [],
    level: 'AA',
    bestPractices: false,
    pictures: true,
  }
  const site = await db
    .insertInto('site')
    .values({
      organisation_id: organisationId,
      office_id: officeId,
      name: 'Sito di prova',
      start_url: demo.url,
      host: new URL(demo.url).host,
      options: JSON.stringify(options),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  siteId = site.id
  await tab
    .browserContext()
    .setCookie({ name: 'rampa', value: token, domain: 'localhost', path: '/', httpOnly: true })
}

async function audited() {
  const { db } = server.running.deps
  const site = await db
    .selectFrom('site')
    .select(['id', 'start_url', 'options'])
    .where('id', '=', siteId)
    .executeTakeFirstOrThrow()
  await startAudit(server.running.deps, { site, trigger: 'person', personId: null })
  for (;;) {
    const { status } = await db
      .selectFrom('audit')
      .select('status')
      .where('site_id', '=', siteId)
      .executeTakeFirstOrThrow()
    if (status !== 'queued' && status !== 'running') return expect(status).toBe('concluded')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

const says = (on: Page, text: string) =>
  on.waitForFunction((wanted) => document.querySelector('main')?.textContent?.includes(wanted), {}, text)

/** Tab until the focus is on what is called so, then Enter: nobody touches a mouse here. */
async function press(name: string): Promise<void> {
  for (let at = 0; at < 120; at += 1) {
    await tab.keyboard.press('Tab')
    const found = await tab.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
    if (found === name) return tab.keyboard.press('Enter')
  }
  throw new Error(`The Tab key never reached «${name}».`)
}

async function write(text: string): Promise<void> {
  const field = 'main textarea, main .field input:not([type=checkbox])'
  for (let at = 0; at < 60; at += 1) {
    await tab.keyboard.press('Tab')
    if (await tab.evaluate((wanted) => document.activeElement?.matches(wanted), field)) break
  }
  await tab.keyboard.down('Control')
  await tab.keyboard.press('a')
  await tab.keyboard.up('Control')
  await tab.keyboard.type(text)
}

test('a fault is practised on by keyboard, put right on the page, and proved on the skill', {
  timeout: 240_000,
}, async () => {
  const finding = await server.running.deps.db
    .selectFrom('finding')
    .select(['id', 'title'])
    .where('site_id', '=', siteId)
    .where('rule', '=', 'image-alt-quality')
    .executeTakeFirstOrThrow()

  // My path leads to it, before anything else was done.
  await goAndSettle(tab, `${url}/percorso`)
  await says(tab, 'Dal tuo sito')

  await goAndSettle(tab, `${url}/segnalazioni/${finding.id}`)
  await press('Esercitati su questo')
  await tab.waitForFunction(() => location.pathname.startsWith('/esercizi/own-'))
  await settled(tab)
  expect(await axeFaults(tab)).toEqual([])
  await write('immagine')
  await press('Controlla')
  await says(tab, 'una sigla o una parola che non dice nulla')
  await write('La piazza del municipio durante il mercato')
  await press('Controlla')
  await says(tab, 'Adesso correggi la pagina vera')
  expect(await axeFaults(tab)).toEqual([])
  await tab.setViewport({ width: 320, height: 900 })
  expect(await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  await tab.setViewport({ width: 1280, height: 900 })

  // The page is put right in its CMS; the editor goes back and has it checked.
  const port = Number(new URL(demo.url).port)
  await demo.close()
  demo = await serveDemo('repaired', port)
  await press('Torna alla segnalazione e premi «Ricontrolla ora»')
  await tab.waitForFunction(() => location.pathname.startsWith('/segnalazioni/'))
  await settled(tab)
  await press('Ricontrolla ora')
  await says(tab, 'Corretta e verificata')

  await goAndSettle(tab, `${url}/percorso`)
  await tab.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await says(tab, `Corretto in produzione: ${finding.title}`)
  await says(tab, `Prova sul tuo sito: ${finding.title}`)
  expect(await axeFaults(tab)).toEqual([])
  expect(tab.faults).toEqual([])
})
