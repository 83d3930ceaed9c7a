import { type Document, type Element, isTag } from 'domhandler'
import { all, textOf } from './tree.ts'

/** A place where a reader's voice, or the focus, stops. */
export interface Stop {
  readonly element: Element
  /** What is said there. */
  readonly says: string
  readonly isHeading: boolean
}

const FOCUSABLE = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** Stops of the Tab key: positive tabindex first, then the order of the page. */
export function tabStops(page: Document): readonly Stop[] {
  const reached = all(FOCUSABLE, page).filter(
    ({ attribs, name }) =>
      attribs.tabindex !== '-1' &&
      !('disabled' in attribs) &&
      !(name === 'input' && attribs.type === 'hidden') &&
      !('hidden' in attribs),
  )
  const order = (element: Element) => Number(element.attribs.tabindex) || Number.POSITIVE_INFINITY
  return reached
    .map((element, at) => ({ element, at }))
    .sort((a, b) =>
      order(a.element) === order(b.element) ? a.at - b.at : order(a.element) - order(b.element),
    )
    .map(({ element }) => ({ element, says: spoken(element), isHeading: false }))
}

const HEADING = /^h[1-6]$/
const READ_WHOLE =
  /^(h[1-6]|p|li|dt|dd|td|th|caption|figcaption|a|button|label|legend|option|blockquote|img|input|select|textarea|summary)$/

/** Stops of a screen reader that goes on to the next item, in the order of the page. Containers are walked into. */
export function readingStops(page: Document): readonly Stop[] {
  const stops: Stop[] = []
  const walk = (element: Element) => {
    if (isSilent(element)) return
    const inner = element.childNodes.filter(isTag)
    const holdsStops = inner.some(
      (child) =>
        READ_WHOLE.test(child.name) || all('h1,h2,h3,h4,h5,h6,p,li,td,th,a,img,button', child).length > 0,
    )
    const isStop =
      READ_WHOLE.test(element.name) && !(holdsStops && /^(li|td|th|dd|blockquote)$/.test(element.name))
    const says = spoken(element)
    if (isStop) {
      if (says) stops.push({ element, says, isHeading: HEADING.test(element.name) })
      return
    }
    if (inner.length === 0) {
      if (says) stops.push({ element, says, isHeading: false })
      return
    }
    for (const child of inner) walk(child)
  }
  for (const body of all('body', page)) for (const child of body.childNodes.filter(isTag)) walk(child)
  return stops
}

const isSilent = ({ attribs, name }: Element): boolean =>
  attribs['aria-hidden'] === 'true' || 'hidden' in attribs || /^(script|style|template)$/.test(name)

/** Index of the stop that holds, or is held by, the target; -1 when it is never reached. */
export function stopOf(stops: readonly Stop[], target: Element): number {
  const within = (inner: Element, outer: Element): boolean => {
    for (let node: Element['parent'] | Element = inner; node; node = node.parent)
      if (node === outer) return true
    return false
  }
  return stops.findIndex(({ element }) => within(element, target) || within(target, element))
}

const ROLES: Readonly<Record<string, string>> = {
  a: 'collegamento',
  button: 'pulsante',
  img: 'immagine',
  input: 'campo',
  select: 'elenco a discesa',
  textarea: 'campo',
}

/** Words that a screen reader says, near enough: role, level, name. An image without `alt` says its file's name. */
function spoken(element: Element): string {
  const { name, attribs } = element
  const label = attribs['aria-label']?.trim()
  if (name === 'img') {
    if (attribs.alt === '') return ''
    return `immagine: ${attribs.alt ?? (attribs.src ?? '').split('/').pop() ?? ''}`
  }
  const images = all('img[alt]', element).map((image) => image.attribs.alt ?? '')
  const text = [label ?? textOf(element), ...(label ? [] : images)].filter(Boolean).join(' ')
  const value = text || attribs.placeholder || attribs.value || ''
  if (HEADING.test(name)) return value && `titolo di livello ${name.slice(1)}: ${value}`
  const role = ROLES[name]
  return role ? `${role}: ${value || 'senza nome'}` : value
}
