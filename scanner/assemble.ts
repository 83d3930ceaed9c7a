import type { Fate } from './crawl/frontier.ts'
import { pageKey } from './crawl/url.ts'
import { CAUSES } from './failure.ts'
import { notApplicable } from './findings/applicability.ts'
import { compareWithBaseline, type Proofs } from './findings/compare.ts'
import { conformance, criteriaTable } from './findings/criteria.ts'
import { groupFindings } from './findings/group.ts'
import type { PageRecord } from './findings/sighting.ts'
import { pageSighting } from './findings/sightings.ts'
import { summarise } from './findings/summary.ts'
import type { ScanOptions } from './options.ts'
import type { NotAudited, Report, ReportPage, ReportScan } from './reports/report.ts'
import { evaluateSite, type JudgedSite } from './rules/evaluate.ts'
import type { Level, PageDigest, RuleInfo, RuleRun, SiteFacts } from './rules/rule.ts'
import type { Spool } from './spool.ts'
import { clausesOf, currentStandard, obligationOf } from './standards/en-301-549.ts'
import type { RuleTexts } from './texts.ts'

/** All that an audit is made of, before it becomes a report. */
export interface Parts {
  readonly options: ScanOptions
  readonly tool: Report['tool']
  readonly scan: Omit<ReportScan, 'standard' | 'level' | 'coverage'>
  readonly selected: number
  readonly pages: readonly ReportPage[]
  readonly fates: readonly Fate[]
  readonly digests: readonly PageDigest[]
  readonly facts: SiteFacts
  readonly spool: Spool
  readonly rules: ReadonlyMap<string, RuleInfo>
  readonly documents: Report['documents']
  readonly lighthouse: Report['lighthouse']
  readonly sitemap: Report['sitemap']
  readonly baseline: Report | null
}

const LEVELS: readonly Level[] = ['A', 'AA', 'AAA']

/** Whether an audit with these options reports what a rule finds. */
function isReported(rule: RuleInfo, options: Pick<ScanOptions, 'level' | 'bestPractices'>): boolean {
  return rule.level === 'best-practice'
    ? options.bestPractices
    : LEVELS.indexOf(rule.level) <= LEVELS.indexOf(options.level)
}

export interface Assembled {
  readonly report: Report
  /** How the rules ran on each page: what proves that something is fixed. */
  readonly proofs: Proofs
}

/** Joins the parts into the one object that every format is rendered from. */
export async function assembleReport(parts: Parts, texts: RuleTexts): Promise<Assembled> {
  const { options, pages, spool, rules, digests, facts } = parts
  const reported = new Map([...rules].filter(([, rule]) => isReported(rule, options)))
  // What holds for a site cannot be said of chosen pages, nor when its home page could not be read.
  const isWholeSite = options.scope === 'site' && options.urls === null && pages[0]?.depth === 0
  const site = isWholeSite ? evaluateSite(digests, facts) : { outcomes: [], runs: [] }
  const runs = new Map<string, readonly RuleRun[]>()
  const share = sharing()

  async function* records(): AsyncIterable<PageRecord> {
    const bySite = siteSightings(site, reported)
    for await (const record of spool.read(pages.map(({ id }) => id))) {
      runs.set(record.page, [...record.runs, ...site.runs].map(share))
      const own = record.sightings.filter(({ rule }) => reported.has(rule))
      yield { ...record, sightings: [...own, ...(bySite.get(record.page) ?? [])] }
    }
  }

  const findings = await groupFindings(records(), {
    site: facts.host,
    rules: reported,
    pages: new Map(pages.map((page) => [page.id, { ...page, pageKey: pageKey(page.finalUrl) }])),
    totalPages: pages.length,
    lang: options.lang,
    texts,
    standards: ({ criteria }) => ({ en301549: clausesOf(criteria), obligation: obligationOf(criteria) }),
  })
  const criteria = criteriaTable({
    ...options,
    rules: [...reported.values()],
    runs,
    findings,
    notApplicable: notApplicable(digests),
  })
  const report: Report = {
    schemaVersion: '1.0',
    lang: options.lang,
    tool: parts.tool,
    scan: {
      ...parts.scan,
      standard: currentStandard.id,
      level: options.level,
      coverage: coverageOf(parts),
    },
    pages,
    notAudited: parts.fates.map((fate) => explained(fate, options.lang)),
    findings,
    criteria,
    conformance: conformance(criteria, options.lang),
    documents: parts.documents,
    lighthouse: parts.lighthouse,
    sitemap: parts.sitemap,
    comparison: null,
    summary: summarise(findings),
  }
  const proofs = proofsOf(runs, rules)
  return { report: parts.baseline ? compareWithBaseline(report, parts.baseline, proofs) : report, proofs }
}

/** Every page has some hundred runs and they end in a few ways: each way is one object, however many pages. */
function sharing(): (run: RuleRun) => RuleRun {
  const known = new Map<string, RuleRun>()
  return (run) => {
    const { rule, state, status, passedCount } = run
    const key = `${rule} ${state} ${status} ${passedCount}`
    const first = known.get(key) ?? run
    known.set(key, first)
    return first
  }
}

function siteSightings(site: JudgedSite, rules: ReadonlyMap<string, RuleInfo>) {
  const byPage = new Map<string, PageRecord['sightings'][number][]>()
  for (const outcome of site.outcomes) {
    const info = rules.get(outcome.rule)
    if (!info || outcome.verdict === 'passed') continue
    byPage.set(outcome.page, [...(byPage.get(outcome.page) ?? []), pageSighting(outcome, info, outcome.page)])
  }
  return byPage
}

function coverageOf({ pages, fates, selected }: Parts): ReportScan['coverage'] {
  const notAudited: Partial<Record<Fate['cause'], number>> = {}
  for (const { cause } of fates) notAudited[cause] = (notAudited[cause] ?? 0) + 1
  return { discovered: pages.length + fates.length, selected, audited: pages.length, notAudited }
}

function explained({ url, cause, detail, foundOn }: Fate, lang: 'it' | 'en'): NotAudited {
  const { reason, remedy } = CAUSES[cause]
  return { url, cause, reason: reason[lang], remedy: remedy[lang], detail, foundOn }
}

/** A family ran on a page as well as its weakest rule did. */
function proofsOf(
  runs: ReadonlyMap<string, readonly RuleRun[]>,
  rules: ReadonlyMap<string, RuleInfo>,
): Proofs {
  return {
    pageKey,
    runs: (page, family, state) => {
      const statuses = (runs.get(page) ?? [])
        .filter((run) => run.state === state && rules.get(run.rule)?.family === family)
        .map(({ status }) => status)
      if (statuses.includes('not-run')) return 'not-run'
      return statuses.find((status) => status === 'failed') ?? statuses[0]
    },
  }
}
