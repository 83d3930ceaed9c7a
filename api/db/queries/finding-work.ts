import type { Kysely } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database, DecisionVerdict, FindingStatus } from '../schema.ts'
import { ACTIVE } from './counts.ts'
import { visibleFindings } from './finding-list.ts'

export async function setAssignment(
  db: Kysely<Database>,
  id: string,
  to: {
    readonly personId: string | null
    readonly officeId: string | null
    readonly supplier: string | null
    readonly dueOn?: string | null | undefined
    readonly status: FindingStatus
    readonly now: Date
  },
): Promise<void> {
  await db
    .updateTable('finding')
    .set({
      assigned_person_id: to.personId,
      assigned_office_id: to.officeId,
      assigned_supplier: to.supplier,
      ...(to.dueOn === undefined ? {} : { due_on: to.dueOn }),
      status: to.status,
      is_new: false,
      updated_at: to.now,
    })
    .where('id', '=', id)
    .execute()
}

export async function setStatus(
  db: Kysely<Database>,
  id: string,
  status: FindingStatus,
  now: Date,
): Promise<void> {
  await db
    .updateTable('finding')
    .set({ status, is_new: false, updated_at: now })
    .where('id', '=', id)
    .execute()
}

/** What a person has to do still: repaired and decided findings stay in their name. */
export function listInHand(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  personId: string,
): Promise<{ id: string; status: FindingStatus; title: string; siteName: string; pageCount: number }[]> {
  return visibleFindings(db, actor, reach)
    .select(['finding.id', 'finding.status', 'finding.title'])
    .select(['site.name as siteName', 'finding.page_count as pageCount'])
    .where('finding.assigned_person_id', '=', personId)
    .where('finding.status', 'in', [...ACTIVE])
    .orderBy('finding.id')
    .execute()
}

export async function moveAssignments(
  db: Kysely<Database>,
  ids: readonly string[],
  to: {
    readonly personId: string | null
    readonly officeId: string | null
    readonly supplier: string | null
    readonly now: Date
  },
): Promise<void> {
  await db
    .updateTable('finding')
    .set({
      assigned_person_id: to.personId,
      assigned_office_id: to.officeId,
      assigned_supplier: to.supplier,
      updated_at: to.now,
    })
    .where((eb) => eb('id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
}

/** The person belongs to the organisation. */
export async function isMember(
  db: Kysely<Database>,
  organisationId: string,
  personId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('membership')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('person_id', '=', personId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export interface NewDecision {
  readonly siteId: string
  readonly findingId: string
  readonly scope: 'element' | 'component' | 'rule'
  readonly occurrenceKey: string | null
  readonly rule: string
  readonly verdict: DecisionVerdict
  readonly reason: string
  readonly note: string
  readonly voidDigests: readonly string[]
  readonly expiresOn: string | null
  readonly personId: string | null
}

export async function insertDecision(db: Kysely<Database>, decision: NewDecision): Promise<string> {
  const { id } = await db
    .insertInto('decision')
    .values({
      site_id: decision.siteId,
      finding_id: decision.findingId,
      scope: decision.scope,
      occurrence_key: decision.occurrenceKey,
      rule: decision.rule,
      verdict: decision.verdict,
      reason: decision.reason,
      note: decision.note,
      void_digests: [...decision.voidDigests],
      expires_on: decision.expiresOn,
      person_id: decision.personId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** What the elements of a finding are like now. */
export async function listVoidDigests(
  db: Kysely<Database>,
  findingId: string,
  occurrenceKey: string | null,
): Promise<readonly string[]> {
  let query = db.selectFrom('occurrence').select('void_digest').distinct().where('finding_id', '=', findingId)
  if (occurrenceKey !== null) query = query.where('key', '=', occurrenceKey)
  return (await query.execute()).map(({ void_digest }) => void_digest)
}

/** A decision of this organisation that nobody has undone. */
export function findDecision(db: Kysely<Database>, organisationId: string, id: string) {
  return db
    .selectFrom('decision')
    .innerJoin('site', 'site.id', 'decision.site_id')
    .select([
      'decision.id',
      'decision.finding_id',
      'decision.site_id',
      'decision.scope',
      'decision.rule',
      'decision.undone_at',
    ])
    .where('decision.id', '=', id)
    .where('site.organisation_id', '=', organisationId)
    .executeTakeFirst()
}

export async function undoDecision(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db.updateTable('decision').set({ undone_at: now }).where('id', '=', id).execute()
}

export async function insertAnswer(
  db: Kysely<Database>,
  answer: {
    readonly siteId: string
    readonly findingId: string
    readonly occurrenceKey: string
    readonly answer: 'yes' | 'no'
    readonly voidDigest: string
    readonly personId: string | null
    readonly now: Date
  },
): Promise<{ id: string; created_at: Date }> {
  await db
    .updateTable('answer')
    .set({ undone_at: answer.now })
    .where('finding_id', '=', answer.findingId)
    .where('occurrence_key', '=', answer.occurrenceKey)
    .where('undone_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute()
  return db
    .insertInto('answer')
    .values({
      site_id: answer.siteId,
      finding_id: answer.findingId,
      occurrence_key: answer.occurrenceKey,
      answer: answer.answer,
      void_digest: answer.voidDigest,
      person_id: answer.personId,
    })
    .returning(['id', 'created_at'])
    .executeTakeFirstOrThrow()
}

export function findAnswer(db: Kysely<Database>, organisationId: string, id: string) {
  return db
    .selectFrom('answer')
    .innerJoin('site', 'site.id', 'answer.site_id')
    .select(['answer.id', 'answer.finding_id', 'answer.site_id', 'answer.undone_at'])
    .where('answer.id', '=', id)
    .where('site.organisation_id', '=', organisationId)
    .executeTakeFirst()
}

export async function undoAnswer(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db.updateTable('answer').set({ undone_at: now }).where('id', '=', id).execute()
}

export async function insertRecheck(
  db: Kysely<Database>,
  recheck: { readonly findingId: string; readonly pageId: string; readonly personId: string | null },
): Promise<string> {
  const { id } = await db
    .insertInto('recheck')
    .values({
      finding_id: recheck.findingId,
      page_id: recheck.pageId,
      person_id: recheck.personId,
      status: 'queued',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The page to visit: the one asked for, if the finding was seen on it, else the first where it still is. */
export async function findRecheckPage(
  db: Kysely<Database>,
  findingId: string,
  pageId: string | undefined,
): Promise<string | undefined> {
  let query = db
    .selectFrom('occurrence')
    .innerJoin('page', 'page.id', 'occurrence.page_id')
    .select('occurrence.page_id')
    .where('occurrence.finding_id', '=', findingId)
  if (pageId) query = query.where('occurrence.page_id', '=', pageId)
  const row = await query
    .orderBy((eb) => eb('occurrence.status', '=', 'present'), 'desc')
    .orderBy('page.url')
    .limit(1)
    .executeTakeFirst()
  return row?.page_id
}

export function findRecheck(db: Kysely<Database>, id: string) {
  return db
    .selectFrom('recheck')
    .select(['id', 'finding_id', 'page_id', 'status', 'verdict', 'problem', 'picture_id', 'finished_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function nameOf(db: Kysely<Database>, personId: string): Promise<string | undefined> {
  const row = await db.selectFrom('person').select('name').where('id', '=', personId).executeTakeFirst()
  return row?.name
}
