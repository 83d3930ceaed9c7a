import type { Report } from '../reports/report.ts'
import type { Text } from '../rules/rule.ts'
import type { Placed, Proofs } from './compare.ts'

const REASONS = {
  removed: { it: 'pagina rimossa', en: 'page removed' },
  unvisited: { it: 'pagina non visitata', en: 'page not visited' },
  unstable: {
    it: 'la pagina cambiava mentre veniva guardata',
    en: 'the page kept changing while it was read',
  },
  notRun: { it: 'la regola non è arrivata in fondo', en: 'the rule did not run to its end' },
  doubtful: { it: 'ora è da valutare o instabile', en: 'it is now to be judged, or unstable' },
} as const satisfies Record<string, Text>

/** Answers that say "there was a page, there is none": never counted as a repair. */
const REMOVED_STATUS = /\b(?:404|410)\b/

/** null when what is gone is proven fixed; else why it is not, in the report's language. */
export function unprovenReason(
  { finding, occurrence, currentPage }: Placed,
  current: Report,
  baseline: Report,
  { runs, pageKey }: Proofs,
): string | null {
  const say = (reason: Text): string => reason[current.lang]
  const page = current.pages.find(({ id }) => id === currentPage)
  if (!page) {
    const was = baseline.pages.find(({ id }) => id === occurrence.page)
    const keys = new Set(was ? [was.url, was.finalUrl].map(pageKey) : [])
    const entry = current.notAudited.find(({ url }) => keys.has(pageKey(url)))
    if (entry?.cause === 'http-error' && REMOVED_STATUS.test(entry.detail)) return say(REASONS.removed)
    return entry ? `${say(REASONS.unvisited)}: ${entry.reason}` : say(REASONS.unvisited)
  }
  if (page.outcome !== 'ok') return say(REASONS.unstable)
  const status = runs(page.id, finding.family, occurrence.state)
  if (status === undefined || status === 'not-run') return say(REASONS.notRun)
  return isNowDoubtful(occurrence.key, current) ? say(REASONS.doubtful) : null
}

const doubts = new WeakMap<Report, ReadonlySet<string>>()

function isNowDoubtful(key: string, current: Report): boolean {
  let keys = doubts.get(current)
  if (!keys) {
    const undecided = current.findings.filter(({ outcome }) => outcome !== 'failed')
    keys = new Set(
      undecided.flatMap((finding) =>
        [...finding.occurrences, ...finding.moreOccurrences].map((occurrence) => occurrence.key),
      ),
    )
    doubts.set(current, keys)
  }
  return keys.has(key)
}
