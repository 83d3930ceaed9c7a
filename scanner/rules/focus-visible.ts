import type { EvidenceNode, FocusStop, Snapshot } from '../collect/evidence.ts'
import { ancestors, byBackendId, isVisuallyHidden } from '../collect/tree.ts'
import { contrast, parseColour, px } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'visible' | 'invisible' | 'unseen' | 'unknown' | 'hidden'
type Change = FocusStop['changed'][number]

/** Properties whose change draws nothing, or nothing at once. */
const NOT_DRAWN =
  /^(cursor|pointer-events|z-index|outline-offset|outline-width|outline-style|transition|will-change)/
const COLOUR = /(^|-)color$|^(caret|fill|stroke)/
/** Two colours nearer than this are one to the eye. */
const SAME_COLOUR_RATIO = 1.1

/**
 * Whoever moves with the keyboard sees where the focus is. Each stop is compared with itself without focus: a
 * failure needs both no change of style that draws something and no pixel that changed.
 */
export const focusVisible = defineRule({
  id: 'focus-visible',
  family: 'focus-visible',
  recipe: 'appearance',
  criteria: ['2.4.7'],
  act: ['oj04fd'],
  level: 'AA',
  impact: 'serious',
  owner: 'template',
  source: 'https://www.w3.org/TR/WCAG22/#focus-visible',
  state: 'focus',
  messages: {
    visible: { it: 'Si vede quando l’elemento ha il focus.', en: 'It shows when the element has the focus.' },
    invisible: {
      it: 'Quando l’elemento riceve il focus non cambia niente: chi usa la tastiera non sa dove si trova.',
      en: 'Nothing changes when the element gets the focus: keyboard users cannot tell where they are.',
    },
    unseen: {
      it: 'Quando l’elemento riceve il focus cambia solo lo stile {property}, ma sullo schermo non si vede.',
      en: 'When the element gets the focus only the style {property} changes, and nothing shows on screen.',
    },
    unknown: {
      it: 'Non si è potuto stabilire se il focus su questo elemento si vede.',
      en: 'It could not be settled whether the focus on this element shows.',
    },
    hidden: {
      it: 'Il focus arriva su un elemento che non si vede: va verificato se appare.',
      en: 'The focus reaches an element that is not visible: check whether it appears.',
    },
  },
  evaluate({ snapshot, focusWalk }) {
    return (focusWalk?.stops ?? []).map((stop) => judge(snapshot, stop)).filter((found) => found !== null)
  },
})

function judge(snapshot: Snapshot, stop: FocusStop): Found<Message> | null {
  const element = byBackendId(snapshot, stop.backendId)
  // A frame's own stop is its scrolled content; what is inside has stops of its own.
  if (!element || element.tag === 'body' || element.tag === 'html' || element.tag === 'iframe') return null
  const node = element.index
  if (stop.pixelsChanged === true) return { verdict: 'passed', message: 'visible', node }
  const drawn = stop.changed.filter((change) => isDrawn(snapshot, element, change, stop.changed))
  if (stop.pixelsChanged === null) {
    return drawn.length > 0 && isOnScreen(stop)
      ? { verdict: 'passed', message: 'visible', node }
      : { verdict: 'cantTell', message: 'unknown', node }
  }
  if (isVisuallyHidden(snapshot, element) || !isOnScreen(stop))
    return { verdict: 'cantTell', message: 'hidden', node }
  const [change] = stop.changed
  if (drawn.length > 0) return { verdict: 'cantTell', message: 'unknown', node }
  return change
    ? { verdict: 'failed', message: 'unseen', node, data: { property: change.property } }
    : { verdict: 'failed', message: 'invisible', node }
}

const isOnScreen = ({ box }: FocusStop): boolean =>
  box !== null && box.width > 1 && box.height > 1 && box.x + box.width > 0 && box.y + box.height > 0

/** Whether a change of style can put anything on screen that was not there before. */
function isDrawn(snapshot: Snapshot, element: EvidenceNode, change: Change, all: readonly Change[]): boolean {
  const { property, from, to } = change
  if (property === 'outline-width' || property === 'outline-style') return hasOutline(snapshot, element, all)
  if (property === 'outline-color') return hasOutline(snapshot, element, all)
  if (NOT_DRAWN.test(property)) return false
  if (property === 'box-shadow') return to !== from && hasVisibleShadow(to, from)
  if (property.endsWith('-width') && property.startsWith('border')) return px(from) !== px(to)
  if (COLOUR.test(property)) return differs(from, to)
  return from !== to
}

/** The outline as it is with focus: of the width, style and colour that changed, and what stayed as it was. */
function hasOutline(snapshot: Snapshot, element: EvidenceNode, all: readonly Change[]): boolean {
  const now = (property: 'outline-width' | 'outline-style' | 'outline-color') =>
    all.find((change) => change.property === property)?.to ?? element.style?.[property] ?? ''
  if (px(now('outline-width')) === 0 || ['none', 'hidden', ''].includes(now('outline-style'))) return false
  const colour = parseColour(now('outline-color'))
  if (!colour) return true
  if (colour.a < 0.1) return false
  const behind = backgroundAround(snapshot, element)
  return behind === null || contrast(colour, behind) >= SAME_COLOUR_RATIO
}

/** The colour next to the element's edge; null when it is not one plain colour. */
function backgroundAround(snapshot: Snapshot, element: EvidenceNode) {
  for (const up of ancestors(snapshot, element)) {
    if (!up.style) continue
    if (up.style['background-image'] !== 'none') return null
    const colour = parseColour(up.style['background-color'])
    if (!colour) return null
    if (colour.a === 1) return colour
    if (colour.a > 0) return null
  }
  return { r: 255, g: 255, b: 255, a: 1 }
}

function hasVisibleShadow(to: string, from: string): boolean {
  if (to === 'none') return from !== 'none'
  const colours = to.match(/rgba?\([^)]*\)/g) ?? []
  const lengths = to.replace(/rgba?\([^)]*\)/g, '').match(/-?[\d.]+px/g) ?? []
  return (
    colours.some((colour) => (parseColour(colour)?.a ?? 1) >= 0.1) &&
    lengths.some((length) => px(length) !== 0)
  )
}

function differs(from: string, to: string): boolean {
  const [before, after] = [parseColour(from), parseColour(to)]
  if (!before || !after) return from !== to
  if (before.a < 0.05 && after.a < 0.05) return false
  return before.a !== after.a || contrast(before, after) >= SAME_COLOUR_RATIO
}
