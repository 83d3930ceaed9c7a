import type { Page } from 'puppeteer'
import { realmOf } from './realm.ts'

/**
 * Runs in the page's isolated world, so it may use nothing of ours. A page that has done nothing would show a
 * second look what it showed the first. What a document does not tell (an animation, a rule put into a style sheet,
 * the text of a field) is compared. Frames are not followed; a rule that a script edits in place is not noticed.
 */
const WATCH = `globalThis.rampaChanges = (() => {
  let hasMutated = false
  const observer = new MutationObserver(() => { hasMutated = true })
  const roots = (root, found = [root]) => {
    for (const host of root.querySelectorAll('*')) if (host.shadowRoot) { found.push(host.shadowRoot); roots(host.shadowRoot, found) }
    return found
  }
  const known = roots(document)
  for (const root of known) observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
  const rulesIn = (sheet) => { try { return sheet.cssRules.length } catch { return -1 } }
  const untold = () => JSON.stringify([
    roots(document).length,
    performance.getEntriesByType('resource').length,
    document.fonts.status,
    [...document.images].map(({ complete }) => complete),
    known.map((root) => [...root.styleSheets, ...root.adoptedStyleSheets].map((sheet) => [rulesIn(sheet), sheet.disabled])),
    known.map((root) => [...root.querySelectorAll('input, textarea, select')].map(({ value, checked }) => [value, checked])),
  ])
  const before = untold()
  const wasMoving = document.getAnimations().length > 0
  return {
    any: () => hasMutated || observer.takeRecords().length > 0 || wasMoving || document.getAnimations().length > 0
      || document.querySelector('iframe, frame') !== null || untold() !== before,
  }
})()`

/** From here on `hasChanged` can tell whether the page is still the one that was read. */
export async function watchChanges(page: Page): Promise<void> {
  await realmOf(page.mainFrame()).evaluate(`${WATCH};0`)
}

/** False when nothing has happened on the page since `watchChanges`; true when something has, or may have. */
export async function hasChanged(page: Page): Promise<boolean> {
  return realmOf(page.mainFrame()).evaluate<boolean>('globalThis.rampaChanges?.any() ?? true')
}
