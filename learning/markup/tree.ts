import { selectAll, selectOne } from 'css-select'
import { type Document, type Element, isTag, isText, type ParentNode } from 'domhandler'
import { removeElement } from 'domutils'
import { parse, parseFragment, serialize } from 'parse5'
import { adapter } from 'parse5-htmlparser2-tree-adapter'

/** The same tree in the browser, on the server and offline: the HTML standard's own algorithm, no live document. */
export const parsePage = (html: string): Document => parse(html, { treeAdapter: adapter })

/** HTML of what an element holds. */
export const innerHtml = (element: Element): string => serialize(element, { treeAdapter: adapter })

export const toHtml = (page: Document): string => serialize(page, { treeAdapter: adapter })

/** @returns [] when the selector is not one: authors' selectors are checked before, learners write none */
export const all = (selector: string, within: ParentNode): Element[] =>
  selectAll<Element, Element>(selector, within as never)

export const first = (selector: string, within: ParentNode): Element | null =>
  selectOne<Element, Element>(selector, within as never)

/** Says whether a selector can be read, and if not, why. */
export function selectorFault(selector: string): string | undefined {
  try {
    first(selector, parsePage(''))
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Replaces what an element holds. */
export function fill(element: Element, html: string): void {
  for (const child of [...element.children]) removeElement(child)
  const fragment = parseFragment(html, { treeAdapter: adapter })
  for (const child of [...fragment.childNodes]) {
    removeElement(child)
    adapter.appendChild(element, child)
  }
}

const BLOCK =
  /^(address|article|aside|blockquote|br|caption|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|section|table|tbody|td|tfoot|th|thead|tr|ul)$/

/** Text as a reader meets it: white space collapsed, blocks apart. */
export function textOf(node: ParentNode): string {
  let text = ''
  const walk = (parent: ParentNode) => {
    for (const child of parent.childNodes) {
      if (isText(child)) text += child.data
      else if (isTag(child) && !/^(script|style|template|head)$/.test(child.name)) {
        const apart = BLOCK.test(child.name) ? ' ' : ''
        text += apart
        walk(child)
        text += apart
      }
    }
  }
  walk(node)
  return text.replace(/\s+/g, ' ').trim()
}

/** `selector` is the text of the first match, `selector@attribute` an attribute of it. */
export function valueAt(place: string, page: ParentNode): string | undefined {
  const { selector, attribute } = splitPlace(place)
  const element = first(selector, page)
  if (!element) return undefined
  return attribute ? element.attribs[attribute] : textOf(element)
}

export function splitPlace(place: string): { readonly selector: string; readonly attribute?: string } {
  // The attribute's name comes after the last @ that is not inside brackets: `img[src="a@b"]@alt`.
  const [, selector, attribute] = /^(.*)@([a-z][a-z-]*)$/.exec(place) ?? []
  return selector && attribute ? { selector, attribute } : { selector: place }
}

/** Lower case, no accents, plain quotes, one space: what two people would call the same words. */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
