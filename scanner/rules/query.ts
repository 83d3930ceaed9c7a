import type { EvidenceNode, Snapshot, Styles } from '../collect/evidence.ts'
import { ancestors, closest, elements, nodeAt } from '../collect/tree.ts'

/** Questions that only rules ask of a snapshot. */

/** The node and all inside it, document order. A subtree is one run of indexes, so no recursion is needed. */
export function* within(snapshot: Snapshot, node: EvidenceNode): Generator<EvidenceNode> {
  yield node
  for (const child of node.children) yield* within(snapshot, nodeAt(snapshot, child))
}

/** In the accessibility tree, and not behind `aria-hidden` or `inert`. */
export const isExposed = (node: EvidenceNode): boolean =>
  node.role !== null && node.properties.hidden !== true

/** Inside an embedded document: another page's responsibility for whatever concerns the page as a whole. */
export function isInFrame(snapshot: Snapshot, node: EvidenceNode): boolean {
  for (const up of ancestors(snapshot, node)) if (up.kind === 'document' && up.parent >= 0) return true
  return false
}

export const isInDialog = (snapshot: Snapshot, node: EvidenceNode): boolean =>
  closest(snapshot, node, ({ role }) => role === 'dialog' || role === 'alertdialog') !== undefined

/** Links as assistive technology meets them: exposed, with role link, and not inside an embedded document. */
export const linksOf = (snapshot: Snapshot): EvidenceNode[] =>
  elements(snapshot).filter((node) => node.role === 'link' && isExposed(node))

/** Lower case, one space, no punctuation at the ends: two texts a listener would call the same. */
export function spoken(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')
}

export interface Colour {
  readonly r: number
  readonly g: number
  readonly b: number
  /** 0 to 1. */
  readonly a: number
}

/** `rgb()`, `rgba()` and `#rrggbb[aa]` as the browser computes them; null for any other notation. */
export function parseColour(text: string): Colour | null {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/i.exec(text)
  if (hex) {
    const [r = 0, g = 0, b = 0, a = 255] = hex.slice(1).map((pair) => Number.parseInt(pair ?? 'ff', 16))
    return { r, g, b, a: a / 255 }
  }
  const parts = /^rgba?\(([^)]+)\)$/i
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number)
  if (!parts || parts.length < 3 || parts.some(Number.isNaN)) return null
  const [r = 0, g = 0, b = 0, a = 1] = parts
  return { r, g, b, a }
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ r, g, b }: Colour): number {
  const linear = (channel: number) => {
    const value = channel / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

export const px = (value: string | undefined): number => Number.parseFloat(value ?? '') || 0

export const isBold = (style: Styles): boolean => px(style['font-weight']) >= 600
