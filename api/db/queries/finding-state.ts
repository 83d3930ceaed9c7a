import { type Kysely, sql } from 'kysely'
import type { Database, FindingStatus, Row } from '../schema.ts'

export type KnownFinding = Pick<
  Row<'finding'>,
  | 'id'
  | 'key'
  | 'rule'
  | 'family'
  | 'outcome'
  | 'status'
  | 'is_confirmed'
  | 'assigned_person_id'
  | 'assigned_office_id'
  | 'assigned_supplier'
  | 'reappeared_count'
>
export type KnownOccurrence = Pick<
  Row<'occurrence'>,
  'id' | 'finding_id' | 'page_id' | 'key' | 'state' | 'void_digest' | 'status' | 'absent_count' | 'match'
>

const findingStateColumns = [
  'id',
  'key',
  'rule',
  'family',
  'outcome',
  'status',
  'is_confirmed',
  'assigned_person_id',
  'assigned_office_id',
  'assigned_supplier',
  'reappeared_count',
] as const

/** Which findings of a site; empty: all. */
export interface Among {
  readonly ids?: readonly string[]
  readonly rule?: string
}

/** Locks findings of a site: audits and people take turns in changing them. */
export function lockFindings(
  db: Kysely<Database>,
  siteId: string,
  { ids, rule }: Among = {},
): Promise<KnownFinding[]> {
  let query = db.selectFrom('finding').select(findingStateColumns).where('site_id', '=', siteId)
  if (ids) query = query.where('id', 'in', [...ids])
  if (rule) query = query.where('rule', '=', rule)
  return query.orderBy('id').forUpdate().execute()
}

export function listKnownOccurrences(
  db: Kysely<Database>,
  siteId: string,
  { ids, rule }: Among = {},
): Promise<KnownOccurrence[]> {
  let query = db
    .selectFrom('occurrence')
    .innerJoin('finding', 'finding.id', 'occurrence.finding_id')
    .select([
      'occurrence.id',
      'occurrence.finding_id',
      'occurrence.page_id',
      'occurrence.key',
      'occurrence.state',
      'occurrence.void_digest',
      'occurrence.status',
      'occurrence.absent_count',
      'occurrence.match',
    ])
    .where('finding.site_id', '=', siteId)
  if (ids) query = query.where('finding.id', 'in', [...ids])
  if (rule) query = query.where('finding.rule', '=', rule)
  return query.orderBy('occurrence.id').execute()
}

export interface FindingValues {
  readonly key: string
  readonly rule: string
  readonly family: string
  readonly engine: string
  readonly outcome: 'failed' | 'cantTell' | 'unstable'
  readonly level: string
  readonly wcag: string[]
  readonly impact: Row<'finding'>['impact']
  readonly owner: Row<'finding'>['owner']
  readonly priority: number
  readonly title: string
  readonly page_count: number
  readonly occurrence_count: number
  readonly detail: string
}

/** New findings; gives their rows. */
export async function insertFindings(
  db: Kysely<Database>,
  all: readonly (FindingValues & { readonly isNew: boolean })[],
  { siteId, auditId, now }: { readonly siteId: string; readonly auditId: string; readonly now: Date },
): Promise<KnownFinding[]> {
  const rows: KnownFinding[] = []
  for (let at = 0; at < all.length; at += 500) {
    const values = all.slice(at, at + 500).map(({ isNew, ...finding }) => ({
      ...finding,
      status: 'open' as const,
      site_id: siteId,
      is_new: isNew,
      first_audit_id: auditId,
      last_audit_id: auditId,
      first_seen_at: now,
      last_seen_at: now,
      updated_at: now,
    }))
    rows.push(...(await db.insertInto('finding').values(values).returning(findingStateColumns).execute()))
  }
  return rows
}

/** Findings that this audit saw again. */
export async function refreshFindings(
  db: Kysely<Database>,
  all: readonly (FindingValues & { readonly id: string })[],
  { auditId, now }: { readonly auditId: string; readonly now: Date },
): Promise<void> {
  for (let at = 0; at < all.length; at += 500) {
    const rows = all.slice(at, at + 500).map((one) => ({ ...one, detail: JSON.parse(one.detail) }))
    await sql`
      update finding set key = new.key, rule = new.rule, family = new.family, engine = new.engine,
        outcome = new.outcome, level = new.level, wcag = new.wcag, impact = new.impact, owner = new.owner,
        priority = new.priority, title = new.title, page_count = new.page_count,
        occurrence_count = new.occurrence_count, detail = new.detail,
        last_audit_id = ${auditId}, last_seen_at = ${now}, updated_at = ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, key text, rule text, family text,
        engine text, outcome text, level text, wcag text[], impact text, owner text, priority double precision,
        title text, page_count integer, occurrence_count integer, detail jsonb)
      where finding.id = new.id`.execute(db)
  }
}

/** What an earlier audit brought is not new any more. */
export async function endNewness(db: Kysely<Database>, siteId: string, auditId: string): Promise<void> {
  await db
    .updateTable('finding')
    .set({ is_new: false })
    .where('site_id', '=', siteId)
    .where('is_new', '=', true)
    .where('first_audit_id', 'is distinct from', auditId)
    .execute()
}

export interface StatusChange {
  readonly id: string
  readonly status: FindingStatus
  readonly event: string | null
}

export async function setFindingStatuses(
  db: Kysely<Database>,
  changes: readonly StatusChange[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < changes.length; at += 1_000) {
    const part = changes.slice(at, at + 1_000)
    await sql`
      update finding set status = new.status, updated_at = ${now},
        reappeared_count = reappeared_count + (new.event = 'reappeared')::int,
        verified_at = case new.event when 'reappeared' then null when 'verified-fixed' then ${now}
          else verified_at end
      from unnest(${part.map(({ id }) => id)}::uuid[], ${part.map(({ status }) => status)}::text[],
        ${part.map(({ event }) => event ?? '')}::text[]) as new (id, status, event)
      where finding.id = new.id`.execute(db)
  }
}

export interface OccurrenceValues {
  readonly finding_id: string
  readonly page_id: string
  readonly key: string
  readonly state: string
  readonly void_digest: string
  readonly html: string
  readonly message: string
  readonly place: string
  readonly target: string
  readonly box: string | null
  readonly data: string
  readonly match: string
  readonly picture_id: string | null
  readonly last_audit_id: string | null
  readonly last_seen_at: Date
}

export async function insertOccurrences(
  db: Kysely<Database>,
  values: readonly OccurrenceValues[],
): Promise<void> {
  for (let at = 0; at < values.length; at += 500) {
    await db
      .insertInto('occurrence')
      .values(
        values
          .slice(at, at + 500)
          .map((one) => ({ ...one, status: 'present' as const, first_seen_at: one.last_seen_at })),
      )
      .onConflict((conflict) => conflict.columns(['finding_id', 'key']).doNothing())
      .execute()
  }
}

/** Seen again. `picture_id` null: no new picture was taken, the old one stays. */
export async function refreshOccurrences(
  db: Kysely<Database>,
  all: readonly (OccurrenceValues & { readonly id: string })[],
): Promise<void> {
  for (let at = 0; at < all.length; at += 500) {
    const rows = all.slice(at, at + 500).map((one) => ({
      ...one,
      target: JSON.parse(one.target),
      box: one.box && JSON.parse(one.box),
      data: JSON.parse(one.data),
      match: JSON.parse(one.match),
    }))
    await sql`
      update occurrence set finding_id = new.finding_id, page_id = new.page_id, key = new.key, state = new.state,
        void_digest = new.void_digest, html = new.html, message = new.message, place = new.place,
        target = new.target, box = new.box, data = new.data, match = new.match,
        picture_id = coalesce(new.picture_id, occurrence.picture_id), last_audit_id = new.last_audit_id,
        last_seen_at = new.last_seen_at, status = 'present', absent_count = 0
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as new (id uuid, finding_id uuid, page_id uuid,
        key text, state text, void_digest text, html text, message text, place text, target jsonb, box jsonb,
        data jsonb, match jsonb, picture_id uuid, last_audit_id uuid, last_seen_at timestamptz)
      where occurrence.id = new.id`.execute(db)
  }
}

export async function setOccurrenceStates(
  db: Kysely<Database>,
  states: readonly {
    readonly id: string
    readonly status: Row<'occurrence'>['status']
    readonly absentCount: number
  }[],
): Promise<void> {
  for (let at = 0; at < states.length; at += 1_000) {
    const part = states.slice(at, at + 1_000)
    await sql`
      update occurrence set status = new.status, absent_count = new.absent_count
      from unnest(${part.map(({ id }) => id)}::uuid[], ${part.map(({ status }) => status)}::text[],
        ${part.map(({ absentCount }) => absentCount)}::int[]) as new (id, status, absent_count)
      where occurrence.id = new.id`.execute(db)
  }
}

export interface NewEvent {
  readonly findingId: string
  readonly kind: string
  readonly from?: FindingStatus | null
  readonly to?: FindingStatus | null
  readonly personId?: string | null
  readonly auditId?: string | null
  readonly data?: Readonly<Record<string, unknown>>
}

export async function addEvents(db: Kysely<Database>, events: readonly NewEvent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 500) {
    await db
      .insertInto('finding_event')
      .values(
        events.slice(at, at + 500).map((event) => ({
          finding_id: event.findingId,
          kind: event.kind,
          from_status: event.from ?? null,
          to_status: event.to ?? null,
          person_id: event.personId ?? null,
          audit_id: event.auditId ?? null,
          data: JSON.stringify(event.data ?? {}),
        })),
      )
      .execute()
  }
}

export async function mapPictures(
  db: Kysely<Database>,
  auditId: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('picture').select(['id', 'path']).where('audit_id', '=', auditId).execute()
  return new Map(rows.map(({ id, path }) => [path, id]))
}

/** Engines of the audit that concluded before this one; null: this is the first. */
export async function findEarlierEngines(db: Kysely<Database>, siteId: string, auditId: string) {
  const row = await db
    .selectFrom('audit')
    .select('engines')
    .where('site_id', '=', siteId)
    .where('id', '!=', auditId)
    .where('status', 'in', ['concluded', 'stopped'])
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.engines ?? null
}

/** Of these pages, those that were found gone often enough to close what is on them. */
export async function listRemovedPages(
  db: Kysely<Database>,
  siteId: string,
  atLeast: number,
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('page')
    .select('id')
    .where('site_id', '=', siteId)
    .where('gone_count', '>=', atLeast)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

export async function setConfirmed(
  db: Kysely<Database>,
  ids: readonly string[],
  isConfirmed: boolean,
): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('finding')
    .set({ is_confirmed: isConfirmed })
    .where('id', 'in', [...ids])
    .execute()
}

export function getKnownFinding(db: Kysely<Database>, id: string): Promise<KnownFinding> {
  return db.selectFrom('finding').select(findingStateColumns).where('id', '=', id).executeTakeFirstOrThrow()
}

/** Its place in the site is told by its occurrences: those that are still there, or were not looked at. */
export async function recount(
  db: Kysely<Database>,
  siteId: string,
  { ids, rule }: Among = {},
): Promise<void> {
  await sql`
    update finding set page_count = seen.pages, occurrence_count = seen.occurrences
    from (
      select occurrence.finding_id, count(distinct occurrence.page_id)::int as pages, count(*)::int as occurrences
      from occurrence join finding on finding.id = occurrence.finding_id
      where finding.site_id = ${siteId} and occurrence.status in ('present', 'not-verified')
        ${ids ? sql`and finding.id = any(${[...ids]}::uuid[])` : sql``} ${rule ? sql`and finding.rule = ${rule}` : sql``}
      group by occurrence.finding_id
    ) as seen
    where finding.id = seen.finding_id
      and (finding.page_count, finding.occurrence_count) is distinct from (seen.pages, seen.occurrences)`.execute(
    db,
  )
}
