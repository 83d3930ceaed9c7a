import type { Kysely } from 'kysely'
import type { Finding } from '../../scanner/index.ts'
import { moveSayings } from '../db/queries/finding-moves.ts'
import {
  insertOccurrences,
  type KnownFinding,
  type KnownOccurrence,
  listRemovedPages,
  type OccurrenceValues,
  refreshOccurrences,
  setOccurrenceStates,
} from '../db/queries/finding-state.ts'
import type { Database } from '../db/schema.ts'
import { afterSight, PROOFS_NEEDED, type Sight } from './lifecycle.ts'
import type { MatchedOccurrence, SeenOccurrence } from './match-occurrences.ts'
import type { FinishedAudit } from './record-findings.ts'

interface Sightings {
  readonly rows: ReadonlyMap<Finding, KnownFinding>
  readonly seen: readonly SeenOccurrence[]
  readonly matches: ReadonlyMap<SeenOccurrence, MatchedOccurrence>
  /** Rows of this audit's pictures, by path. */
  readonly pictures: ReadonlyMap<string, string>
  readonly auditId: string
  readonly now: Date
}

/** What was seen: known elements keep their rows, with what people said of them. */
export async function saveOccurrences(tx: Kysely<Database>, sightings: Sightings): Promise<void> {
  const { rows, seen, matches } = sightings
  const placed = seen.flatMap((one) => {
    const finding = rows.get(one.finding)
    return finding ? [{ values: valuesOf(one, finding.id, sightings), known: matches.get(one)?.known }] : []
  })
  const again = placed.flatMap(({ values, known }) => (known ? [{ values, known }] : []))
  await refreshOccurrences(
    tx,
    again.map(({ values, known }) => ({ ...values, id: known.id })),
  )
  await moveSayings(
    tx,
    again
      .filter(({ values, known }) => values.key !== known.key || values.finding_id !== known.finding_id)
      .map(({ values, known }) => ({
        from: { findingId: known.finding_id, key: known.key },
        to: { findingId: values.finding_id, key: values.key },
      })),
  )
  await insertOccurrences(
    tx,
    placed.filter(({ known }) => !known).map(({ values }) => values),
  )
}

/** Beyond a report's limit an occurrence is only its key: it looks like the first of its component. */
function valuesOf(
  { finding, occurrence, pageId }: SeenOccurrence,
  findingId: string,
  { pictures, auditId, now }: Sightings,
): OccurrenceValues {
  const [like] = finding.occurrences
  return {
    finding_id: findingId,
    page_id: pageId,
    key: occurrence.key,
    state: occurrence.state,
    void_digest: occurrence.voidDigest ?? like?.voidDigest ?? '',
    html: occurrence.html ?? like?.html ?? '',
    message: occurrence.message ?? like?.message ?? '',
    place: occurrence.where ?? '',
    target: JSON.stringify(occurrence.target ?? []),
    box: occurrence.box ? JSON.stringify(occurrence.box) : null,
    data: JSON.stringify(occurrence.data ?? {}),
    match: JSON.stringify(occurrence.match ?? {}),
    picture_id: (occurrence.picture && pictures.get(occurrence.picture)) || null,
    last_audit_id: auditId,
    last_seen_at: now,
  }
}

/** Why the absence of an element proves nothing. */
type Unproven = 'page-not-visited' | 'page-unstable' | 'rule-not-run' | 'changed-by-tool'

/**
 * What was known and not seen: absent with proof, on a page that is gone, or not proven either way.
 *
 * @returns for each finding with unproven places, why
 */
export async function saveAbsences(
  tx: Kysely<Database>,
  audit: Pick<FinishedAudit, 'siteId' | 'report' | 'pageIds' | 'runsOf'> & {
    readonly known: readonly KnownOccurrence[]
    readonly findings: ReadonlyMap<string, KnownFinding>
    readonly stillThere: ReadonlySet<KnownOccurrence>
    readonly isOtherTool: boolean
  },
): Promise<ReadonlyMap<string, Unproven>> {
  const { report, pageIds, runsOf } = audit
  const reportPage = new Map([...pageIds].map(([page, id]) => [id, page]))
  const steady = new Set(report.pages.filter(({ outcome }) => outcome === 'ok').map(({ id }) => id))
  const removed = await listRemovedPages(tx, audit.siteId, PROOFS_NEEDED)
  const reasons = new Map<string, Unproven>()
  const unprovenBecause = (one: KnownOccurrence): Unproven | null => {
    const page = reportPage.get(one.page_id)
    if (!page) return 'page-not-visited'
    if (!steady.has(page)) return 'page-unstable'
    const run = runsOf(page, audit.findings.get(one.finding_id)?.family ?? '', one.state)
    if (run === undefined || run === 'not-run') return 'rule-not-run'
    // Other rules may not see what is still there.
    return audit.isOtherTool ? 'changed-by-tool' : null
  }
  const states = audit.known
    .filter((one) => !audit.stillThere.has(one))
    .map((one) => {
      const reason = removed.has(one.page_id) ? null : unprovenBecause(one)
      if (reason) reasons.set(one.finding_id, reason)
      const sight: Sight = removed.has(one.page_id) ? 'page-removed' : reason ? 'unproven' : 'absent'
      return { id: one.id, ...afterSight({ status: one.status, absentCount: one.absent_count }, sight) }
    })
  await setOccurrenceStates(tx, states)
  return reasons
}
