import type { Evidence } from '../collect/evidence.ts'
import { selectorOf } from '../collect/selector.ts'
import type { Outcome, RuleRun } from './rule.ts'

interface Look {
  readonly evidence: Evidence
  readonly outcomes: readonly Outcome[]
}

/**
 * Compares two looks at one page: what fails at the first and not at the second is unstable, never a failure.
 * An element is the same when the browser says so (the page may have moved it), or, where the page has drawn it
 * anew, when it is at the same place.
 */
export function settleOutcomes(first: Look, second: Look): Outcome[] {
  const failures = second.outcomes.filter(({ verdict }) => verdict === 'failed')
  const seenAgain = new Set(failures.flatMap((outcome) => placesOf(second.evidence, outcome)))
  return first.outcomes.map((outcome) =>
    isTimeSensitive(outcome) && !placesOf(first.evidence, outcome).some((place) => seenAgain.has(place))
      ? { ...outcome, verdict: 'unstable' }
      : outcome,
  )
}

/** A rule all of whose failures turned out unstable has not failed on the page: a person has to look. */
export function settleRuns(runs: readonly RuleRun[], outcomes: readonly Outcome[]): RuleRun[] {
  const failing = new Set(
    outcomes.filter(({ verdict }) => verdict === 'failed').map(({ rule, state }) => `${rule} ${state}`),
  )
  return runs.map((run) =>
    run.status === 'failed' && !failing.has(`${run.rule} ${run.state}`)
      ? { ...run, status: 'to-judge' }
      : run,
  )
}

/** Only what was looked at twice can be called unstable. */
export function isTimeSensitive({ state, verdict }: Outcome): boolean {
  return (state === 'default' || state === 'banner-first-visit') && verdict === 'failed'
}

function placesOf({ snapshot }: Evidence, { rule, node }: Outcome): string[] {
  const element = node === null ? undefined : snapshot.nodes[node]
  if (!element) return [rule]
  return [`${rule} #${element.backendId}`, [rule, ...selectorOf(snapshot, element)].join(' | ')]
}
