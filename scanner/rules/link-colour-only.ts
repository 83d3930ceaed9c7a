import type { EvidenceNode, Snapshot, Styles } from '../collect/evidence.ts'
import { closest, isVisuallyHidden, parentOf, styleOf } from '../collect/tree.ts'
import { contrast, isBold, linksOf, parseColour, px, within } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'otherCue' | 'contrast' | 'colourOnly' | 'unknown'

/** Technique G183: links known by colour alone differ from the text around by at least this ratio. */
const MIN_RATIO = 3
/** Letters around a link that make it part of a text and not one item of a list of links. */
const MIN_LETTERS_AROUND = 20
const SIDES = ['top', 'right', 'bottom', 'left'] as const

/**
 * A link inside a text is told from it by more than colour. With a contrast of 3:1 against the text around, colour
 * is enough (technique G183), as long as focus and hover add a cue: this rule does not look at those.
 */
export const linkColourOnly = defineRule({
  id: 'link-colour-only',
  family: 'link-colour-only',
  recipe: 'appearance',
  criteria: ['1.4.1'],
  act: [],
  level: 'A',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F73',
  state: 'default',
  messages: {
    otherCue: {
      it: 'Il link si distingue dal testo non solo per il colore.',
      en: 'More than colour tells the link from the text.',
    },
    contrast: {
      it: 'Il link si distingue per il colore, con un contrasto di {ratio}:1 rispetto al testo.',
      en: 'Colour tells the link from the text, with a contrast of {ratio}:1.',
    },
    colourOnly: {
      it: 'Solo il colore distingue il link «{text}» dal testo, con un contrasto di {ratio}:1: ne serve almeno 3:1.',
      en: 'Only colour tells the link “{text}” from the text, with a contrast of {ratio}:1: at least 3:1 is needed.',
    },
    unknown: {
      it: 'Non si può calcolare se il colore del link «{text}» basta a distinguerlo dal testo.',
      en: 'It cannot be worked out whether the colour of the link “{text}” tells it from the text.',
    },
  },
  evaluate({ snapshot }) {
    return linksOf(snapshot)
      .map((link) => judge(snapshot, link))
      .filter((found) => found !== null)
  },
})

function judge(snapshot: Snapshot, link: EvidenceNode): Found<Message> | null {
  if (link.name.trim() === '' || isVisuallyHidden(snapshot, link) || isInList(snapshot, link)) return null
  const block = closest(snapshot, link, ({ style }) => style !== null && !style.display.startsWith('inline'))
  if (!block || block === link) return null
  const around = surroundingStyle(snapshot, block, link)
  const letters = lettersOf(snapshot, link)
  if (!around || letters.length === 0) return null
  const node = link.index
  if (hasOtherCue(snapshot, link, block, around, letters))
    return { verdict: 'passed', message: 'otherCue', node }
  return compare(node, link.name.trim(), around, letters)
}

function compare(
  node: number,
  text: string,
  around: Styles,
  letters: readonly Styles[],
): Found<Message> | null {
  const base = parseColour(around.color)
  const own = letters.map(({ color }) => parseColour(color))
  const ratios: number[] = []
  for (const colour of own) {
    if (!base || !colour || base.a < 1 || colour.a < 1) {
      return { verdict: 'cantTell', message: 'unknown', node, data: { text } }
    }
    ratios.push(contrast(base, colour))
  }
  if (letters.every(({ color }) => color === around.color)) return null
  // Rounded down: 2.99 is not 3.
  const ratio = Math.floor(Math.max(...ratios) * 100) / 100
  return ratio < MIN_RATIO
    ? { verdict: 'failed', message: 'colourOnly', node, data: { text, ratio } }
    : { verdict: 'passed', message: 'contrast', node, data: { ratio } }
}

/** Menus, and lists whose items are only links, are known as links by where they are. */
const isInList = (snapshot: Snapshot, link: EvidenceNode): boolean =>
  closest(snapshot, link, ({ role, tag }) => role === 'navigation' || role === 'menu' || tag === 'nav') !==
  undefined

/** The style of the text around a link, when there is enough of it and it all looks the same. */
function surroundingStyle(snapshot: Snapshot, block: EvidenceNode, link: EvidenceNode): Styles | null {
  const texts: { readonly text: string; readonly style: Styles }[] = []
  const visit = (node: EvidenceNode): void => {
    if (node === link || node.role === 'link' || node.role === 'button') return
    const style = node.kind === 'text' ? styleOf(snapshot, node) : null
    if (style && node.box && !isVisuallyHidden(snapshot, node)) texts.push({ text: node.text, style })
    if (node !== block && node.style && !node.style.display.startsWith('inline')) return
    for (const index of node.children) {
      const child = snapshot.nodes[index]
      if (child) visit(child)
    }
  }
  visit(block)
  const letters = texts.map(({ text }) => text.replace(/[^\p{L}]/gu, '').length)
  if (letters.reduce((sum, count) => sum + count, 0) < MIN_LETTERS_AROUND) return null
  const longest = letters.indexOf(Math.max(...letters))
  return texts[longest]?.style ?? null
}

/** Styles of the visible letters inside the link. */
const lettersOf = (snapshot: Snapshot, link: EvidenceNode): Styles[] =>
  [...within(snapshot, link)]
    .filter(({ kind, text, box }) => kind === 'text' && text.trim() !== '' && box !== null)
    .map((node) => styleOf(snapshot, node))
    .filter((style) => style !== null)

function hasOtherCue(
  snapshot: Snapshot,
  link: EvidenceNode,
  block: EvidenceNode,
  around: Styles,
  letters: readonly Styles[],
): boolean {
  const inner = [...within(snapshot, link)].filter(({ kind }) => kind === 'element')
  const wrappers: EvidenceNode[] = []
  for (let up = parentOf(snapshot, link); up && up !== block; up = parentOf(snapshot, up)) wrappers.push(up)
  return (
    letters.some((style) => differsInType(style, around)) ||
    inner.some((node) => isPicture(node) || (node.style !== null && isDrawn(node.style, around))) ||
    wrappers.some(({ style }) => style !== null && isDrawn(style, around))
  )
}

const differsInType = (style: Styles, around: Styles): boolean =>
  isBold(style) !== isBold(around) ||
  style['font-style'] !== around['font-style'] ||
  style['font-family'] !== around['font-family'] ||
  style['text-transform'] !== around['text-transform'] ||
  Math.abs(px(style['font-size']) - px(around['font-size'])) >= 2

const isPicture = ({ tag, text, box, style }: EvidenceNode): boolean =>
  box !== null &&
  (['img', 'svg', 'picture', 'canvas'].includes(tag) ||
    (tag.startsWith('::') && (text.trim() !== '' || (style?.['background-image'] ?? 'none') !== 'none')))

/** Something is drawn on the element: a line under it, a border, a background of its own. */
function isDrawn(style: Styles, around: Styles): boolean {
  const isVisible = (colour: string) => (parseColour(colour)?.a ?? 1) > 0
  const hasLine =
    style['text-decoration-line'] !== 'none' &&
    style['text-decoration-line'] !== around['text-decoration-line'] &&
    isVisible(style['text-decoration-color'])
  const hasBorder = SIDES.some(
    (side) =>
      px(style[`border-${side}-width`]) > 0 &&
      !['none', 'hidden'].includes(style[`border-${side}-style`]) &&
      isVisible(style[`border-${side}-color`]),
  )
  const hasBackground = style['background-image'] !== 'none' || isVisible(style['background-color'])
  const hasOutline =
    px(style['outline-width']) > 0 && style['outline-style'] !== 'none' && isVisible(style['outline-color'])
  return hasLine || hasBorder || hasBackground || hasOutline || style['box-shadow'] !== 'none'
}
