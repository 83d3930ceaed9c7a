import type { Kysely } from 'kysely'
import type { Finding, Proofs, Report } from '../../scanner/index.ts'
import {
  addEvents,
  type FindingValues,
  findEarlierEngines,
  insertFinding,
  insertOccurrences,
  type KnownFinding,
  type KnownOccurrence,
  listKnownOccurrences,
  listRemovedPages,
  lockFindings,
  mapPictures,
  type NewEvent,
  type OccurrenceValues,
  refreshFinding,
  refreshOccurrence,
  setOccurrenceStates,
} from '../db/queries/finding-state.ts'
import type { Changes } from '../db/queries/reports.ts'
import type { Database } from '../db/schema.ts'
import { afterSight, PROOFS_NEEDED, type Sight } from './lifecycle.ts'
import {
  type MatchedOccurrence,
  matchOccurrences,
  type SeenOccurrence,
  seenOccurrences,
} from './match-occurrences.ts'
import { settleFindings } from './settle-findings.ts'

export interface FinishedAudit {
  readonly auditId: string
  readonly siteId: string
  readonly report: Report
  /** Row of each page of the report, by its id in the report. */
  readonly pageIds: ReadonlyMap<string, string>
  /** How a rule family ended on a page of the report. */
  readonly runsOf: Proofs['runs']
  readonly now: Date
}

/**
 * Brings a site's findings up to date with a finished audit. Known findings keep their rows, and with them their
 * history, assignments and decisions. Inside a transaction; its findings are locked until the end.
 */
export async function recordFindings(tx: Kysely<Database>, audit: FinishedAudit): Promise<Changes> {
  const { siteId, auditId, report, pageIds, now } = audit
  const findings = new Map((await lockFindings(tx, siteId)).map((row) => [row.id, row]))
  const known = await listKnownOccurrences(tx, siteId)
  const seen = seenOccurrences(report, pageIds)
  const matches = matchOccurrences(seen, known, findings, pageIds)
  const earlier = await findEarlierEngines(tx, siteId, auditId)
  const isOtherTool = earlier !== null && JSON.stringify(earlier) !== JSON.stringify(report.tool.engines)
  const { rows, events, newCount } = await saveFindings(tx, audit, { findings, seen, matches, isOtherTool })
  await saveOccurrences(tx, audit, { rows, seen, matches, pictures: await mapPictures(tx, auditId) })
  await saveAbsences(tx, audit, known, findings, new Set([...matches.values()].map((match) => match.known)))
  await addEvents(tx, [...events, ...matchEvents(matches, auditId)])
  const seenIds = new Set([...rows.values()].map(({ id }) => id))
  const { fixedCount, reappearedCount } = await settleFindings(tx, { siteId, auditId, seenIds, now })
  return { newCount: newCount + reappearedCount, fixedCount }
}

interface Matching {
  readonly findings: ReadonlyMap<string, KnownFinding>
  readonly seen: readonly SeenOccurrence[]
  readonly matches: ReadonlyMap<SeenOccurrence, MatchedOccurrence>
  readonly isOtherTool: boolean
}

async function saveFindings(tx: Kysely<Database>, audit: FinishedAudit, matching: Matching) {
  const { report, siteId, auditId, now } = audit
  const rows = new Map<Finding, KnownFinding>()
  const events: NewEvent[] = []
  let newCount = 0
  const owners = ownersOf(report.findings, matching)
  for (const finding of report.findings) {
    const values = valuesOf(finding)
    const known = owners.get(finding)
    if (known) {
      await refreshFinding(tx, known.id, { ...values, auditId, now })
      rows.set(finding, { ...known, ...values })
      continue
    }
    // What the tool changed, or what comes and goes, alarms nobody.
    const isNew = !matching.isOtherTool && finding.outcome === 'failed'
    const row = await insertFinding(tx, { ...values, siteId, auditId, now, isNew, status: 'open' })
    rows.set(finding, row)
    if (isNew) newCount++
    events.push({
      findingId: row.id,
      kind: matching.isOtherTool ? 'changed-by-tool' : 'appeared',
      to: 'open',
      auditId,
    })
  }
  return { rows, events, newCount }
}

/** The known finding that each finding of the report continues: by key, else the one most of its places come from. */
function ownersOf(
  reported: readonly Finding[],
  { findings, seen, matches }: Matching,
): ReadonlyMap<Finding, KnownFinding> {
  const byKey = new Map([...findings.values()].map((row) => [row.key, row]))
  const owners = new Map<Finding, KnownFinding>()
  for (const finding of reported) {
    const row = byKey.get(finding.key)
    if (row) owners.set(finding, row)
  }
  const taken = new Set([...owners.values()].map(({ id }) => id))
  const votes = new Map<Finding, Map<string, number>>()
  for (const one of seen) {
    const from = matches.get(one)?.known.finding_id
    if (owners.has(one.finding) || from === undefined || taken.has(from)) continue
    const count = votes.get(one.finding) ?? new Map<string, number>()
    votes.set(one.finding, count.set(from, (count.get(from) ?? 0) + 1))
  }
  for (const [finding, count] of votes) {
    const [best] = [...count].filter(([id]) => !taken.has(id)).sort(([, a], [, b]) => b - a)
    const row = best && findings.get(best[0])
    if (!row || row.outcome !== finding.outcome) continue
    owners.set(finding, row)
    taken.add(row.id)
  }
  return owners
}

function valuesOf(finding: Finding): FindingValues {
  const { key, rule, family, engine, outcome, level, wcag, impact, owner, priority, title } = finding
  const { occurrences: _, moreOccurrences: __, change: ___, ...detail } = finding
  return {
    key,
    rule,
    family,
    engine,
    outcome,
    level,
    wcag: [...wcag],
    impact,
    owner,
    priority,
    title,
    page_count: finding.pageCount,
    occurrence_count: finding.occurrenceCount,
    detail: JSON.stringify(detail),
  }
}

async function saveOccurrences(
  tx: Kysely<Database>,
  { auditId, now }: FinishedAudit,
  {
    rows,
    seen,
    matches,
    pictures,
  }: Pick<Matching, 'seen' | 'matches'> & {
    readonly rows: ReadonlyMap<Finding, KnownFinding>
    readonly pictures: ReadonlyMap<string, string>
  },
): Promise<void> {
  const fresh: OccurrenceValues[] = []
  for (const one of seen) {
    const finding = rows.get(one.finding)
    if (!finding) continue
    const values = occurrenceValues(one, finding.id, pictures, auditId, now)
    const match = matches.get(one)
    if (match) await refreshOccurrence(tx, match.known.id, values)
    else fresh.push(values)
  }
  await insertOccurrences(tx, fresh)
}

/** Beyond a report's limit an occurrence is only its key: it looks like the first of its component. */
function occurrenceValues(
  { finding, occurrence, pageId }: SeenOccurrence,
  findingId: string,
  pictures: ReadonlyMap<string, string>,
  auditId: string,
  now: Date,
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

/** What was known and not seen: absent with proof, on a page that is gone, or not proven either way. */
async function saveAbsences(
  tx: Kysely<Database>,
  { siteId, report, pageIds, runsOf }: FinishedAudit,
  known: readonly KnownOccurrence[],
  findings: ReadonlyMap<string, KnownFinding>,
  stillThere: ReadonlySet<KnownOccurrence>,
): Promise<void> {
  const reportPage = new Map([...pageIds].map(([page, id]) => [id, page]))
  const steady = new Set(report.pages.filter(({ outcome }) => outcome === 'ok').map(({ id }) => id))
  const removed = await listRemovedPages(tx, siteId, PROOFS_NEEDED)
  const states = known
    .filter((one) => !stillThere.has(one))
    .map((one) => {
      const family = findings.get(one.finding_id)?.family ?? ''
      const page = reportPage.get(one.page_id)
      const run = page && steady.has(page) ? runsOf(page, family, one.state) : undefined
      const sight: Sight = removed.has(one.page_id)
        ? 'page-removed'
        : run === undefined || run === 'not-run'
          ? 'unproven'
          : 'absent'
      return { id: one.id, ...afterSight({ status: one.status, absentCount: one.absent_count }, sight) }
    })
  await setOccurrenceStates(tx, states)
}

/** An element that was found again by likeness: a person can see how, and say that it is another one. */
function matchEvents(matches: ReadonlyMap<SeenOccurrence, MatchedOccurrence>, auditId: string): NewEvent[] {
  return [...matches]
    .filter(([, { method }]) => method !== 'key')
    .map(([one, { known, method, score }]) => ({
      findingId: known.finding_id,
      kind: 'matched',
      auditId,
      data: { method, score, before: known.key, after: one.occurrence.key },
    }))
}
