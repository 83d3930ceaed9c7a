import type { EvidenceNode, Snapshot, Styles } from '../collect/evidence.ts'
import { closest, elements, isVisuallyHidden, parentOf, styleOf, textOf } from '../collect/tree.ts'
import { isBold, isExposed, px, within } from './query.ts'
import { defineRule, type Found } from './rule.ts'

type Message = 'looksLikeHeading' | 'maybeHeading'

const BLOCKS = ['p', 'div']
const NOT_HEADING = new Set([
  ...['table', 'ul', 'ol', 'dl', 'button', 'nav', 'label', 'form', 'fieldset', 'figcaption', 'figure'],
  ...['blockquote', 'a', 'header', 'footer', 'summary', 'dialog', 'address', 'aside', 'hgroup', 'h1', 'h2'],
  ...['h3', 'h4', 'h5', 'h6', 'caption', 'legend', 'iframe', 'pre', 'svg'],
])
const NOT_HEADING_ROLES = new Set([
  ...['heading', 'navigation', 'button', 'link', 'listitem', 'menuitem', 'tab', 'tooltip', 'alert', 'status'],
  ...[
    'dialog',
    'banner',
    'contentinfo',
    'complementary',
    'note',
    'caption',
    'blockquote',
    'search',
    'figure',
  ],
])
const MAX_CHARACTERS = 80
/** What follows a heading is longer than a label's value or a caption. */
const MIN_FOLLOWING_CHARACTERS = 80
/** Larger than the text below by this much, a line reads as a title. */
const LARGER = 1.2

interface Signals {
  readonly node: EvidenceNode
  readonly isBolder: boolean
  readonly isLarger: boolean
}

/**
 * A short line that looks like a heading of the text below, and is none for assistive technology. A failure only
 * when it is both bolder and clearly larger, or when the same look is repeated over several texts of one parent.
 */
export const visualHeading = defineRule({
  id: 'visual-heading',
  family: 'visual-heading',
  recipe: 'structure',
  criteria: ['1.3.1'],
  act: [],
  level: 'A',
  impact: 'serious',
  owner: 'editorial',
  source: 'https://www.w3.org/WAI/WCAG22/Techniques/failures/F2',
  state: 'default',
  messages: {
    looksLikeHeading: {
      it: '«{text}» ha l’aspetto di un’intestazione, ma non lo è per chi usa un lettore di schermo.',
      en: '“{text}” looks like a heading, but is none for who uses a screen reader.',
    },
    maybeHeading: {
      it: '«{text}» potrebbe essere un’intestazione scritta come testo comune.',
      en: '“{text}” may be a heading written as plain text.',
    },
  },
  evaluate({ snapshot }) {
    const candidates = elements(snapshot, ...BLOCKS)
      .map((node) => signalsOf(snapshot, node))
      .filter((signals) => signals !== null)
    return candidates.map((one) => judge(snapshot, one, candidates))
  },
})

function judge(snapshot: Snapshot, one: Signals, all: readonly Signals[]): Found<Message> {
  const { node } = one
  const twins = all.filter(
    (other) =>
      other.node.parent === node.parent &&
      other.isBolder === one.isBolder &&
      other.isLarger === one.isLarger &&
      other.node.tag === node.tag,
  )
  const data = { text: textOf(snapshot, node) }
  const agree = (one.isBolder && one.isLarger) || twins.length > 1
  return agree
    ? { verdict: 'failed', message: 'looksLikeHeading', node: node.index, data }
    : { verdict: 'cantTell', message: 'maybeHeading', node: node.index, data }
}

function signalsOf(snapshot: Snapshot, node: EvidenceNode): Signals | null {
  if (!isExposed(node) || !node.box || isVisuallyHidden(snapshot, node)) return null
  const text = textOf(snapshot, node)
  if (!isTitleLike(text) || isElsewhere(snapshot, node)) return null
  const style = wholeStyle(snapshot, node)
  const following = followingText(snapshot, node)
  if (!style || !following) return null
  const isBolder = isBold(style) && !isBold(following)
  const isLarger = px(style['font-size']) >= px(following['font-size']) * LARGER
  const isSmaller = px(style['font-size']) < px(following['font-size'])
  return (isBolder || isLarger) && !isSmaller ? { node, isBolder, isLarger } : null
}

/** A few words that end without the stop of a sentence, the colon of a label or a sum of money. */
const isTitleLike = (text: string): boolean =>
  text.length <= MAX_CHARACTERS &&
  text.replace(/[^\p{L}]/gu, '').length >= 3 &&
  !/[.,;:!…]$/.test(text) &&
  !/[@€]|https?:|www\.|^[\d\s./:-]+$/.test(text)

const isElsewhere = (snapshot: Snapshot, node: EvidenceNode): boolean =>
  closest(snapshot, node, ({ tag, role }) => NOT_HEADING.has(tag) || NOT_HEADING_ROLES.has(role ?? '')) !==
    undefined || [...within(snapshot, node)].some(({ tag, role }) => tag !== '' && role === 'heading')

/** The style of all the letters of a block on one line, or null: two looks, several lines, a link, a picture. */
function wholeStyle(snapshot: Snapshot, node: EvidenceNode): Styles | null {
  let style: Styles | null = null
  const tops = new Set<number>()
  for (const inner of within(snapshot, node)) {
    if (['a', 'img', 'svg', 'input', 'button', 'label', 'br', 'time'].includes(inner.tag)) return null
    if (inner !== node && inner.style && !inner.style.display.startsWith('inline')) return null
    if (inner.kind !== 'text' || inner.text.trim() === '') continue
    const own = styleOf(snapshot, inner)
    if (!own || (style && !looksSame(style, own))) return null
    style = own
    for (const { y } of inner.lines) tops.add(Math.round(y))
  }
  return tops.size === 1 ? style : null
}

const looksSame = (one: Styles, other: Styles): boolean =>
  isBold(one) === isBold(other) && one['font-size'] === other['font-size']

/** The style of the running text right below, when there is enough of it. */
function followingText(snapshot: Snapshot, node: EvidenceNode): Styles | null {
  const siblings = parentOf(snapshot, node)?.children ?? []
  const next = siblings
    .slice(siblings.indexOf(node.index) + 1)
    .map((index) => snapshot.nodes[index])
    .find((sibling) => sibling?.box && (sibling.kind !== 'text' || sibling.text.trim() !== ''))
  if (!next?.box || !node.box || next.role === 'heading' || next.box.y < node.box.y + node.box.height - 1) {
    return null
  }
  if (!['p', 'div', 'ul', 'ol', 'section', ''].includes(next.tag)) return null
  if (textOf(snapshot, next).length < MIN_FOLLOWING_CHARACTERS) return null
  const first = [...within(snapshot, next)].find(
    ({ kind, text, box }) => kind === 'text' && text.trim() && box,
  )
  return first ? styleOf(snapshot, first) : null
}
