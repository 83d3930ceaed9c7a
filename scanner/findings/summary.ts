import type { Finding, Summary } from '../reports/report.ts'

const MAX_FIX_FIRST = 10

/** The numbers of every screen and format come from here: one definition, one total. */
export function summarise(findings: readonly Finding[]): Summary {
  const failed = findings.filter(({ outcome }) => outcome === 'failed')
  const pages = new Set(
    failed.flatMap(({ occurrences, moreOccurrences }) =>
      [...occurrences, ...moreOccurrences].map(({ page }) => page),
    ),
  )
  const count = <K extends string>(keys: readonly K[], of: (finding: Finding) => K) =>
    Object.fromEntries(
      keys.map((key) => [key, failed.filter((finding) => of(finding) === key).length]),
    ) as Record<K, number>
  return {
    issues: failed.length,
    occurrences: failed.reduce((sum, { occurrenceCount }) => sum + occurrenceCount, 0),
    pagesWithIssues: pages.size,
    toJudge: findings.filter(({ outcome }) => outcome === 'cantTell').length,
    unstable: findings.filter(({ outcome }) => outcome === 'unstable').length,
    byImpact: count(['critical', 'serious', 'moderate', 'minor'], ({ impact }) => impact),
    byOwner: count(['editorial', 'template', 'third-party', 'unknown'], ({ owner }) => owner),
    fixFirst: failed
      .toSorted((a, b) => b.priority - a.priority || (a.key < b.key ? -1 : 1))
      .slice(0, MAX_FIX_FIRST)
      .map(({ key }) => key),
  }
}
