import { type Document, type Element, isTag } from 'domhandler'
import { removeElement } from 'domutils'
import { all, parsePage, toHtml } from './tree.ts'

/** What a municipal page's content is made of. Everything else is unwrapped or, where it could act, removed. */
const KEPT = new Set(
  `html head body title main article section header footer nav aside h1 h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd
  blockquote figure figcaption img table caption thead tbody tfoot tr th td colgroup col a abbr b strong i em u s small
  sub sup span div code pre q cite time address mark del ins label input button select option optgroup textarea form
  fieldset legend video audio track picture source svg path g circle rect line polyline text desc`
    .split(/\s+/)
    .filter(Boolean),
)
/** Removed with all they hold: they act, fetch or draw over. */
const REMOVED =
  'script, style, iframe, frame, object, embed, applet, template, noscript, link, base, meta, math, portal, dialog'
/** Followed when somebody chooses to. */
const LED_TO = new Set(['href', 'action', 'formaction', 'cite'])
/** Fetched at once: only names beside the page, which lead nowhere. */
const FETCHED = new Set(['src', 'poster', 'srcset', 'data', 'background', 'ping', 'xlink:href'])
const RELATIVE = /^(#|\/(?![/\\])|\.{1,2}\/|[a-z0-9][\w./?=&%#-]*$)/i
const SAFE_LINK = /^(https?:|mailto:|tel:)/i

/** Elements inside elements. Deeper ones are for no reader: jsdom runs out of stack between 1,000 and 3,000. */
const MOST_DEPTH = 200

/** The last pages and what was made of them: one verdict asks for the same page several times. */
const known = new Map<string, string>()
const MOST_KNOWN = 4

/** A learner's or an audited page's markup without anything that runs, fetches from strangers or covers the screen. */
export function sanitise(html: string): string {
  const before = known.get(html)
  if (before !== undefined) return before
  const page = parsePage(html)
  sanitisePage(page)
  const clean = toHtml(page)
  known.set(html, clean)
  const [oldest] = known.keys()
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest)
  return clean
}

function sanitisePage(page: Document): void {
  // First of all: whatever walks a page by calling itself would run out of stack on a deeper one.
  cutBelow(page, MOST_DEPTH)
  for (const element of all(REMOVED, page)) removeElement(element)
  for (const element of all('*', page)) {
    if (KEPT.has(element.name)) cleanAttributes(element)
    else unwrap(element)
  }
}

function cutBelow(page: Document, depth: number): void {
  let level: readonly (Document | Element)[] = [page]
  for (let at = 0; at < depth; at += 1) level = level.flatMap((node) => node.childNodes.filter(isTag))
  for (const element of level) element.childNodes.length = 0
}

function unwrap(element: Element): void {
  const { parent } = element
  if (!parent) return
  const at = parent.childNodes.indexOf(element)
  for (const child of element.childNodes) child.parent = parent
  parent.childNodes.splice(at, 1, ...element.childNodes)
}

function cleanAttributes(element: Element): void {
  for (const [name, value] of Object.entries(element.attribs)) {
    const acts =
      /^on/i.test(name) || name === 'style' || name === 'srcdoc' || name === 'is' || name === 'slot'
    // `<img name="querySelector">` would stand where scripts look for the document's own: axe is one.
    const hides = name === 'name' && (element.name === 'img' || element.name === 'form')
    if (hides || acts || !isSafe(name.toLowerCase(), value)) delete element.attribs[name]
  }
}

/** Browsers drop white space and control characters before they read an address. */
function isSafe(name: string, value: string): boolean {
  if (!LED_TO.has(name) && !FETCHED.has(name)) return true
  const address = value.replace(/[\s\p{Cc}]/gu, '')
  return address === '' || RELATIVE.test(address) || (LED_TO.has(name) && SAFE_LINK.test(address))
}
