import { html, type Markup } from '../markup.ts'
import type { Finding } from '../report.ts'
import { findingCard } from './finding.ts'
import { restTable } from './sections.ts'
import { anchorOf, type View } from './view.ts'

/** How far into the file each outcome may write: what fails goes first, but never takes everything. */
const SHARES = [
  ['failed', 0.75],
  ['cantTell', 0.95],
  ['unstable', 1],
] as const

export interface Details {
  /** null where there is no finding of that outcome. */
  readonly bodies: Readonly<Record<Finding['outcome'], Markup | null>>
  readonly cards: number
  /** Anchors that exist: a link to any other finding would lead nowhere. */
  readonly anchors: ReadonlySet<string>
}

/** The findings, by priority, whole as long as there is room, then a line each, then counted. */
export function findingDetails(view: View): Details {
  const bodies: Record<Finding['outcome'], Markup | null> = { failed: null, cantTell: null, unstable: null }
  const anchors = new Set<string>()
  let chars = 0
  let cards = 0
  for (const [outcome, share] of SHARES) {
    const findings = view.report.findings.filter((finding) => finding.outcome === outcome)
    const whole: Markup[] = []
    for (const finding of findings) {
      const card = findingCard(finding, view)
      if (chars + card.toString().length > view.limits.detailChars * share) break
      chars += card.toString().length
      whole.push(card)
    }
    const rest = findings.slice(whole.length)
    for (const finding of findings.slice(0, whole.length + view.limits.rows)) anchors.add(anchorOf(finding))
    cards += whole.length
    if (findings.length > 0) bodies[outcome] = html`${whole}${rest.length > 0 && restTable(view, rest)}`
  }
  return { bodies, cards, anchors }
}
