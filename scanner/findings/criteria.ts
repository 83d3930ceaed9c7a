import type { Conformance, CriterionResult, CriterionStatus, Finding } from '../reports/report.ts'
import type { RuleInfo, RuleRun, Text } from '../rules/rule.ts'
import { currentStandard, nextStandard, standardCriteria } from '../standards/en-301-549.ts'
import { type Criterion, criteria, PARSING } from '../standards/wcag.ts'

export interface CriteriaInput {
  readonly lang: 'it' | 'en'
  readonly level: 'A' | 'AA' | 'AAA'
  readonly rules: readonly RuleInfo[]
  /** Runs of the audited pages, by page id. */
  readonly runs: ReadonlyMap<string, readonly RuleRun[]>
  readonly findings: readonly Finding[]
  /** Criteria that no page has anything for, and why. */
  readonly notApplicable: ReadonlyMap<string, Text>
}

/**
 * Criteria that one rule decides wholly, on every page: the language of a page is there and valid or it is
 * not, and a detector compares it with the text. For all others a program can find failures, never their
 * absence. https://www.w3.org/TR/WCAG22/#language-of-page
 */
const DECIDABLE: Readonly<Record<string, readonly string[]>> = {
  '3.1.1': ['page-lang', 'text-language'],
}

/** Status of each criterion over all pages: it holds only if it holds on every one. */
export function criteriaTable(input: CriteriaInput): CriterionResult[] {
  const current = new Set(standardCriteria(currentStandard).map(({ sc }) => sc))
  return criteria
    .filter((criterion) => isAsked(criterion, input.level))
    .map((criterion) => {
      const rules = input.rules.filter((rule) => rule.criteria.includes(criterion.sc))
      const findings = input.findings.filter(({ wcag }) => wcag.includes(criterion.sc))
      const pages = pagesOf(rules, input)
      const status = statusOf(criterion, findings, pages, input)
      const reason = input.notApplicable.get(criterion.sc)
      return {
        sc: criterion.sc,
        title: criterion.title[input.lang],
        level: criterion.level,
        en301549: criterion.clause || `9.${criterion.sc}`,
        obligation: current.has(criterion.sc) ? ('current' as const) : ('next' as const),
        status,
        ...(status === 'not-applicable' && reason ? { reason: reason[input.lang] } : {}),
        failedPages: pages.failed,
        toJudgePages: pages.toJudge,
        passedPages: pages.passed,
        automation: rules.length > 0 ? ('partial' as const) : ('none' as const),
        findings: findings.map(({ key }) => key),
      }
    })
}

const LEVELS = ['A', 'AA', 'AAA'] as const

function isAsked({ level, sc }: Criterion, asked: CriteriaInput['level']): boolean {
  const isInStandard = [...standardCriteria(currentStandard), ...standardCriteria(nextStandard)].some(
    (criterion) => criterion.sc === sc,
  )
  return LEVELS.indexOf(level) <= LEVELS.indexOf(asked) && (isInStandard || level === 'AAA')
}

interface PageCounts {
  readonly failed: number
  readonly toJudge: number
  readonly passed: number
  readonly notRun: number
}

/** On how many pages the rules of a criterion failed, were undecided, or passed something. */
function pagesOf(rules: readonly RuleInfo[], { runs }: CriteriaInput): PageCounts {
  const ids = new Set(rules.map(({ id }) => id))
  const counts = { failed: 0, toJudge: 0, passed: 0, notRun: 0 }
  for (const ofPage of runs.values()) {
    const statuses = new Set(ofPage.filter(({ rule }) => ids.has(rule)).map(({ status }) => status))
    if (statuses.has('failed')) counts.failed++
    else if (statuses.has('to-judge')) counts.toJudge++
    else if (statuses.has('passed')) counts.passed++
    if (statuses.has('not-run')) counts.notRun++
  }
  return counts
}

function statusOf(
  { sc }: Criterion,
  findings: readonly Finding[],
  pages: PageCounts,
  input: CriteriaInput,
): CriterionStatus {
  if (sc === PARSING) return 'passes'
  if (findings.some(({ outcome }) => outcome === 'failed')) return 'fails'
  if (findings.some(({ outcome }) => outcome === 'cantTell')) return 'to-judge'
  if (input.notApplicable.has(sc)) return 'not-applicable'
  if (isDecided(sc, input)) return 'passes'
  return pages.passed > 0 && pages.notRun === 0 ? 'to-judge' : 'not-checked'
}

/** Every deciding rule ran to its end on every page, and at least one found what it looks for. */
function isDecided(sc: string, { runs }: CriteriaInput): boolean {
  const deciding = DECIDABLE[sc]
  if (!deciding || runs.size === 0) return false
  return [...runs.values()].every((ofPage) => {
    const own = ofPage.filter(({ rule }) => deciding.includes(rule))
    return own.length >= deciding.length && own.every(({ status }) => status === 'passed')
  })
}

/**
 * AGID's arithmetic over the criteria of today's standard: all satisfied is `conforme`, more than half
 * `parzialmente conforme`, less than half `non conforme`; of exactly half the published wording says nothing.
 * While anything is undecided, only what can no longer change is said.
 * https://accessibilita.agid.gov.it/
 */
export function conformance(table: readonly CriterionResult[], lang: 'it' | 'en'): Conformance {
  const asked = table.filter(({ obligation, level }) => obligation === 'current' && level !== 'AAA')
  const count = (...statuses: readonly CriterionStatus[]) =>
    asked.filter(({ status }) => statuses.includes(status)).length
  const counts = {
    satisfied: count('passes'),
    failed: count('fails'),
    undecided: count('to-judge', 'not-checked'),
    notApplicable: count('not-applicable'),
  }
  const status = statusFrom(counts)
  return {
    standard: currentStandard.id,
    ...counts,
    status,
    explanation: explain(status, counts, asked.length, lang),
  }
}

type Counts = Pick<Conformance, 'satisfied' | 'failed' | 'undecided' | 'notApplicable'>

function statusFrom({ satisfied, failed, undecided, notApplicable }: Counts): Conformance['status'] {
  const total = satisfied + failed + undecided + notApplicable
  const holds = satisfied + notApplicable
  if (total === 0) return 'undecided'
  if (holds === total) return 'conforme'
  // Whatever the undecided ones turn out to be, half is already lost, or already won with a failure.
  if (failed > total / 2) return 'non-conforme'
  if (failed > 0 && holds > total / 2) return 'parzialmente-conforme'
  return 'undecided'
}

function explain(
  status: Conformance['status'],
  { satisfied, failed, undecided, notApplicable }: Counts,
  total: number,
  lang: 'it' | 'en',
): string {
  const it = `Su ${total} criteri: ${failed} non rispettati, ${satisfied} rispettati, ${notApplicable} non applicabili, ${undecided} da giudicare o non controllati.`
  const en = `Of ${total} criteria: ${failed} fail, ${satisfied} hold, ${notApplicable} do not apply, ${undecided} are to be judged or not checked.`
  const verdict = {
    conforme: {
      it: 'Tutti i criteri sono rispettati: il sito è conforme.',
      en: 'All criteria hold: the site conforms.',
    },
    'parzialmente-conforme': {
      it: 'Più della metà dei criteri è rispettata, non tutti: il sito è parzialmente conforme.',
      en: 'More than half of the criteria hold, not all: the site conforms in part.',
    },
    'non-conforme': {
      it: 'Più della metà dei criteri non è rispettata: il sito non è conforme.',
      en: 'More than half of the criteria fail: the site does not conform.',
    },
    undecided: {
      it:
        failed > 0
          ? 'Il sito non può dirsi conforme: alcuni criteri non sono rispettati. Per sapere se lo è in parte servono le verifiche di una persona.'
          : 'Il sito non può ancora dirsi conforme: servono le verifiche che solo una persona può fare.',
      en:
        failed > 0
          ? 'The site cannot be called conforming: some criteria fail. Whether it conforms in part takes a person’s checks.'
          : 'The site cannot be called conforming yet: what only a person can check is missing.',
    },
  }[status]
  return lang === 'it' ? `${verdict.it} ${it}` : `${verdict.en} ${en}`
}
