import {
  type Finding,
  type Occurrence,
  type Placed,
  pairLeftovers,
  type Report,
} from '../../scanner/index.ts'
import type { KnownFinding, KnownOccurrence } from '../db/queries/finding-state.ts'

/** An occurrence of the report, with the row of its page. */
export interface SeenOccurrence {
  readonly finding: Finding
  readonly occurrence: Pick<Occurrence, 'key' | 'page' | 'state'> & Partial<Occurrence>
  readonly pageId: string
}

export interface MatchedOccurrence {
  readonly known: KnownOccurrence
  readonly method: 'key' | 'similarity' | 'component'
  readonly score: number
}

/** Every occurrence of a report whose page has a row. */
export function seenOccurrences(report: Report, pageIds: ReadonlyMap<string, string>): SeenOccurrence[] {
  return report.findings.flatMap((finding) =>
    [...finding.occurrences, ...finding.moreOccurrences].flatMap((occurrence) => {
      const pageId = pageIds.get(occurrence.page)
      return pageId === undefined ? [] : [{ finding, occurrence, pageId }]
    }),
  )
}

/**
 * Which known occurrence each seen one is: by key, and for the rest by likeness, so that a new release of the
 * theme or a corrected word does not begin a new history. Only pages of this look are compared.
 */
export function matchOccurrences(
  seen: readonly SeenOccurrence[],
  known: readonly KnownOccurrence[],
  findings: ReadonlyMap<string, KnownFinding>,
  pageIds: ReadonlyMap<string, string>,
): ReadonlyMap<SeenOccurrence, MatchedOccurrence> {
  const matches = new Map<SeenOccurrence, MatchedOccurrence>()
  const taken = new Set<KnownOccurrence>()
  const byKey = new Map<string, KnownOccurrence[]>()
  for (const one of known) byKey.set(one.key, [...(byKey.get(one.key) ?? []), one])
  for (const one of seen) {
    const candidates = byKey.get(one.occurrence.key) ?? []
    const same = candidates.find((candidate) => findings.get(candidate.finding_id)?.key === one.finding.key)
    const match = [same, ...candidates].find((candidate) => candidate && !taken.has(candidate))
    if (!match) continue
    taken.add(match)
    matches.set(one, { known: match, method: 'key', score: 1 })
  }
  const reportPage = new Map([...pageIds].map(([page, id]) => [id, page]))
  const before = known
    .filter((one) => !taken.has(one) && one.status !== 'fixed')
    .map((one) => ({ one, placed: knownAsPlaced(one, findings, reportPage) }))
  const after = seen
    .filter((one) => !matches.has(one))
    .map((one) => ({
      one,
      placed: { ...one, currentPage: one.occurrence.page } satisfies Placed & SeenOccurrence,
    }))
  const knownOf = new Map(before.flatMap(({ one, placed }) => (placed ? [[placed, one] as const] : [])))
  const seenOf = new Map<Placed, SeenOccurrence>(after.map(({ one, placed }) => [placed, one]))
  for (const pair of pairLeftovers([...knownOf.keys()], [...seenOf.keys()])) {
    const [was, is] = [knownOf.get(pair.before), seenOf.get(pair.after)]
    if (was && is) matches.set(is, { known: was, method: pair.method, score: pair.score })
  }
  return matches
}

function knownAsPlaced(
  one: KnownOccurrence,
  findings: ReadonlyMap<string, KnownFinding>,
  reportPage: ReadonlyMap<string, string>,
): Placed | undefined {
  const finding = findings.get(one.finding_id)
  const page = reportPage.get(one.page_id)
  // Matching looks at a finding's key and family only.
  const named = finding && ({ key: finding.key, family: finding.family } as Finding)
  const match = one.match as unknown as Occurrence['match']
  const state = one.state as Occurrence['state']
  const features = 'tag' in one.match ? { match } : {}
  return (
    named && {
      finding: named,
      occurrence: { key: one.key, page: page ?? '', state, ...features },
      currentPage: page,
    }
  )
}
