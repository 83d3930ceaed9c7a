import type { Evidence, EvidenceNode, Snapshot, State } from '../collect/evidence.ts'
import { outerHtmlOf, selectorOf } from '../collect/selector.ts'
import { closest } from '../collect/tree.ts'
import type { Outcome, RuleInfo, Text } from '../rules/rule.ts'
import { attributionParts } from './attribution.ts'
import { maskHtml, maskText } from './mask.ts'
import { identityOf } from './recipe.ts'
import type { Sighting } from './sighting.ts'
import { WHOLE_PAGE, whereIs } from './where.ts'

/** Characters of a snippet. */
const MAX_HTML = 300
/** Read before masking: a secret cut in half would not be recognised. */
const MAX_RAW_HTML = 3000

export const STATE_ORDER: readonly State[] = [
  'default',
  'banner-first-visit',
  'reflow',
  'text-spacing',
  'focus',
]

export interface SightingOptions {
  /** File name of the element's picture, when one was taken. */
  readonly pictureOf?: (outcome: Outcome) => string | undefined
}

/**
 * What is wrong on one page, with all that is needed later. In document order within each state: the ordinal
 * of equal elements depends on it.
 *
 * @param page id of the page, `p1`…
 */
export function toSightings(
  evidence: Evidence,
  outcomes: readonly Outcome[],
  rules: ReadonlyMap<string, RuleInfo>,
  page: string,
  options: SightingOptions = {},
): Sighting[] {
  return outcomes
    .filter(({ verdict }) => verdict !== 'passed' && verdict !== 'inapplicable')
    .toSorted(
      (a, b) =>
        STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
        (a.node ?? -1) - (b.node ?? -1) ||
        (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
    )
    .flatMap((outcome) => {
      const info = rules.get(outcome.rule)
      return info ? [toSighting(evidence, outcome, info, page, options)] : []
    })
}

/** A fault of a whole page, told without its evidence: what site rules find when all pages are gone. */
export function pageSighting(outcome: Outcome, info: RuleInfo, page: string): Sighting {
  const data = maskData(outcome.data)
  return {
    page,
    rule: outcome.rule,
    verdict: outcome.verdict === 'failed' || outcome.verdict === 'unstable' ? outcome.verdict : 'cantTell',
    state: outcome.state,
    target: [],
    html: '',
    message: maskMessage(outcome.message),
    data,
    box: null,
    where: WHOLE_PAGE,
    identity: identityOf(null, null, info, data, ''),
    attribution: attributionParts(null, null, ''),
  }
}

function toSighting(
  evidence: Evidence,
  outcome: Outcome,
  info: RuleInfo,
  page: string,
  options: SightingOptions,
): Sighting {
  const snapshot = outcome.state === 'reflow' ? evidence.reflow : evidence.snapshot
  const node = snapshot && elementAt(snapshot, outcome.node)
  const data = maskData(outcome.data)
  const picture = options.pictureOf?.(outcome)
  const whole = pageSighting(outcome, info, page)
  if (!snapshot || !node) return whole
  return {
    ...whole,
    target: selectorOf(snapshot, node),
    html: snippet(snapshot, node),
    box: node.box,
    where: whereIs(snapshot, node),
    identity: identityOf(snapshot, node, info, data, evidence.finalUrl),
    attribution: attributionParts(snapshot, node, evidence.finalUrl),
    ...(picture === undefined ? {} : { picture }),
  }
}

/** Texts and pseudo-elements stand for the element they belong to; the document, for the whole page. */
function elementAt(snapshot: Snapshot, index: number | null): EvidenceNode | null {
  const node = index === null ? undefined : snapshot.nodes[index]
  if (!node) return null
  return closest(snapshot, node, ({ kind, tag }) => kind === 'element' && !tag.startsWith('::')) ?? null
}

function snippet(snapshot: Snapshot, node: EvidenceNode): string {
  const html = maskHtml(outerHtmlOf(snapshot, node, MAX_RAW_HTML))
  return html.length > MAX_HTML ? `${html.slice(0, MAX_HTML - 1)}…` : html
}

const maskMessage = ({ it, en }: Text): Text => ({ it: maskText(it), en: maskText(en) })

function maskData(data: Outcome['data']): Outcome['data'] {
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, typeof value === 'string' ? maskText(value) : value]),
  )
}
