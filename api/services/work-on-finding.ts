import type { Kysely } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { findFinding } from '../db/queries/finding-list.ts'
import { type Among, addEvents } from '../db/queries/finding-state.ts'
import * as work from '../db/queries/finding-work.ts'
import { hasOffice } from '../db/queries/sites.ts'
import type { Database, FindingStatus } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { Reach } from '../permissions.ts'
import { notFound, Problem } from '../problem.ts'
import { type assign, type decide, REASONS } from '../shapes/findings.ts'
import { romeDay } from './schedule.ts'
import { settleFindings } from './settle-findings.ts'

export interface Target {
  readonly id: string
  readonly site_id: string
  readonly rule: string
  readonly outcome: 'failed' | 'cantTell' | 'unstable'
  readonly status: FindingStatus
  readonly assigned_person_id: string | null
  readonly assigned_office_id: string | null
  readonly assigned_supplier: string | null
}
type Assignment = z.output<typeof assign>
type Decision = z.output<typeof decide>

/** Gives a finding to a person, an office or a supplier, or takes it back from all. */
export async function assignFinding(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  finding: Target,
  { personId, officeId, supplier, dueOn }: Assignment,
): Promise<void> {
  await checkAssignee(db, actor, { personId, officeId, supplier })
  const isAssigned = Boolean(personId ?? officeId ?? supplier)
  const isUp = finding.status === 'open' || finding.status === 'assigned'
  const status = isUp ? (isAssigned ? 'assigned' : 'open') : finding.status
  await db.transaction().execute(async (tx) => {
    await work.setAssignment(tx, finding.id, { personId, officeId, supplier, dueOn, status, now: now() })
    const data = { personId, officeId, supplier, ...(dueOn === undefined ? {} : { dueOn }) }
    await tell(tx, actor, finding, isAssigned ? 'assigned' : 'unassigned', status, data)
  })
}

type Assignee = Omit<Assignment, 'dueOn'>

/** @throws Problem when there is more than one, or not in this organisation */
async function checkAssignee(
  db: Kysely<Database>,
  { organisationId }: Actor,
  { personId, officeId, supplier }: Assignee,
): Promise<void> {
  if ([personId, officeId, supplier].filter(Boolean).length > 1) {
    throw new Problem(422, 'one-assignee', {
      it: 'Scegli una sola destinazione: una persona, un ufficio o un fornitore.',
      en: 'Choose one only: a person, an office or a supplier.',
    })
  }
  if (personId && !(await work.isMember(db, organisationId, personId))) {
    throw notFound(
      'Questa persona non fa più parte dell’ente.',
      'This person is no longer in the organisation.',
    )
  }
  if (officeId && !(await hasOffice(db, organisationId, officeId))) {
    throw notFound('Questo ufficio non esiste più.', 'This office does not exist any more.')
  }
}

/** Gives all that a person has in hand to somebody else, due dates included; says what that was. */
export async function handOverFindings(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  reach: Reach,
  { fromPersonId, ...to }: Assignee & { readonly fromPersonId: string },
): ReturnType<typeof work.listInHand> {
  if (!(to.personId ?? to.officeId ?? to.supplier) || to.personId === fromPersonId) {
    const text = { it: 'Scegli a chi passare il lavoro.', en: 'Choose who takes over.' }
    throw new Problem(422, 'bad-input', text, { fields: { personId: text } })
  }
  await checkAssignee(db, actor, to)
  return db.transaction().execute(async (tx) => {
    const findings = await work.listInHand(tx, actor, reach, fromPersonId)
    const ids = findings.map(({ id }) => id)
    await work.moveAssignments(tx, ids, { ...to, now: now() })
    await addEvents(
      tx,
      findings.map(({ id, status }) => ({
        findingId: id,
        kind: 'assigned',
        from: status,
        to: status,
        personId: actor.personId,
        data: { ...to, fromPersonId },
      })),
    )
    const data = { ...to, fromPersonId, count: ids.length }
    await recordAction(tx, actor, 'finding.handed-over', { type: 'person', id: fromPersonId }, data)
    return findings
  })
}

/** Somebody says that it is put right; a proof visit decides. */
export async function claimFixed(
  deps: Pick<Deps, 'db' | 'queue' | 'now'>,
  actor: Actor,
  finding: Target,
): Promise<void> {
  const { db, queue, now } = deps
  if (!['open', 'assigned', 'not-verified', 'claimed-fixed'].includes(finding.status)) throw notNow()
  const pageId = await work.findRecheckPage(db, finding.id, undefined)
  await db.transaction().execute(async (tx) => {
    await work.setStatus(tx, finding.id, 'claimed-fixed', now())
    await tell(tx, actor, finding, 'claimed-fixed', 'claimed-fixed')
    if (!pageId) return
    const recheckId = await work.insertRecheck(tx, {
      findingId: finding.id,
      pageId,
      personId: actor.personId,
    })
    await queue.send('recheck', { recheckId }, { db: tx })
  })
}

/** A claim, or a closure that somebody does not trust, is open again. */
export async function reopenFinding(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  finding: Target,
): Promise<void> {
  if (finding.status === 'open' || finding.status === 'assigned') return
  if (finding.status === 'decided') throw notNow()
  const { assigned_person_id, assigned_office_id, assigned_supplier } = finding
  const status = assigned_person_id || assigned_office_id || assigned_supplier ? 'assigned' : 'open'
  await db.transaction().execute(async (tx) => {
    await work.setStatus(tx, finding.id, status, now())
    await tell(tx, actor, finding, 'reopened', status)
  })
}

export async function decideFinding(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  finding: Target,
  decision: Decision,
): Promise<string> {
  const { scope, verdict, reason, note, expiresOn } = decision
  checkDecision(decision, now())
  const occurrenceKey = scope === 'element' ? decision.occurrenceKey : null
  return db.transaction().execute(async (tx) => {
    const voidDigests = scope === 'rule' ? [] : await work.listVoidDigests(tx, finding.id, occurrenceKey)
    if (scope === 'element' && voidDigests.length === 0) {
      throw notFound('Questo elemento non c’è più.', 'This element is not there any more.')
    }
    const id = await work.insertDecision(tx, {
      siteId: finding.site_id,
      findingId: finding.id,
      rule: finding.rule,
      personId: actor.personId,
      voidDigests,
      occurrenceKey,
      scope,
      verdict,
      reason,
      note,
      expiresOn,
    })
    await tell(tx, actor, finding, 'decided', undefined, { decision: id, scope, verdict, reason })
    await settle(
      tx,
      finding.site_id,
      scope === 'rule' ? { rule: finding.rule } : { ids: [finding.id] },
      now(),
    )
    return id
  })
}

function checkDecision({ scope, occurrenceKey, verdict, reason, expiresOn }: Decision, now: Date): void {
  const wrong = (field: string, it: string, en: string) =>
    new Problem(422, 'bad-input', { it, en }, { fields: { [field]: { it, en } } })
  if (!(REASONS[verdict] as readonly string[]).includes(reason)) {
    throw wrong(
      'reason',
      'Questo motivo non va con la decisione scelta.',
      'This reason does not go with the decision.',
    )
  }
  if (scope === 'element' && !occurrenceKey) {
    throw wrong('occurrenceKey', 'Di’ su quale elemento decidi.', 'Say which element it is about.')
  }
  if (expiresOn !== null && expiresOn <= romeDay(now)) {
    throw wrong('expiresOn', 'La scadenza deve essere nel futuro.', 'The expiry must be in the future.')
  }
}

/** @throws Problem 404 */
export async function undoDecision(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const decision = await work.findDecision(tx, actor.organisationId, id)
    if (!decision) throw notFound('Questa decisione non esiste.', 'There is no such decision.')
    if (decision.undone_at) return
    await work.undoDecision(tx, id, now())
    await tellUndone(tx, actor, decision.finding_id, { decision: id })
    const { finding_id, rule, scope } = decision
    await settle(tx, decision.site_id, scope === 'rule' ? { rule } : { ids: [finding_id] }, now())
  })
}

/** Keeps a person's yes or no; a second answer takes the place of the first. */
export async function answerOccurrence(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  finding: Target,
  { occurrenceKey, answer }: { readonly occurrenceKey: string; readonly answer: 'yes' | 'no' },
): Promise<{ id: string; created_at: Date }> {
  if (finding.outcome !== 'cantTell') throw notNow()
  return db.transaction().execute(async (tx) => {
    const [voidDigest] = await work.listVoidDigests(tx, finding.id, occurrenceKey)
    if (voidDigest === undefined)
      throw notFound('Questo elemento non c’è più.', 'This element is not there any more.')
    const made = await work.insertAnswer(tx, {
      siteId: finding.site_id,
      findingId: finding.id,
      personId: actor.personId,
      now: now(),
      occurrenceKey,
      answer,
      voidDigest,
    })
    await tell(tx, actor, finding, 'answered', undefined, { answer, occurrenceKey })
    await settle(tx, finding.site_id, { ids: [finding.id] }, now())
    return made
  })
}

/** @throws Problem 404 */
export async function undoAnswer(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  reach: Reach,
  id: string,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const answer = await work.findAnswer(tx, actor.organisationId, id)
    const finding = answer && (await findFinding(tx, actor, reach, answer.finding_id))
    if (!finding) throw notFound('Questa risposta non esiste.', 'There is no such answer.')
    if (answer.undone_at) return
    await work.undoAnswer(tx, id, now())
    await tellUndone(tx, actor, answer.finding_id, { answer: id })
    await settle(tx, answer.site_id, { ids: [answer.finding_id] }, now())
  })
}

/** Statuses follow from what people said; nothing was looked at. */
const settle = (tx: Kysely<Database>, siteId: string, among: Among, now: Date) =>
  settleFindings(tx, { siteId, auditId: null, seenIds: new Set(), now, among })

async function tell(
  tx: Kysely<Database>,
  actor: Actor,
  finding: Target,
  kind: string,
  to?: FindingStatus,
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { id: findingId, status: from } = finding
  await addEvents(tx, [{ findingId, kind, from, to: to ?? null, personId: actor.personId, data }])
  await recordAction(tx, actor, `finding.${kind}`, { type: 'finding', id: findingId }, data)
}

async function tellUndone(
  tx: Kysely<Database>,
  actor: Actor,
  findingId: string,
  data: Readonly<Record<string, string>>,
) {
  await addEvents(tx, [{ findingId, kind: 'undone', personId: actor.personId, data }])
  await recordAction(tx, actor, 'finding.undone', { type: 'finding', id: findingId }, data)
}

const notNow = () =>
  new Problem(409, 'wrong-status', {
    it: 'Nello stato in cui si trova ora questa segnalazione non si può fare. Ricarica la pagina per vederla com’è.',
    en: 'This cannot be done in the state that the finding is in now. Reload the page to see it as it is.',
  })
