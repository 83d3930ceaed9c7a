import { type Element, isTag, isText, type ParentNode } from 'domhandler'
import { all, parsePage } from './tree.ts'

interface Colours {
  readonly text?: string
  readonly background?: string
}

/**
 * The colours that a page of an exercise may be given, by class: a page has no styles of its own. The neutral sheet of
 * the sandboxed frame (`web/frame/neutral.css`) draws the same values, and a test compares the two.
 */
export const PALETTE: Readonly<Record<string, Colours>> = {
  'testo-nero': { text: '#1a1a1a' },
  'testo-bianco': { text: '#ffffff' },
  'testo-blu': { text: '#003366' },
  'testo-azzurro': { text: '#5aa0e0' },
  'testo-verde': { text: '#1b6e3c' },
  'testo-rosso': { text: '#b3261e' },
  'testo-giallo': { text: '#f2c200' },
  'testo-grigio': { text: '#767676' },
  'testo-grigio-chiaro': { text: '#b5b5b5' },
  'sfondo-bianco': { background: '#ffffff' },
  'sfondo-nero': { background: '#1a1a1a' },
  'sfondo-blu': { background: '#003366' },
  'sfondo-azzurro': { background: '#cfe4f7' },
  'sfondo-verde': { background: '#1b6e3c' },
  'sfondo-giallo': { background: '#f2c200' },
  'sfondo-grigio': { background: '#e6e6e6' },
}

/** What the neutral sheet gives to elements by themselves. */
const BY_NAME: Readonly<Record<string, Colours>> = {
  html: { text: '#1a1a1a', background: '#ffffff' },
  a: { text: '#0b4f9e' },
  mark: { text: '#1a1a1a', background: '#f2c200' },
}

/** Of several classes the one further down in the palette wins, as in a style sheet. */
function coloursOf({ name, attribs }: Element): Colours {
  const own = name === 'a' && attribs.href === undefined ? undefined : BY_NAME[name]
  const worn = new Set((attribs.class ?? '').split(/\s+/))
  return Object.assign(
    { ...own },
    ...Object.entries(PALETTE).flatMap(([id, colours]) => (worn.has(id) ? [colours] : [])),
  )
}

function shown(element: Element, what: keyof Colours): string {
  for (let node: ParentNode | null = element; node && isTag(node); node = node.parent) {
    const colour = coloursOf(node)[what]
    if (colour) return colour
  }
  return BY_NAME.html?.[what] ?? ''
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function ratio(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

const hasWords = (element: Element) =>
  element.childNodes.some((child) => isText(child) && child.data.trim() !== '')

/**
 * The lowest contrast of the words inside what each selector matches, from the declared colours: 1 to 21. Selectors
 * that match no words are left out.
 */
export function declaredContrasts(
  html: string,
  selectors: readonly string[],
): Readonly<Record<string, number>> {
  const page = parsePage(html)
  return Object.fromEntries(
    selectors.flatMap((selector) => {
      const inside = all(selector, page).flatMap((element) => [element, ...all('*', element)])
      const ratios = inside
        .filter(hasWords)
        .map((element) => ratio(shown(element, 'text'), shown(element, 'background')))
      return ratios.length > 0 ? [[selector, Math.min(...ratios)]] : []
    }),
  )
}
