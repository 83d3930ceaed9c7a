import type { Evidence } from '../collect/evidence.ts'
import { axeOutcomes, type Judged } from './axe.ts'
import { pageRules, siteRules } from './index.ts'
import type { Found, Outcome, PageDigest, PageRule, RuleRun, SiteFacts, SiteRule } from './rule.ts'

/** Every engine's word on one page: axe's results and Rampa's own rules, as one list. */
export function evaluatePage(evidence: Evidence, rules: readonly PageRule[] = pageRules): Judged {
  const judged = [axeOutcomes(evidence), ...rules.map((rule) => runRule(rule, evidence))]
  return {
    outcomes: judged.flatMap(({ outcomes }) => outcomes),
    runs: judged.flatMap(({ runs }) => runs),
  }
}

/** What site rules found, by the page each outcome is filed under. */
interface SiteOutcome extends Outcome {
  readonly page: string
}

export interface JudgedSite {
  readonly outcomes: readonly SiteOutcome[]
  readonly runs: readonly RuleRun[]
}

export function evaluateSite(
  pages: readonly PageDigest[],
  facts: SiteFacts,
  rules: readonly SiteRule[] = siteRules,
): JudgedSite {
  const judged = rules.map((rule) => runSiteRule(rule, pages, facts))
  return {
    outcomes: judged.flatMap(({ outcomes }) => outcomes),
    runs: judged.flatMap(({ runs }) => runs),
  }
}

/** A rule that throws has said nothing: it is "not run", never a pass, and the other rules go on. */
function runRule(rule: PageRule, evidence: Evidence): Judged {
  const { id } = rule
  const state = rule.state === 'default' ? evidence.snapshot.state : rule.state
  if (state === 'reflow' && !evidence.reflow) return notRun(rule, state)
  if (state === 'text-spacing' && !evidence.textSpacing) return notRun(rule, state)
  if (state === 'focus' && !evidence.focusWalk) return notRun(rule, state)
  let found: readonly Found<string>[]
  try {
    found = rule.evaluate(evidence)
  } catch {
    return notRun(rule, state)
  }
  const outcomes = found.map((one) => toOutcome(rule, one, state))
  return { outcomes, runs: [{ rule: id, state, ...tally(outcomes) }] }
}

function runSiteRule(rule: SiteRule, pages: readonly PageDigest[], facts: SiteFacts): JudgedSite {
  let found: ReturnType<SiteRule['evaluate']>
  try {
    found = rule.evaluate(pages, facts)
  } catch {
    return notRun(rule, 'default')
  }
  const outcomes = found.map((one): SiteOutcome => ({ ...toOutcome(rule, one, 'default'), page: one.page }))
  return { outcomes, runs: [{ rule: rule.id, state: 'default', ...tally(outcomes) }] }
}

function notRun({ id }: PageRule | SiteRule, state: RuleRun['state']) {
  return { outcomes: [], runs: [{ rule: id, state, status: 'not-run', passedCount: 0 } satisfies RuleRun] }
}

/** What a rule not yet proven calls a failure is for a person to judge. */
function toOutcome(rule: PageRule | SiteRule, found: Found<string>, state: Outcome['state']): Outcome {
  const message = rule.messages[found.message]
  if (!message) throw new TypeError(`Rule ${rule.id} has no message ${found.message}.`)
  return {
    rule: rule.id,
    verdict: rule.isExperimental && found.verdict === 'failed' ? 'cantTell' : found.verdict,
    state,
    node: found.node ?? null,
    message,
    data: found.data ?? {},
  }
}

function tally(outcomes: readonly Outcome[]): Pick<RuleRun, 'status' | 'passedCount'> {
  const has = (verdict: Outcome['verdict']) => outcomes.some((outcome) => outcome.verdict === verdict)
  const passedCount = outcomes.filter(({ verdict }) => verdict === 'passed').length
  if (has('failed')) return { status: 'failed', passedCount }
  if (has('cantTell')) return { status: 'to-judge', passedCount }
  return { status: passedCount > 0 ? 'passed' : 'inapplicable', passedCount }
}
