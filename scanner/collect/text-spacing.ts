import type { Page } from 'puppeteer'
import type { Snapshot } from './evidence.ts'
import { realmOf } from './realm.ts'
import { takePlaces } from './snapshot.ts'

/** What a reader may set, at once: what changes by degrees would be looked at half way. https://www.w3.org/TR/WCAG22/#text-spacing */
const SPACED = `
  *:not(svg, svg *) { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }
  *, ::before, ::after { transition: none !important }`

/**
 * Runs in the page's isolated world. Adopted sheets leave the document as it is, need no permission of its content
 * security policy, and reach into open shadow roots. Transitions of the way back are those the sheet held off.
 */
const SPACING = `globalThis.rampaSpacing = (() => {
  const roots = (root, found = [root]) => {
    for (const host of root.querySelectorAll('*')) if (host.shadowRoot) roots(host.shadowRoot, (found.push(host.shadowRoot), found))
    return found
  }
  const known = roots(document)
  const running = new Set(document.getAnimations())
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(${JSON.stringify(SPACED)})
  for (const root of known) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
  return {
    end: () => {
      for (const root of known) root.adoptedStyleSheets = [...root.adoptedStyleSheets].filter((one) => one !== sheet)
      for (const one of document.getAnimations()) if (one instanceof CSSTransition && !running.has(one)) one.finish()
    },
  }
})();0`

export interface TextSpacing {
  readonly places: Snapshot
  /** Gives the page back as it was. To lay out and draw it once more is dear: best done along with another change. */
  giveBack(): Promise<void>
}

/** Where everything is once the text is spaced out as far as a reader may ask. */
export async function takeTextSpacing(page: Page): Promise<TextSpacing> {
  const realm = realmOf(page.mainFrame())
  await realm.evaluate(SPACING)
  const giveBack = async () => void (await realm.evaluate('rampaSpacing.end()'))
  try {
    return { places: await takePlaces(page, 'text-spacing'), giveBack }
  } catch (error) {
    await giveBack()
    throw error
  }
}
