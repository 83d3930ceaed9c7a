import axe from 'axe-core'
import puppeteer, { type Browser, type Page } from 'puppeteer'
import { findExecutable } from '../../scanner/browser/executable.ts'

/** The Chromium that Rampa's scanner would use, for tests of our own screens. */
export async function openChromium(): Promise<Browser> {
  const { path, headless, env } = await findExecutable()
  return puppeteer.launch({
    executablePath: path,
    headless,
    env: { ...process.env, ...env },
    // Our own pages on loopback: no sandbox is needed, and containers seldom allow one.
    args: ['--no-sandbox', '--lang=it'],
  })
}

/** A tab that speaks Italian, of this width, with what went wrong inside it. */
export async function openTab(
  browser: Browser,
  width: number,
  lang = 'it',
): Promise<Page & { faults: string[] }> {
  const context = await browser.createBrowserContext()
  const tab = Object.assign(await context.newPage(), { faults: [] as string[] })
  await tab.setViewport({ width, height: 900 })
  await tab.evaluateOnNewDocument((value) => {
    try {
      localStorage.setItem('rampa-lang', value)
    } catch {}
  }, lang)
  tab.on('pageerror', (error) => tab.faults.push(String(error)))
  tab.on('console', (message) => message.type() === 'error' && tab.faults.push(message.text()))
  return tab
}

/** Goes there and waits until nothing on the page says that it is still loading. */
export async function goAndSettle(tab: Page, url: string): Promise<void> {
  await tab.goto(url, { waitUntil: 'load' })
  await settled(tab)
}

export async function settled(tab: Page): Promise<void> {
  await tab.waitForFunction(
    // `data-readable`: what the server wrote is still on show, the app is not there yet.
    () =>
      document.querySelector('h1')?.textContent &&
      !document.querySelector('[aria-busy="true"], [data-readable]'),
  )
  await tab.evaluate(() => document.fonts.ready)
}

/** What axe finds wrong at WCAG 2.2 A and AA and by its good practices, but inside `besides`: `rule: selector`. */
export async function axeFaults(tab: Page, besides?: string): Promise<string[]> {
  // Typed where it runs, in the page, so that the content security policy cannot refuse it.
  await tab.evaluate(axe.source)
  return tab.evaluate(async (left) => {
    const run = (globalThis as unknown as { axe: typeof axe }).axe
    const context = left ? { include: [['html']], exclude: [[left]] } : document
    const { violations } = await run.run(context, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  }, besides)
}
