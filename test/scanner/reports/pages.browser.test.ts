import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Page } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AddressGuard } from '../../../scanner/browser/address-guard.ts'
import { type LaunchedBrowser, launchBrowser } from '../../../scanner/browser/browser.ts'
import { findExecutable } from '../../../scanner/browser/executable.ts'
import { type GuardProxy, openGuardProxy } from '../../../scanner/browser/guard-proxy.ts'
import { htmlToPdf } from '../../../scanner/browser/pdf.ts'
import { htmlReport } from '../../../scanner/reports/html.ts'
import { pdf } from '../../../scanner/reports/pdf.ts'
import { finding, report } from '../../helpers/report.ts'

let proxy: GuardProxy
let launched: LaunchedBrowser
let page: Page

beforeAll(async () => {
  proxy = await openGuardProxy(new AddressGuard({ allowPrivate: false }))
  launched = await launchBrowser({ executable: await findExecutable(), proxyUrl: proxy.url })
  page = await launched.browser.newPage()
})
afterAll(async () => {
  await launched.close()
  await proxy.close()
})

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function open(lang: 'it' | 'en', width = 1280) {
  await page.setViewport({ width, height: 900 })
  await page.setContent(String(await htmlReport.render(report({ lang }), {})))
}

async function faults() {
  for (const details of await page.$$('details'))
    await details.evaluate((element) => element.setAttribute('open', ''))
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run({ resultTypes: ['violations'] }),
  )
  return violations.map(({ id, nodes }) => [id, nodes[0]?.html])
}

const waitForCounts = (counts: string) =>
  page.waitForFunction((text) => document.querySelector('#shown')?.textContent === text, {}, counts)

test.each(['it', 'en'] as const)('the %s report has no fault of its own, details open', async (lang) => {
  await open(lang)
  expect(await faults()).toEqual([])
})

test('nor has it in dark colours', async () => {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  await open('it')
  expect(await faults()).toEqual([])
  await page.emulateMediaFeatures([])
})

test('at 320 pixels nothing leaves the screen', async () => {
  await open('it', 320)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
})

test('the filters work by keyboard and say what is left', async () => {
  await open('it')
  await page.focus('#filter-impact')
  await page.keyboard.type('grave')
  await waitForCounts('Problemi: 1. Da giudicare: 0. Instabili: 0.')
  expect(await page.$$eval('article.finding:not([hidden])', (cards) => cards.length)).toBe(1)
})

test('one page’s problems can be had alone, and before any filter the counts are those of the head', async () => {
  await open('it')
  await waitForCounts('Problemi: 2. Da giudicare: 1. Instabili: 1.')
  await page.select('#filter-page', '1')
  await waitForCounts('Problemi: 1. Da giudicare: 0. Instabili: 1.')
})

test('the PDF is tagged, and has a language, a title and an outline', async () => {
  const bytes = await pdf.render(report(), { htmlToPdf })
  const document = await getDocument({ data: new Uint8Array(bytes as Uint8Array), verbosity: 0 }).promise
  const { info } = (await document.getMetadata()) as { info: { Title?: string; Language?: string } }
  expect(info.Title).toContain('Controllo di accessibilità')
  expect(info.Language).toBe('it')
  expect((await document.getMarkInfo())?.Marked).toBe(true)
  expect(await document.getOutline()).not.toBeNull()
  expect(await (await document.getPage(1)).getStructTree()).not.toBeNull()
  await document.destroy()
})

test('however much there is to say, the mayor has one page and the office three', async () => {
  const findings = Array.from({ length: 40 }, (_, at) =>
    finding({
      key: `c1:${at}`,
      title: `Problema ${at} con un titolo che non finisce più. `.repeat(12),
      help: 'Chi legge con un lettore di schermo si ferma qui. '.repeat(40),
      howToFix: `Correggi il modello. ${'Poi pubblica di nuovo la pagina. '.repeat(40)}\n\`\`\`html\n<p>\n\`\`\``,
    }),
  )
  const bytes = await pdf.render(report({ findings }), { htmlToPdf })
  const document = await getDocument({ data: new Uint8Array(bytes as Uint8Array), verbosity: 0 }).promise
  expect(document.numPages).toBeLessThanOrEqual(4)
  const { items } = await (await document.getPage(2)).getTextContent()
  expect(items.map((item) => ('str' in item ? item.str : '')).join('')).toMatch(/^Per l’u/)
  await document.destroy()
})
