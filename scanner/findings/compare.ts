import type { ComparedFinding, Comparison, Finding, Occurrence, Report } from '../reports/report.ts'
import type { RuleRun } from '../rules/rule.ts'
import { pairLeftovers } from './compare-pairs.ts'
import { unprovenReason } from './compare-proof.ts'

/** What the current audit can prove. */
export interface Proofs {
  /** Canonical form of an address: see crawl/url.ts. */
  readonly pageKey: (url: string) => string
  /** How a rule family ended on a page of the current audit; undefined when it was not tried. */
  readonly runs: (pageId: string, family: string, state: string) => RuleRun['status'] | undefined
}

/** An occurrence of either audit; those beyond MAX_OCCURRENCES have only their key. */
export interface Placed {
  readonly finding: Finding
  readonly occurrence: Pick<Occurrence, 'key' | 'page' | 'state'> & Partial<Occurrence>
  /** Id of the page in the current audit; undefined when it was not audited. */
  readonly currentPage: string | undefined
}

type Matched = NonNullable<Occurrence['matched']>

/**
 * What changed since the baseline, by identity and never by counts. What is gone is fixed only if the page was
 * seen, and the rule family ran to its end in the same state; otherwise it is not verified, and says why.
 */
export function compareWithBaseline(current: Report, baseline: Report, proofs: Proofs): Report {
  const pageOf = currentPages(current, baseline, proofs)
  const after = placed(current, (page) => page)
  const before = placed(baseline, (page) => pageOf.get(page))
  const matches = matchAll(before, after)
  const gone = before.filter((was) => !matches.before.has(was))
  const fixed: ComparedFinding[] = []
  const notVerified: Comparison['notVerified'][number][] = []
  for (const was of gone) {
    const reason = unprovenReason(was, current, baseline, proofs)
    const compared = toCompared(was, baseline)
    if (reason === null) fixed.push(compared)
    else notVerified.push({ ...compared, reason })
  }
  const comparison: Comparison = {
    baselineStartedAt: baseline.scan.startedAt,
    new: after.length - matches.after.size,
    stillThere: matches.after.size,
    fixed,
    notVerified,
  }
  const knownAfter = new Map([...matches.after].map(([{ occurrence }, matched]) => [occurrence, matched]))
  return {
    ...current,
    findings: current.findings.map((finding) => withChanges(finding, knownAfter)),
    comparison,
  }
}

interface Matches {
  readonly before: ReadonlySet<Placed>
  readonly after: ReadonlyMap<Placed, Matched>
}

/** Keys first; then leftovers by likeness on the same page; then by likeness of whole components. */
function matchAll(before: readonly Placed[], after: readonly Placed[]): Matches {
  const knownBefore = new Set<Placed>()
  const knownAfter = new Map<Placed, Matched>()
  const byKey = new Map<string, Placed[]>()
  for (const was of before) byKey.set(was.occurrence.key, [...(byKey.get(was.occurrence.key) ?? []), was])
  for (const is of after) {
    const was = byKey.get(is.occurrence.key)?.shift()
    if (!was) continue
    knownBefore.add(was)
    knownAfter.set(is, { method: 'key', score: 1, baselineKey: was.occurrence.key })
  }
  const pairs = pairLeftovers(
    before.filter((was) => !knownBefore.has(was)),
    after.filter((is) => !knownAfter.has(is)),
  )
  for (const { before: was, after: is, score, method } of pairs) {
    knownBefore.add(was)
    knownAfter.set(is, { method, score, baselineKey: was.occurrence.key })
  }
  return { before: knownBefore, after: knownAfter }
}

function withChanges(finding: Finding, known: ReadonlyMap<Placed['occurrence'], Matched>): Finding {
  const all = [...finding.occurrences, ...finding.moreOccurrences]
  return {
    ...finding,
    change: all.some((occurrence) => known.has(occurrence)) ? 'still-there' : 'new',
    occurrences: finding.occurrences.map((occurrence) => {
      const matched = known.get(occurrence)
      return matched ? { ...occurrence, change: 'still-there', matched } : { ...occurrence, change: 'new' }
    }),
  }
}

/** Only what counts as a fault is compared: doubts and unstable results never alarm and are never "fixed". */
function placed(report: Report, currentPage: (page: string) => string | undefined): Placed[] {
  return report.findings
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap((finding) =>
      [...finding.occurrences, ...finding.moreOccurrences].map((occurrence) => ({
        finding,
        occurrence,
        currentPage: currentPage(occurrence.page),
      })),
    )
}

/** Baseline page id → current page id, also when the address changed and the old one leads to the new. */
function currentPages(current: Report, baseline: Report, { pageKey }: Proofs): ReadonlyMap<string, string> {
  const byKey = new Map<string, string>()
  const addresses = ({ url, finalUrl, aliases, chain }: Report['pages'][number]) => [
    finalUrl,
    url,
    ...aliases,
    ...chain.map((step) => step.url),
  ]
  for (const page of current.pages) byKey.set(pageKey(page.finalUrl), page.id)
  for (const page of current.pages)
    for (const address of addresses(page)) {
      const key = pageKey(address)
      if (!byKey.has(key)) byKey.set(key, page.id)
    }
  return new Map(
    baseline.pages.flatMap((page) => {
      const found = addresses(page)
        .map((address) => byKey.get(pageKey(address)))
        .find((id) => id !== undefined)
      return found === undefined ? [] : [[page.id, found]]
    }),
  )
}

function toCompared({ finding, occurrence }: Placed, baseline: Report): ComparedFinding {
  const page = baseline.pages.find(({ id }) => id === occurrence.page)
  return {
    key: occurrence.key,
    rule: finding.rule,
    title: finding.title,
    pageUrl: page?.finalUrl ?? '',
    html: occurrence.html ?? '',
  }
}
