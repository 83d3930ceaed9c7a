import type { Kysely } from 'kysely'
import type { Finding, Proofs, Report } from '../../scanner/index.ts'
import { listEmptied, mergeFinding } from '../db/queries/finding-moves.ts'
import {
  addEvents,
  endNewness,
  type FindingValues,
  findEarlierEngines,
  insertFindings,
  type KnownFinding,
  listKnownOccurrences,
  lockFindings,
  mapPictures,
  type NewEvent,
  refreshFindings,
} from '../db/queries/finding-state.ts'
import type { Changes } from '../db/queries/reports.ts'
import type { Database } from '../db/schema.ts'
import {
  type MatchedOccurrence,
  matchOccurrences,
  type SeenOccurrence,
  seenOccurrences,
} from './match-occurrences.ts'
import { saveAbsences, saveOccurrences } from './record-occurrences.ts'
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
 * history, assignments and decisions. Inside the transaction that ends the audit, so that it is done once; its
 * findings are locked until the end.
 */
export async function recordFindings(tx: Kysely<Database>, audit: FinishedAudit): Promise<Changes> {
  const { siteId, auditId, report, pageIds, now } = audit
  const findings = new Map((await lockFindings(tx, siteId)).map((row) => [row.id, row]))
  const known = await listKnownOccurrences(tx, siteId)
  const seen = seenOccurrences(report, pageIds)
  const matches = matchOccurrences(seen, known, findings, pageIds)
  const isOtherTool = isOther(await findEarlierEngines(tx, siteId, auditId), report.tool)
  const { rows, events, newCount } = await saveFindings(tx, audit, { findings, seen, matches, isOtherTool })
  await endNewness(tx, siteId, auditId)
  const pictures = await mapPictures(tx, auditId)
  await saveOccurrences(tx, { rows, seen, matches, pictures, auditId, now })
  const stillThere = new Set([...matches.values()].map((match) => match.known))
  const reasons = await saveAbsences(tx, { ...audit, known, findings, stillThere, isOtherTool })
  await addEvents(tx, [...events, ...matchEvents(rows, matches, auditId)])
  await mergeEmptied(tx, { siteId, auditId, rows, matches })
  const seenIds = new Set([...rows.values()].map(({ id }) => id))
  const settled = await settleFindings(tx, { siteId, auditId, seenIds, now, reasons })
  return { newCount: newCount + settled.reappearedCount, fixedCount: settled.fixedCount }
}

/** Whether rules may judge otherwise than in the audit before. A browser's version is no rule. */
function isOther(
  earlier: Readonly<Record<string, string>> | null,
  { version, engines }: Report['tool'],
): boolean {
  const now = { 'axe-core': engines['axe-core'], rampa: version }
  return Object.entries(now).some(([name, is]) => {
    const was = earlier?.[name]
    return was !== undefined && was !== is
  })
}

interface Matching {
  readonly findings: ReadonlyMap<string, KnownFinding>
  readonly seen: readonly SeenOccurrence[]
  readonly matches: ReadonlyMap<SeenOccurrence, MatchedOccurrence>
  readonly isOtherTool: boolean
}
type Rows = ReadonlyMap<Finding, KnownFinding>

async function saveFindings(tx: Kysely<Database>, audit: FinishedAudit, matching: Matching) {
  const { findings: reported } = audit.report
  const owners = ownersOf(reported, matching)
  const known = reported.flatMap((finding) => {
    const row = owners.get(finding)
    return row ? [{ ...valuesOf(finding), id: row.id }] : []
  })
  await refreshFindings(tx, known, audit)
  // What the tool changed, or what comes and goes, alarms nobody.
  const fresh = reported
    .filter((finding) => !owners.has(finding))
    .map((finding) => ({
      ...valuesOf(finding),
      isNew: !matching.isOtherTool && finding.outcome === 'failed',
    }))
  const made = new Map((await insertFindings(tx, fresh, audit)).map((row) => [row.key, row]))
  const rows = new Map(
    reported.flatMap((finding) => {
      const row = owners.get(finding) ?? made.get(finding.key)
      return row ? [[finding, { ...row, key: finding.key, family: finding.family }] as const] : []
    }),
  )
  const kind = matching.isOtherTool ? 'changed-by-tool' : 'appeared'
  const events = [...made.values()].map(
    (row): NewEvent => ({ findingId: row.id, kind, to: 'open', auditId: audit.auditId }),
  )
  return { rows, events, newCount: fresh.filter(({ isNew }) => isNew).length }
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

/** An element that was found again by likeness: a person can see how, and say that it is another one. */
function matchEvents(
  rows: Rows,
  matches: ReadonlyMap<SeenOccurrence, MatchedOccurrence>,
  auditId: string,
): NewEvent[] {
  return [...matches]
    .filter(([, { method }]) => method !== 'key')
    .map(([one, { known, method, score }]) => ({
      findingId: rows.get(one.finding)?.id ?? known.finding_id,
      kind: 'matched',
      auditId,
      data: { method, score, before: known.key, after: one.occurrence.key },
    }))
}

/** A finding all of whose places are another finding's now goes on there: it is not fixed, and not lost. */
async function mergeEmptied(
  tx: Kysely<Database>,
  {
    siteId,
    auditId,
    rows,
    matches,
  }: Pick<FinishedAudit, 'siteId' | 'auditId'> & Pick<Matching, 'matches'> & { readonly rows: Rows },
): Promise<void> {
  for (const emptied of await listEmptied(tx, siteId)) {
    const [heir] = [...matches].filter(([, { known }]) => known.finding_id === emptied)
    const into = heir && rows.get(heir[0].finding)?.id
    if (!into || into === emptied) continue
    await mergeFinding(tx, emptied, into)
    await addEvents(tx, [{ findingId: into, kind: 'merged', auditId, data: { from: emptied } }])
  }
}
