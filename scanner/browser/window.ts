import type { Page, Viewport } from 'puppeteer'

/** The size that a narrowed window had. */
const wide = new WeakMap<Page, Viewport | null>()

export async function narrow(page: Page, viewport: Viewport): Promise<void> {
  if (!wide.has(page)) wide.set(page, page.viewport())
  await page.setViewport(viewport)
}

/**
 * Gives a narrowed window its size back. To lay out and draw a page once more is dear, so that is left to whoever
 * needs it wide; after a visit, when nothing is shown, it costs nothing.
 */
export async function widen(page: Page): Promise<void> {
  const viewport = wide.get(page)
  if (viewport === undefined) return
  wide.delete(page)
  await page.setViewport(viewport)
}
