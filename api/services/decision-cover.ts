import type { HoldingDecision } from '../db/queries/decisions.ts'

export interface CoveredFinding {
  readonly id: string
  readonly rule: string
  /** Its occurrences that are there now. */
  readonly occurrences: readonly { readonly key: string; readonly voidDigest: string }[]
}

/**
 * Whether a decision still speaks of what it was taken on: the element itself, or every element of the
 * component, unchanged. A decision on a rule speaks of no element.
 */
export function isVoid(decision: HoldingDecision, { occurrences }: CoveredFinding): boolean {
  if (decision.scope === 'rule') return false
  const concerned =
    decision.scope === 'element'
      ? occurrences.filter(({ key }) => key === decision.occurrence_key)
      : occurrences
  return concerned.some(({ voidDigest }) => !decision.void_digests.includes(voidDigest))
}

/** Whether these decisions, all of which hold, leave nothing of the finding open. */
export function isCovered(decisions: readonly HoldingDecision[], finding: CoveredFinding): boolean {
  const own = decisions.filter((decision) => decision.finding_id === finding.id)
  if (decisions.some(({ scope, rule }) => scope === 'rule' && rule === finding.rule)) return true
  if (own.some(({ scope }) => scope === 'component')) return true
  const decided = new Set(
    own.flatMap(({ scope, occurrence_key }) => (scope === 'element' ? (occurrence_key ?? []) : [])),
  )
  return finding.occurrences.length > 0 && finding.occurrences.every(({ key }) => decided.has(key))
}
