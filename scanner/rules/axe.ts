import type { AxeNode, AxeRuleResult, AxeRun, Evidence, Snapshot } from '../collect/evidence.ts'
import { resolveAncestry } from '../collect/selector.ts'
import { axeRules } from './axe-catalogue.ts'
import { axeMessage } from './axe-messages.ts'
import type { Outcome, RuleInfo, RuleRun } from './rule.ts'

export interface Judged {
  readonly outcomes: readonly Outcome[]
  readonly runs: readonly RuleRun[]
}

/** axe's results as outcomes of Rampa. What axe cannot decide, and what is experimental, is to be judged. */
export function axeOutcomes(evidence: Evidence): Judged {
  const judged = evidence.axe.map((run) => judgeRun(run, snapshotFor(evidence, run)))
  return {
    outcomes: judged.flatMap(({ outcomes }) => outcomes),
    runs: judged.flatMap(({ runs }) => runs),
  }
}

const STYLE_RULE = 'css-orientation-lock'

const snapshotFor = (evidence: Evidence, run: AxeRun): Snapshot =>
  run.state === 'reflow' && evidence.reflow ? evidence.reflow : evidence.snapshot

function judgeRun(run: AxeRun, snapshot: Snapshot): Judged {
  const outcomes: Outcome[] = []
  const runs: RuleRun[] = []
  const results = new Map(run.rules.map((result) => [result.id, result]))
  const notRun = new Set(run.notRun.map(({ id }) => id))
  // Undecided, this rule only says that it got no style sheet to read: there is nothing for a person to judge.
  const withoutStyles = results.get(STYLE_RULE)
  if (withoutStyles && withoutStyles.incomplete.length > 0) {
    results.delete(STYLE_RULE)
    notRun.add(STYLE_RULE)
  }
  for (const [axeId, info] of axeRules) {
    const result = results.get(axeId)
    const found = result ? outcomesOf(result, info, run, snapshot) : []
    outcomes.push(...found)
    runs.push({
      rule: info.id,
      state: run.state,
      status: notRun.has(axeId) ? 'not-run' : statusOf(found, result),
      passedCount: result?.passedCount ?? 0,
    })
  }
  return { outcomes, runs }
}

function statusOf(found: readonly Outcome[], result: AxeRuleResult | undefined): RuleRun['status'] {
  if (found.some(({ verdict }) => verdict === 'failed')) return 'failed'
  if (found.length > 0) return 'to-judge'
  return result && result.passedCount > 0 ? 'passed' : 'inapplicable'
}

function outcomesOf(result: AxeRuleResult, info: RuleInfo, run: AxeRun, snapshot: Snapshot): Outcome[] {
  const outcome = (node: AxeNode, verdict: 'failed' | 'cantTell'): Outcome => ({
    rule: info.id,
    verdict: info.isExperimental ? 'cantTell' : verdict,
    state: run.state,
    node: resolveAncestry(snapshot, node.ancestry)?.index ?? null,
    ...axeMessage(result.id, node, verdict),
  })
  return [
    ...result.violations.map((node) => outcome(node, 'failed')),
    ...result.incomplete.map((node) => outcome(node, 'cantTell')),
  ]
}
