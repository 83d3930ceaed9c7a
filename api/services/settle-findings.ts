import type { Kysely } from 'kysely'
import { listHoldingAnswers, voidAnswers } from '../db/queries/answers.ts'
import {
  type HoldingDecision,
  listExpiredDecisions,
  listHoldingDecisions,
  voidDecisions,
} from '../db/queries/decisions.ts'
import {
  type Among,
  addEvents,
  type KnownFinding,
  type KnownOccurrence,
  listKnownOccurrences,
  lockFindings,
  type NewEvent,
  recount,
  type StatusChange,
  setConfirmed,
  setFindingStatuses,
} from '../db/queries/finding-state.ts'
import type { Database, FindingStatus } from '../db/schema.ts'
import { isCovered, isVoid } from './decision-cover.ts'
import { type Change, resolveFinding } from './lifecycle.ts'
import { romeDay } from './schedule.ts'

export interface Settling {
  readonly siteId: string
  /** The audit after which this is done; null: a person did something. */
  readonly auditId: string | null
  /** Findings that were seen in this very look. */
  readonly seenIds: ReadonlySet<string>
  readonly now: Date
  /** Only these; absent: all findings of the site. */
  readonly among?: Among
  /** Why findings could not be verified, by their ids. */
  readonly reasons?: ReadonlyMap<string, string>
}

export interface Settled {
  readonly fixedCount: number
  readonly reappearedCount: number
}

/**
 * Gives each finding of a site the status that follows from its occurrences, and from the decisions and answers
 * that still hold: those whose element has changed are cancelled first.
 */
export async function settleFindings(
  tx: Kysely<Database>,
  { siteId, auditId, seenIds, now, among = {}, reasons = new Map() }: Settling,
): Promise<Settled> {
  const findings = await lockFindings(tx, siteId, among)
  const occurrences = groupByFinding(await listKnownOccurrences(tx, siteId, among))
  const events: NewEvent[] = []
  const decisions = await keepDecisions(tx, { siteId, auditId, now }, findings, occurrences, events)
  const answers = await keepAnswers(tx, { siteId, auditId, now }, occurrences, events)
  let fixedCount = 0
  let reappearedCount = 0
  const changes: StatusChange[] = []
  const confirmed: string[] = []
  const unconfirmed: string[] = []
  const undecided: { readonly finding: KnownFinding; readonly to: FindingStatus }[] = []
  for (const finding of findings) {
    const { isConfirmed, change } = judge(finding, occurrences.get(finding.id) ?? [], {
      decisions,
      said: answers.get(finding.id) ?? new Map(),
      seen: seenIds.has(finding.id),
    })
    if (isConfirmed !== finding.is_confirmed) (isConfirmed ? confirmed : unconfirmed).push(finding.id)
    if (change.status === finding.status) continue
    changes.push({ id: finding.id, ...change })
    if (finding.status === 'decided' && !change.event) undecided.push({ finding, to: change.status })
    // What comes and goes alarms nobody, and what is to be judged is no fault yet.
    const isFault = finding.outcome === 'failed' || isConfirmed
    if (change.event === 'verified-fixed' && isFault) fixedCount++
    if (change.event === 'reappeared' && isFault) reappearedCount++
    if (change.event) {
      const reason = change.event === 'not-verified' ? reasons.get(finding.id) : undefined
      events.push({
        findingId: finding.id,
        kind: change.event,
        from: finding.status,
        to: change.status,
        auditId,
        data: reason ? { reason } : {},
      })
    }
  }
  await setConfirmed(tx, confirmed, true)
  await setConfirmed(tx, unconfirmed, false)
  await setFindingStatuses(tx, changes, now)
  await addEvents(tx, [...events, ...(await tellExpired(tx, { siteId, auditId, now }, undecided))])
  await recount(tx, siteId, among)
  return { fixedCount, reappearedCount }
}

/** What a finding is, from its places, and from what people decided and answered. */
function judge(
  finding: KnownFinding,
  own: readonly KnownOccurrence[],
  {
    decisions,
    said,
    seen,
  }: {
    readonly decisions: readonly HoldingDecision[]
    readonly said: ReadonlyMap<string, 'yes' | 'no'>
    readonly seen: boolean
  },
): { readonly isConfirmed: boolean; readonly change: Change } {
  const present = own
    .filter(({ status }) => status === 'present' || status === 'not-verified')
    .map((one) => ({ key: one.key, voidDigest: one.void_digest }))
  const isDoubt = finding.outcome === 'cantTell' && present.length > 0
  // A fault that somebody confirmed stays one when it is put right.
  const isConfirmed =
    present.length === 0
      ? finding.is_confirmed
      : isDoubt && present.some(({ key }) => said.get(key) === 'yes')
  const isDismissed = isDoubt && present.every(({ key }) => said.get(key) === 'no')
  const { id, rule, assigned_person_id, assigned_office_id, assigned_supplier } = finding
  const standing = {
    status: finding.status,
    isAssigned: Boolean(assigned_person_id ?? assigned_office_id ?? assigned_supplier),
    isDecided: isDismissed || isCovered(decisions, { id, rule, occurrences: present }),
  }
  const states = own.map(({ status, absent_count }) => ({ status, absentCount: absent_count }))
  return { isConfirmed, change: resolveFinding(standing, states, seen) }
}

type Moment = Pick<Settling, 'siteId' | 'auditId' | 'now'>
type Occurrences = ReadonlyMap<string, readonly KnownOccurrence[]>

async function keepDecisions(
  tx: Kysely<Database>,
  { siteId, auditId, now }: Moment,
  findings: readonly KnownFinding[],
  occurrences: Occurrences,
  events: NewEvent[],
) {
  const ruleOf = new Map(findings.map(({ id, rule }) => [id, rule]))
  const holding = await listHoldingDecisions(tx, siteId, romeDay(now))
  const voided = holding.filter((decision) =>
    isVoid(decision, {
      id: decision.finding_id,
      rule: ruleOf.get(decision.finding_id) ?? '',
      occurrences: (occurrences.get(decision.finding_id) ?? [])
        .filter(({ status }) => status === 'present')
        .map((one) => ({ key: one.key, voidDigest: one.void_digest })),
    }),
  )
  await voidDecisions(
    tx,
    voided.map(({ id }) => id),
    now,
  )
  for (const { id, finding_id } of voided) {
    events.push({ findingId: finding_id, kind: 'voided', auditId, data: { decision: id } })
  }
  return holding.filter((decision) => !voided.includes(decision))
}

/** Findings that are open again because the last day of their decision is over. */
async function tellExpired(
  tx: Kysely<Database>,
  { siteId, auditId, now }: Moment,
  undecided: readonly { readonly finding: KnownFinding; readonly to: FindingStatus }[],
): Promise<NewEvent[]> {
  if (undecided.length === 0) return []
  const expired = await listExpiredDecisions(tx, siteId, romeDay(now))
  return undecided.flatMap(({ finding, to }) => {
    const decision = expired.find(({ finding_id, scope, rule }) =>
      scope === 'rule' ? rule === finding.rule : finding_id === finding.id,
    )
    if (!decision) return []
    const data = { decision: decision.id }
    return [{ findingId: finding.id, kind: 'expired', from: finding.status, to, auditId, data }]
  })
}

async function keepAnswers(
  tx: Kysely<Database>,
  { siteId, auditId, now }: Moment,
  occurrences: Occurrences,
  events: NewEvent[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, 'yes' | 'no'>>> {
  const digests = new Map(
    [...occurrences.values()].flat().map((one) => [`${one.finding_id} ${one.key}`, one.void_digest]),
  )
  const kept = new Map<string, Map<string, 'yes' | 'no'>>()
  const voided: string[] = []
  for (const { id, finding_id, occurrence_key, answer, void_digest } of await listHoldingAnswers(
    tx,
    siteId,
  )) {
    const digest = digests.get(`${finding_id} ${occurrence_key}`)
    if (digest !== undefined && digest !== void_digest) {
      voided.push(id)
      events.push({ findingId: finding_id, kind: 'voided', auditId, data: { answer: id } })
      continue
    }
    const own = kept.get(finding_id) ?? new Map<string, 'yes' | 'no'>()
    kept.set(finding_id, own.set(occurrence_key, answer))
  }
  await voidAnswers(tx, voided, now)
  return kept
}

function groupByFinding(all: readonly KnownOccurrence[]): Map<string, KnownOccurrence[]> {
  const groups = new Map<string, KnownOccurrence[]>()
  for (const one of all) {
    const group = groups.get(one.finding_id)
    if (group) group.push(one)
    else groups.set(one.finding_id, [one])
  }
  return groups
}
