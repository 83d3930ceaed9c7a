import type { Box, EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, byBackendId, isVisuallyHidden, parentOf, textOf } from '../collect/tree.ts'
import { isInFrame } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'fits' | 'clipped' | 'maybeClipped' | 'overlaps'

/** Less than this beyond an edge is a letter's own white margin. */
const MIN_LOST_PX = 6
/** A box smaller than this hides what is in it: nobody reads it there. */
const MIN_CLIP_PX = 10
/** Part of a box by which what is in it may have moved: further, and it is another slide's turn. */
const MAX_SHIFT = 0.75
/** Part of a line's height that another line may cover and leave it legible. */
const MAX_COVERED = 0.3
const MAX_REPORTED = 20

/**
 * With the spacing that a reader may set, no text is cut off or covered by other text that was whole before.
 * Nodes are those of the page as it was; where they went is read from the spaced out one.
 */
export const textSpacing = defineRule({
  id: 'text-spacing',
  family: 'text-spacing',
  recipe: 'appearance',
  criteria: ['1.4.12'],
  act: [],
  level: 'AA',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#text-spacing',
  state: 'text-spacing',
  messages: {
    fits: {
      it: 'Con più spazio tra righe, parole e lettere il testo resta intero.',
      en: 'With more space between lines, words and letters the text stays whole.',
    },
    clipped: {
      it: 'Con più spazio tra righe, parole e lettere una parte del testo «{text}» è tagliata.',
      en: 'With more space between lines, words and letters a part of the text “{text}” is cut off.',
    },
    maybeClipped: {
      it: 'Con più spazio il testo «{text}» è abbreviato con i puntini: va verificato se si può leggere intero altrove.',
      en: 'With more space the text “{text}” is shortened with dots: check whether it can be read whole elsewhere.',
    },
    overlaps: {
      it: 'Con più spazio il testo «{text}» finisce sopra ad altro testo.',
      en: 'With more space the text “{text}” runs over other text.',
    },
  },
  evaluate({ snapshot, textSpacing: spaced }) {
    if (!spaced) return []
    const texts = snapshot.nodes.filter((node) => isReadable(snapshot, node))
    if (texts.length === 0) return []
    const moved = texts.flatMap((text) => {
      const now = byBackendId(spaced, text.backendId)
      return now && now.lines.length > 0 ? [{ text, now, clips: clipsOf(snapshot, text, spaced) }] : []
    })
    const found = [...cutTexts(snapshot, moved), ...coveredTexts(snapshot, spaced, moved)]
    return found.length > 0 ? found.slice(0, MAX_REPORTED) : [{ verdict: 'passed', message: 'fits' }]
  },
})

type Side = 'x' | 'y'

/** A box that hides what leaves it on one side, before and after. */
interface Clip {
  /** A reader gets to what is hidden. */
  readonly canScroll: boolean
  readonly by: EvidenceNode
  readonly side: Side
  readonly before: Box
  readonly after: Box
}

/** A text before and after. */
interface Moved {
  readonly text: EvidenceNode
  readonly now: EvidenceNode
  readonly clips: readonly Clip[]
}

function isReadable(snapshot: Snapshot, node: EvidenceNode): boolean {
  if (node.kind !== 'text' || node.role === null || node.lines.length === 0) return false
  if (node.text.trim().length < 2 || isVisuallyHidden(snapshot, node)) return false
  return (
    parentOf(snapshot, node)?.kind === 'element' && !isInFrame(snapshot, node) && !isDrawn(snapshot, node)
  )
}

/** Text of a drawing is set by its coordinates, and scales with it. */
function isDrawn(snapshot: Snapshot, node: EvidenceNode): boolean {
  for (const up of ancestors(snapshot, node)) if (up.tag === 'svg') return true
  return false
}

/** Texts that were whole inside a box that cuts, and of which it now cuts some. */
function cutTexts(snapshot: Snapshot, moved: readonly Moved[]): Found<Message>[] {
  const found = new Map<number, Found<Message>>()
  for (const { text, now, clips } of moved) {
    const by = clips.find(
      (clip) =>
        !clip.canScroll &&
        !isCut(text.lines, clip.before, clip) &&
        isCut(now.lines, clip.after, clip) &&
        hasStayed(text, now, clip),
    )?.by
    if (!by || found.has(by.index)) continue
    found.set(by.index, {
      verdict: isShortened(snapshot, text, by) ? 'cantTell' : 'failed',
      message: isShortened(snapshot, text, by) ? 'maybeClipped' : 'clipped',
      node: by.index,
      data: { text: textOf(snapshot, text).slice(0, 60) },
    })
  }
  return [...found.values()]
}

/**
 * Boxes that hide what leaves them, up to the first that scrolls. What is taken out of the flow is hidden only by the
 * box it is placed in, and not at all when it is fixed to the window.
 */
function clipsOf(snapshot: Snapshot, text: EvidenceNode, spaced: Snapshot): Clip[] {
  const clips: Clip[] = []
  const open = new Set<Side>(['x', 'y'])
  let isOut = false
  for (const up of ancestors(snapshot, text)) {
    if (up.tag === 'body' || up.tag === 'html' || up.kind === 'document') break
    const { style, box } = up
    if (!style || !box) continue
    if (isOut && style.position === 'static') continue
    isOut = style.position === 'absolute'
    const after = byBackendId(spaced, up.backendId)?.box
    for (const side of open) {
      const overflow = style[`overflow-${side}`]
      const canScroll = overflow === 'auto' || overflow === 'scroll'
      if (canScroll) open.delete(side)
      if (overflow !== 'visible' && after && Math.min(box.width, box.height) >= MIN_CLIP_PX)
        clips.push({ by: up, side, canScroll, before: box, after })
    }
    if (style.position === 'fixed') break
  }
  return clips
}

const isCut = (lines: readonly Box[], box: Box, { side }: Clip): boolean =>
  lines.some((line) => endOf(line, side) > endOf(box, side) + MIN_LOST_PX)

function hasStayed(text: EvidenceNode, now: EvidenceNode, { side, before, after }: Clip): boolean {
  const place = ({ box }: EvidenceNode, from: Box) => (box?.[side] ?? 0) - from[side]
  const size = endOf(before, side) - before[side]
  return Math.abs(place(now, after) - place(text, before)) <= MAX_SHIFT * size
}

const isInside = (line: Box, box: Box, side: Side): boolean =>
  line[side] < endOf(box, side) - MIN_LOST_PX && endOf(line, side) > box[side]

const endOf = (box: Box, side: Side): number => box[side] + (side === 'x' ? box.width : box.height)

/** Between the text and the box, something that ends the text with dots instead of cutting it. */
function isShortened(snapshot: Snapshot, text: EvidenceNode, by: EvidenceNode): boolean {
  for (const up of ancestors(snapshot, text)) {
    const { style } = up
    if (style?.['text-overflow'] === 'ellipsis' || /^\d/.test(style?.['-webkit-line-clamp'] ?? ''))
      return true
    if (up.index === by.index) return false
  }
  return false
}

/** Texts that come to lie on others that they did not touch before. */
function coveredTexts(snapshot: Snapshot, spaced: Snapshot, moved: readonly Moved[]): Found<Message>[] {
  const found = new Map<number, Found<Message>>()
  for (const [one, other] of coveringPairs(moved)) {
    if (isCovering(one.text.lines, other.text.lines) || !isSameLayer(snapshot, one.text, other.text)) continue
    const guilty = hasLeftItsBox(spaced, other) && !hasLeftItsBox(spaced, one) ? other : one
    const { parent } = guilty.text
    found.set(parent, {
      verdict: 'failed',
      message: 'overlaps',
      node: parent,
      data: { text: textOf(snapshot, guilty.text).slice(0, 60) },
    })
  }
  return [...found.values()]
}

/** From top to bottom, each line is compared with those that begin before it ends. */
function* coveringPairs(moved: readonly Moved[]): Generator<readonly [Moved, Moved]> {
  const lines = moved
    .flatMap((of) => shownLines(of).map((box) => ({ box, of })))
    .toSorted((a, b) => a.box.y - b.box.y)
  for (const [at, { box, of }] of lines.entries()) {
    for (let next = at + 1; next < lines.length; next++) {
      const other = lines[next]
      if (!other || other.box.y >= box.y + box.height) break
      if (other.of !== of && covered(box, other.box) > MAX_COVERED) yield [of, other.of]
    }
  }
}

const shownLines = ({ now, clips }: Moved): Box[] =>
  now.lines.filter((line) => clips.every(({ after, side }) => isInside(line, after, side)))

function hasLeftItsBox(spaced: Snapshot, { now }: Moved): boolean {
  const box = parentOf(spaced, now)?.box
  return (
    box !== null && box !== undefined && now.lines.some((line) => line.y + line.height > box.y + box.height)
  )
}

const isCovering = (lines: readonly Box[], others: readonly Box[]): boolean =>
  lines.some((line) => others.some((other) => covered(line, other) > MAX_COVERED))

/** Part of the smaller line's height that both share, where they meet at all from side to side. */
function covered(one: Box, other: Box): number {
  const across = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x)
  const down = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y)
  const height = Math.min(one.height, other.height)
  return across > MIN_LOST_PX && down > 0 && height > 0 ? down / height : 0
}

/** What floats above the page covers it at any spacing. */
const isSameLayer = (snapshot: Snapshot, one: EvidenceNode, other: EvidenceNode): boolean =>
  floorOf(snapshot, one) === floorOf(snapshot, other)

function floorOf(snapshot: Snapshot, node: EvidenceNode): number {
  for (const up of ancestors(snapshot, node))
    if (/fixed|sticky|absolute/.test(up.style?.position ?? '')) return up.index
  return -1
}
