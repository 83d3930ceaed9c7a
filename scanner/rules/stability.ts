import type { Evidence } from '../collect/evidence.ts'
import { selectorOf } from '../collect/selector.ts'
import type { Outcome } from './rule.ts'

/**
 * Compares two looks at one page: what the first reports and the second does not is unstable, never a failure.
 * Elements are told by where they are, since node numbers belong to one snapshot.
 */
export function settleOutcomes(
  first: { readonly evidence: Evidence; readonly outcomes: readonly Outcome[] },
  second: { readonly evidence: Evidence; readonly outcomes: readonly Outcome[] },
): Outcome[] {
  const seenAgain = new Set(second.outcomes.map((outcome) => placeOf(second.evidence, outcome)))
  return first.outcomes.map((outcome) =>
    isTimeSensitive(outcome) && !seenAgain.has(placeOf(first.evidence, outcome))
      ? { ...outcome, verdict: 'unstable' }
      : outcome,
  )
}

/** Only what was looked at twice can be called unstable. */
export function isTimeSensitive({ state, verdict }: Outcome): boolean {
  return (state === 'default' || state === 'banner-first-visit') && verdict === 'failed'
}

function placeOf(evidence: Evidence, { rule, node }: Outcome): string {
  const element = node === null ? undefined : evidence.snapshot.nodes[node]
  return [rule, ...(element ? selectorOf(evidence.snapshot, element) : [])].join(' | ')
}
