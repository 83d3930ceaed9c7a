import type { Box, EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, byBackendId, childrenOf, closest, isVisuallyHidden, textOf } from '../collect/tree.ts'
import { isInFrame } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'fits' | 'twoWays' | 'excepted' | 'clipped' | 'maybeClipped'

/** Rounding of layout, and shadows of half a pixel, are no overflow. */
const SLACK_PX = 2
/** Less than this off the end of a line is a letter's own white margin. */
const MIN_CLIPPED_PX = 6
/** What needs two dimensions to be used or understood. https://www.w3.org/TR/WCAG22/#reflow */
const TWO_DIMENSIONAL = new Set([
  ...['table', 'img', 'svg', 'canvas', 'video', 'iframe', 'object', 'embed', 'map', 'math', 'pre', 'code'],
])
const TWO_DIMENSIONAL_ROLES = new Set(['toolbar', 'grid', 'treegrid', 'application', 'image'])
const MAX_REPORTED = 20

/**
 * At 320 CSS px the page scrolls in one direction and loses no text. The element named is the one that does not
 * fit: the innermost whose width is not explained by something inside it.
 */
export const reflow = defineRule({
  id: 'reflow',
  family: 'reflow',
  recipe: 'appearance',
  criteria: ['1.4.10'],
  act: [],
  level: 'AA',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#reflow',
  state: 'reflow',
  messages: {
    fits: {
      it: 'Con la finestra larga {width} px la pagina scorre in una sola direzione.',
      en: 'In a window {width} px wide the page scrolls in one direction only.',
    },
    twoWays: {
      it: 'L’elemento arriva a {right} px in una finestra di {width}: per leggerlo bisogna scorrere anche di lato.',
      en: 'The element reaches {right} px in a window of {width}: reading it needs scrolling sideways too.',
    },
    excepted: {
      it: 'L’elemento «{tag}» fa scorrere la pagina di lato: va verificato se deve davvero essere largo.',
      en: 'The element “{tag}” makes the page scroll sideways: check whether it really has to be wide.',
    },
    clipped: {
      it: 'Nella finestra stretta una parte del testo «{text}» è tagliata.',
      en: 'In the narrow window a part of the text “{text}” is cut off.',
    },
    maybeClipped: {
      it: 'Nella finestra stretta il testo «{text}» potrebbe essere tagliato.',
      en: 'In the narrow window the text “{text}” may be cut off.',
    },
  },
  evaluate({ reflow: narrow, snapshot }) {
    if (!narrow) return []
    const found = [...tooWide(narrow), ...clippedTexts(narrow, snapshot)].slice(0, MAX_REPORTED)
    if (found.length > 0) return found
    const { width } = narrow.viewport
    return narrow.content.width <= width + SLACK_PX
      ? [{ verdict: 'passed', message: 'fits', data: { width } }]
      : []
  },
})

function tooWide(snapshot: Snapshot): Found<Message>[] {
  const { viewport, content } = snapshot
  if (content.width <= viewport.width + SLACK_PX) return []
  const limit = viewport.width + SLACK_PX
  const isOver = (node: EvidenceNode) => isOverflowing(snapshot, node, limit)
  const roots = snapshot.nodes.filter((node) => {
    const up = snapshot.nodes[node.parent]
    return isOver(node) && !(up && isOver(up))
  })
  const guilty = new Set(roots.map((root) => innermost(snapshot, root, isOver)))
  return [...guilty].map((node): Found<Message> => {
    const isExcepted = closest(snapshot, node, isTwoDimensional) !== undefined
    const right = Math.round((node.box?.x ?? 0) + (node.box?.width ?? 0))
    return isExcepted
      ? { verdict: 'cantTell', message: 'excepted', node: node.index, data: { tag: node.tag } }
      : { verdict: 'failed', message: 'twoWays', node: node.index, data: { right, width: viewport.width } }
  })
}

const isTwoDimensional = ({ tag, role }: EvidenceNode): boolean =>
  TWO_DIMENSIONAL.has(tag) || TWO_DIMENSIONAL_ROLES.has(role ?? '')

/** Sticks out of the window, is seen, and neither clipped nor inside something that scrolls by itself. */
function isOverflowing(snapshot: Snapshot, node: EvidenceNode, limit: number): boolean {
  const { box, kind } = node
  if (!box || kind === 'document' || box.width <= 1 || box.height <= 1) return false
  const right = Math.max(...edges(node))
  if (right <= limit || isVisuallyHidden(snapshot, node) || isInFrame(snapshot, node)) return false
  for (const up of ancestors(snapshot, node)) {
    if (up.tag === 'html' || up.tag === 'body') break
    if (up.style && up.style['overflow-x'] !== 'visible' && !isFixed(node)) return false
  }
  return true
}

const isFixed = ({ style }: EvidenceNode): boolean => style?.position === 'fixed'

/** Right edges: of a text, those of its lines. */
const edges = ({ kind, lines, box }: EvidenceNode): number[] =>
  kind === 'text' && lines.length > 0
    ? lines.map(({ x, width }) => x + width)
    : [(box?.x ?? 0) + (box?.width ?? 0)]

/**
 * Goes down while exactly one child sticks out as far as its parent and cannot help it. Text that wraps inside a
 * wide box is wide because of the box: then the box is named.
 */
function innermost(
  snapshot: Snapshot,
  from: EvidenceNode,
  isOver: (node: EvidenceNode) => boolean,
): EvidenceNode {
  let node = from
  for (;;) {
    const over = childrenOf(snapshot, node).filter((child) => child.kind === 'element' && isOver(child))
    const [only] = over
    if (!only || over.length > 1 || isTwoDimensional(node) || !isRigid(snapshot, only)) break
    node = only
  }
  return node.kind === 'text' ? (snapshot.nodes[node.parent] ?? node) : node
}

/** Wide by itself: a replaced element, a table, text that may not wrap, or a box wider than its parent gives. */
function isRigid(snapshot: Snapshot, node: EvidenceNode): boolean {
  if (isTwoDimensional(node) || node.style?.['white-space'] === 'nowrap') return true
  const parent = snapshot.nodes[node.parent]
  if (parent?.box && node.box && node.box.x + node.box.width > parent.box.x + parent.box.width + SLACK_PX)
    return true
  return childrenOf(snapshot, node).some((child) => child.kind === 'element' && isRigid(snapshot, child))
}

/** Texts cut at the side by a box that does not scroll, and that were whole in the wide window. */
function clippedTexts(snapshot: Snapshot, wide: Snapshot): Found<Message>[] {
  const found = new Map<number, Found<Message>>()
  for (const node of snapshot.nodes) {
    if (node.kind !== 'text' || node.text.trim().length < 2 || node.lines.length === 0) continue
    const clip = clipOf(snapshot, node)
    if (!clip || found.has(clip.index) || isVisuallyHidden(snapshot, node)) continue
    if (isInFrame(snapshot, node) || node.role === null) continue
    const before = byBackendId(wide, node.backendId)
    if (!before?.box || clipOf(wide, before)) continue
    const isEllipsis = clip.style?.['text-overflow'] === 'ellipsis'
    found.set(clip.index, {
      verdict: isEllipsis ? 'cantTell' : 'failed',
      message: isEllipsis ? 'maybeClipped' : 'clipped',
      node: clip.index,
      data: { text: textOf(snapshot, node).slice(0, 60) },
    })
  }
  return [...found.values()]
}

/** The ancestor that cuts a line of the text in two, or undefined. Text that is wholly outside is just hidden. */
function clipOf(snapshot: Snapshot, text: EvidenceNode): EvidenceNode | undefined {
  for (const up of ancestors(snapshot, text)) {
    if (up.tag === 'body' || up.tag === 'html' || up.kind === 'document') return undefined
    const { style, box } = up
    if (!style || !box) continue
    if (/auto|scroll/.test(style['overflow-x'])) return undefined
    if (!/hidden|clip/.test(style['overflow-x']) || box.width < 20) continue
    if (text.lines.some((line) => isCut(line, box))) return up
  }
  return undefined
}

const isCut = (line: Box, { x, width }: Box): boolean =>
  line.x < x + width - MIN_CLIPPED_PX && line.x + line.width > x + width + MIN_CLIPPED_PX
