import type { Page } from 'puppeteer'
import { narrow } from '../browser/window.ts'
import type { Snapshot } from './evidence.ts'
import { realmOf } from './realm.ts'
import { takeSnapshot } from './snapshot.ts'

/** CSS px: a window of 1280 × 1024 at 400 %. https://www.w3.org/TR/WCAG22/#reflow */
const REFLOW_VIEWPORT = { width: 320, height: 256 }

/**
 * Looks at the page at 320 CSS px, without loading it again. The window stays narrow: see `widen`.
 *
 * @param alongside what else has to change before the page is drawn anew
 */
export async function takeReflow(
  page: Page,
  alongside = async (): Promise<void> => undefined,
): Promise<Snapshot> {
  await Promise.all([narrow(page, REFLOW_VIEWPORT), alongside()])
  await twoFrames(page)
  return takeSnapshot(page, 'reflow')
}

/**
 * Two animation frames: scripts that listen for a new size have had their turn, and layout is done. A tab that
 * gets no frames is not waited for longer than that.
 */
async function twoFrames(page: Page): Promise<void> {
  await realmOf(page.mainFrame()).evaluate(
    () =>
      new Promise<void>((done) => {
        setTimeout(done, 500)
        requestAnimationFrame(() => requestAnimationFrame(() => done()))
      }),
  )
}
