import { Hono } from 'hono'
import type { Browser, Page } from 'puppeteer'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'

// What each component promises in its doc comment, one case a promise.

let built: BuiltWeb
let browser: Browser
let served: ServedWeb
let tab: Page

beforeAll(async () => {
  built = await buildWeb(new URL('gallery', import.meta.url).pathname)
  browser = await openChromium()
  served = await serveWeb(built.folder, new Hono())
})

afterEach(() => tab.browserContext().close())

afterAll(async () => {
  await browser.close()
  await served.close()
  built.remove()
})

async function open(example?: string, width = 1280): Promise<void> {
  tab = await openTab(browser, width)
  await tab.goto(`${served.url}/?${example ? `example=${example}` : ''}`)
  await tab.waitForSelector('[data-example]')
}

const focus = () => tab.evaluate(() => document.activeElement?.textContent || document.activeElement?.id)

test.each([1280, 320])('at %i px all examples together have no fault that axe knows', async (width) => {
  await open(undefined, width)
  expect(await axeFaults(tab)).toEqual([])
  const overflow = await tab.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
})

describe('a field', () => {
  test('is read with its label, its hint and its error', async () => {
    await open('field-wrong')
    const root = await tab.$('input')
    const field = root && (await tab.accessibility.snapshot({ root }))
    expect(field?.name).toBe('Indirizzo')
    expect(field?.description).toBe('Per esempio www.comune.esempio.it Scrivi un indirizzo.')
    expect(field?.invalid).toBe('true')
  })

  test('is marked invalid only when something is wrong', async () => {
    await open('field')
    expect(await tab.$eval('input', (input) => input.hasAttribute('aria-invalid'))).toBe(false)
  })

  test('says when it may be left empty', async () => {
    await open('field-optional')
    expect(await tab.$eval('label', (label) => label.textContent)).toBe('Nota (facoltativo)')
    expect(await tab.$eval('textarea', (area) => area.required)).toBe(false)
  })
})

test('an error summary takes the focus and links the field by its label', async () => {
  await open('error-summary')
  expect(await focus()).toContain('Manca qualcosa.')
  expect(await tab.$eval('a', (link) => link.textContent)).toBe('Indirizzo: Scrivi un indirizzo.')
})

describe('a table', () => {
  test('has a caption and headers with a scope', async () => {
    await open('data-table')
    const seen = await tab.evaluate(() => ({
      caption: document.querySelector('caption')?.textContent,
      columns: [...document.querySelectorAll('thead th')].map((th) => th.getAttribute('scope')),
      row: document.querySelector('tbody th')?.getAttribute('scope'),
    }))
    expect(seen).toEqual({ caption: 'Un elenco', columns: ['col', 'col'], row: 'row' })
  })

  test('is stacked at 320 px, each value after the name of its column, and still a table', async () => {
    await open('data-table', 320)
    const label = await tab.$eval('td', (cell) => getComputedStyle(cell, '::before').content)
    expect(label).toContain('Quante')
    const roles = await tab.evaluate(() =>
      [...document.querySelectorAll('table, tbody tr:first-child, tbody tr:first-child > *')].map((element) =>
        element.getAttribute('role'),
      ),
    )
    expect(roles).toEqual(['table', 'row', 'rowheader', 'cell'])
  })

  test('of few short columns stays as it is at 320 px', async () => {
    await open('data-table-narrow', 320)
    expect(await tab.$eval('tr', (row) => getComputedStyle(row).display)).toBe('table-row')
  })

  test('names what its downloads hold', async () => {
    await open('data-table')
    expect(await tab.$eval('.exports a', (link) => link.textContent)).toBe('Scarica CSV – Un elenco')
  })
})

describe('a dialog', () => {
  test('keeps the focus inside, closes with Esc, and gives it back', async () => {
    await open('confirm')
    await tab.focus('button')
    await tab.keyboard.press('Enter')
    await tab.waitForSelector('dialog[open] h2')
    for (let press = 0; press < 6; press++) {
      await tab.keyboard.press('Tab')
      const isInside = await tab.evaluate(
        () =>
          document.activeElement === document.body ||
          document.querySelector('dialog')?.contains(document.activeElement),
      )
      expect(isInside).toBe(true)
    }
    await tab.keyboard.press('Escape')
    await tab.waitForFunction(() => !document.querySelector('dialog[open], .dialog-box'))
    expect(await focus()).toBe('Elimina')
    expect(await tab.$('#is-done')).toBeNull()
  })

  test('is named by its question, and does it only after a yes', async () => {
    await open('confirm')
    await tab.click('button')
    await tab.waitForSelector('dialog[open]')
    const name = await tab.evaluate(() => {
      const id = document.querySelector('dialog')?.getAttribute('aria-labelledby') ?? ''
      return document.getElementById(id)?.textContent
    })
    expect(name).toBe('Eliminare la prova?')
    expect(await tab.$('#is-done')).toBeNull()
    await tab.click('dialog .btn-danger')
    await tab.waitForSelector('#is-done')
    await tab.waitForFunction(() => !document.querySelector('dialog[open]'))
  })
})

test('the live region is there before it speaks, and says the same words twice', async () => {
  await open('live-region')
  const text = () => tab.$eval('[role="status"]', (region) => region.textContent)
  expect((await text())?.trim()).toBe('')
  await tab.click('button')
  await tab.waitForFunction(() =>
    document.querySelector('[role="status"]')?.textContent?.includes('Salvato.'),
  )
  const first = await text()
  await tab.click('button')
  await tab.waitForFunction(
    (before) => document.querySelector('[role="status"]')?.textContent !== before,
    {},
    first,
  )
  expect((await text())?.trim()).toBe('Salvato.')
})

describe('what a page loads', () => {
  test('says that it is on its way', async () => {
    await open('resource-loading')
    expect(await tab.$eval('[aria-busy="true"]', (region) => region.textContent)).toBe(
      'Caricamento in corso…',
    )
  })

  test('says what went wrong, and offers to try again', async () => {
    await open('problem')
    expect(await tab.$eval('[role="alert"]', (alert) => alert.textContent)).toContain(
      'Il server non risponde.',
    )
    expect(await tab.$eval('[role="alert"] button', (button) => button.textContent)).toBe('Riprova')
  })

  test('shows its own words when it is empty, and the value when it is there', async () => {
    await open('resource-empty')
    expect(await tab.$eval('[data-example]', (box) => box.textContent)).toBe('Ancora niente')
    await tab.browserContext().close()
    await open('resource-ready')
    expect(await tab.$eval('[data-example]', (box) => box.textContent)).toBe('Pronto')
  })
})

describe('a chart', () => {
  test('has a table with its numbers, newest first', async () => {
    await open('history-chart')
    await tab.click('summary')
    const cells = await tab.$$eval('tbody tr:first-child td', (found) =>
      found.map((cell) => cell.textContent),
    )
    expect(cells[0]).toBe('57')
  })

  test('marks audits made with other rules by shape, and says what it shows', async () => {
    await open('history-chart')
    expect(await tab.$$eval('svg.history-drawing rect', (marks) => marks.length)).toBe(1)
    expect(await tab.$eval('svg.history-drawing', (svg) => svg.getAttribute('aria-label'))).toContain(
      'da 96 a 57',
    )
  })
})

test('in forced colours a badge, a tab and the focus are still told apart', async () => {
  tab = await openTab(browser, 1280)
  await tab.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  const session = await tab.createCDPSession()
  await session.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })
  await tab.goto(served.url)
  await tab.waitForSelector('[data-example]')
  await tab.focus('.tabs a')
  const seen = await tab.evaluate(() => ({
    badge: getComputedStyle(document.querySelector('.badge-word') as Element).borderTopWidth,
    current: getComputedStyle(document.querySelector('.tabs [aria-current]') as Element).borderBottomStyle,
    focus: getComputedStyle(document.activeElement as Element).outlineStyle,
    motion: getComputedStyle(document.querySelector('.waiting-dots') as Element).animationName,
  }))
  expect(seen).toEqual({ badge: '1px', current: 'solid', focus: 'solid', motion: 'none' })
})
