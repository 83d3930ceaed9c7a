import type { Page } from 'puppeteer'
import type { Snapshot } from './evidence.ts'
import { realmOf } from './realm.ts'
import { takePlaces } from './snapshot.ts'

/** What a reader may set. https://www.w3.org/TR/WCAG22/#text-spacing */
const SPACED = `
  *:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`
/** What changes by degrees would be looked at half way. */
const AT_ONCE =
  '*, ::before, ::after { transition: none !important; animation-play-state: paused !important }'

/**
 * Runs in the page's isolated world. Adopted sheets leave the document as it is, need no permission of its content
 * security policy, and reach into open shadow roots.
 */
const SPACING = `(() => {
  const roots = (root, found = [root]) => {
    for (const host of root.querySelectorAll('*')) if (host.shadowRoot) roots(host.shadowRoot, (found.push(host.shadowRoot), found))
    return found
  }
  const known = roots(document)
  const sheet = new CSSStyleSheet()
  const draw = () => { void document.documentElement.offsetHeight }
  const without = (root) => [...root.adoptedStyleSheets].filter((one) => one !== sheet)
  globalThis.rampaSpacing = {
    set: (css) => { sheet.replaceSync(css); draw() },
    end: () => { for (const root of known) root.adoptedStyleSheets = without(root); draw() },
  }
  for (const root of known) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
})();0`

/** Where everything is once the text is spaced out as far as a reader may ask. The page is given back as it was. */
export async function takeTextSpacing(page: Page): Promise<Snapshot> {
  const realm = realmOf(page.mainFrame())
  const set = (css: string) => realm.evaluate(`rampaSpacing.set(${JSON.stringify(css)})`)
  await realm.evaluate(SPACING)
  try {
    await set(AT_ONCE)
    await set(AT_ONCE + SPACED)
    return await takePlaces(page, 'text-spacing')
  } finally {
    await set(AT_ONCE)
    await realm.evaluate('rampaSpacing.end()')
  }
}
