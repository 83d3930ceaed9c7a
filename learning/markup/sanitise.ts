import type { Document, Element } from 'domhandler'
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
const ADDRESSES = new Set([
  'href',
  'src',
  'poster',
  'action',
  'formaction',
  'cite',
  'xlink:href',
  'srcset',
  'data',
  'background',
  'ping',
])
/** In markup that is only looked at, an address needs no scheme but these. `data:` pictures are dropped too. */
const SAFE_ADDRESS = /^(https?:|mailto:|tel:|#|\/(?!\/)|\.{0,2}\/|[a-z0-9][\w./?=&%#-]*$)/i

/** A learner's or an audited page's markup without anything that runs, fetches from strangers or covers the screen. */
export function sanitise(html: string): string {
  const page = parsePage(html)
  sanitisePage(page)
  return toHtml(page)
}

function sanitisePage(page: Document): void {
  for (const element of all(REMOVED, page)) removeElement(element)
  for (const element of all('*', page)) {
    if (KEPT.has(element.name)) cleanAttributes(element)
    else unwrap(element)
  }
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
    const isAddress = ADDRESSES.has(name.toLowerCase())
    const acts =
      /^on/i.test(name) || name === 'style' || name === 'srcdoc' || name === 'is' || name === 'slot'
    const compact = value.replace(/[\s\p{Cc}]/gu, '')
    if (acts || (isAddress && compact !== '' && !SAFE_ADDRESS.test(compact))) delete element.attribs[name]
  }
}
