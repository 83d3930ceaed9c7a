import engine from 'axe-core'
import type { InspectionShape } from '../client.ts'
import type { Asked } from './protocol.ts'

type Wanted = Asked['wanted']

/** What axe's types leave out. */
interface Colour {
  readonly alpha: number
  parseString(text: string): unknown
}
const axe = engine as typeof engine & {
  readonly commons: {
    readonly color: {
      readonly Color: new () => Colour
      getContrast(behind: Colour, front: Colour): number
    }
    readonly text: { accessibleText(element: Element | undefined): string }
  }
}

/** The page was sanitised before it came; what could still lead away or act is left out here once more. */
const UNWANTED = 'script, base, meta, link, style, iframe, frame, object, embed'

/** axe keeps one tree at a time: whoever asks while it looks waits. */
let turn: Promise<unknown> = Promise.resolve()

/** Puts a page into this frame, looks at what was asked, and takes it away. */
export function inspect(html: string, wanted: Wanted): Promise<InspectionShape> {
  const mine = turn.then(() => look(html, wanted))
  turn = mine.catch(() => undefined)
  return mine
}

async function look(html: string, wanted: Wanted): Promise<InspectionShape> {
  show(new DOMParser().parseFromString(html, 'text/html'))
  try {
    const violations = await violationsIn(wanted.axe)
    if (wanted.names.length + wanted.contrasts.length === 0) return { violations, names: {}, contrasts: {} }
    axe.setup(document.documentElement)
    const names = ofEach(wanted.names, ([element]) => axe.commons.text.accessibleText(element))
    const contrasts = ofEach(wanted.contrasts, lowestContrast)
    return { violations, names, contrasts }
  } finally {
    axe.teardown()
    show(new DOMParser().parseFromString('', 'text/html'))
  }
}

function show(page: Document): void {
  for (const element of page.querySelectorAll(UNWANTED)) element.remove()
  const root = document.documentElement
  for (const { name } of [...root.attributes]) root.removeAttribute(name)
  for (const { name, value } of [...page.documentElement.attributes]) root.setAttribute(name, value)
  for (const title of document.head.querySelectorAll('title')) title.remove()
  const title = page.querySelector('head title')
  if (title) document.head.append(document.adoptNode(title))
  document.body.replaceWith(document.adoptNode(page.body))
}

async function violationsIn(values: readonly string[]): Promise<InspectionShape['violations']> {
  if (values.length === 0) return {}
  const { violations } = await axe.run(document, {
    runOnly: { type: 'rule', values: [...values] },
    reporter: 'no-passes',
    iframes: false,
    preload: false,
  })
  return Object.fromEntries(
    violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target.flat().join(' '))]),
  )
}

function ofEach<T>(
  selectors: readonly string[],
  judge: (elements: readonly Element[]) => T | undefined,
): Record<string, T> {
  return Object.fromEntries(
    selectors.flatMap((selector) => {
      const elements = [...document.querySelectorAll(selector)]
      const said = elements.length > 0 ? judge(elements) : undefined
      return said === undefined ? [] : [[selector, said]]
    }),
  )
}

/** Of all words inside these elements, by the styles that they are rendered with. */
function lowestContrast(elements: readonly Element[]): number | undefined {
  const ratios = elements
    .flatMap((element) => [element, ...element.querySelectorAll('*')])
    .filter((element) => [...element.childNodes].some(isWords))
    .map((element) => axe.commons.color.getContrast(behind(element), colourOf(element, 'color')))
  return ratios.length > 0 ? Math.min(...ratios) : undefined
}

function colourOf(element: Element, what: 'color' | 'backgroundColor'): Colour {
  const colour = new axe.commons.color.Color()
  colour.parseString(getComputedStyle(element)[what])
  return colour
}

/** A page of an exercise has neither pictures behind its words nor places of its own: what holds a word is behind it. */
function behind(element: Element): Colour {
  const colour = colourOf(element, 'backgroundColor')
  return colour.alpha === 0 && element.parentElement ? behind(element.parentElement) : colour
}

const isWords = (node: Node) => node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() !== ''
