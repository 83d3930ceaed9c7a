import { type Kysely, sql } from 'kysely'
import type { AuditStatus, Database, Row } from '../schema.ts'

/** What the jobs of an audit need to know of it. */
export type AuditWork = Pick<
  Row<'audit'>,
  'id' | 'site_id' | 'status' | 'options' | 'opening' | 'stop_asked_at' | 'created_at' | 'started_at'
>

export function findAuditWork(db: Kysely<Database>, id: string): Promise<AuditWork | undefined> {
  return db
    .selectFrom('audit')
    .select(['id', 'site_id', 'status', 'options', 'opening', 'stop_asked_at', 'created_at', 'started_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Whether somebody asked to stop it; asked before each page. */
export async function isStopAsked(db: Kysely<Database>, id: string): Promise<boolean> {
  const row = await db.selectFrom('audit').select('stop_asked_at').where('id', '=', id).executeTakeFirst()
  return row !== undefined && row.stop_asked_at !== null
}

export async function setOpening(
  db: Kysely<Database>,
  id: string,
  values: {
    readonly opening: object
    readonly engines: object
    readonly configHash: string
    readonly now: Date
  },
): Promise<void> {
  await db
    .updateTable('audit')
    .set({
      status: 'running',
      opening: JSON.stringify(values.opening),
      engines: JSON.stringify(values.engines),
      config_hash: values.configHash,
      started_at: values.now,
      heartbeat_at: values.now,
    })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'running'])
    .execute()
}

/** Ends an audit, once. */
export async function endAudit(
  db: Kysely<Database>,
  id: string,
  status: Extract<AuditStatus, 'concluded' | 'stopped' | 'failed'>,
  now: Date,
  problem = '',
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('audit')
    .set({ status, problem, finished_at: now, heartbeat_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export interface NewVisit {
  readonly place: number
  readonly url: string
  readonly level: number
}

/** Adds what is to be visited; gives the places that were not there before. */
export async function addVisits(
  db: Kysely<Database>,
  auditId: string,
  mode: 'audit' | 'discover',
  visits: readonly NewVisit[],
): Promise<readonly number[]> {
  const added: number[] = []
  for (let at = 0; at < visits.length; at += 1_000) {
    const rows = await db
      .insertInto('audit_visit')
      .values(
        visits.slice(at, at + 1_000).map((visit) => ({
          ...visit,
          audit_id: auditId,
          mode,
          status: 'pending' as const,
        })),
      )
      .onConflict((conflict) => conflict.columns(['audit_id', 'place', 'mode']).doNothing())
      .returning('place')
      .execute()
    added.push(...rows.map(({ place }) => place))
  }
  await db
    .updateTable('audit')
    .set({ known_count: sql<number>`known_count + ${added.length}` })
    .where('id', '=', auditId)
    .execute()
  return added
}

export function listPendingVisits(
  db: Kysely<Database>,
  auditId: string,
  mode: 'audit' | 'discover',
  places: readonly number[],
): Promise<{ place: number; url: string }[]> {
  return db
    .selectFrom('audit_visit')
    .select(['place', 'url'])
    .where('audit_id', '=', auditId)
    .where('mode', '=', mode)
    .where('place', 'in', [...places])
    .where('status', '=', 'pending')
    .orderBy('place')
    .execute()
}

export interface DoneVisit {
  readonly auditId: string
  readonly place: number
  readonly mode: 'audit' | 'discover'
  readonly result: object
  readonly record: object | null
  readonly digest: object | null
  /** Faults seen on the page, before grouping. */
  readonly findings: number
  readonly now: Date
}

/** Keeps what a visit gave. A visit that another worker has kept meanwhile stays as it is. */
export async function saveVisit(db: Kysely<Database>, visit: DoneVisit): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('audit_visit')
      .set({
        status: 'done',
        result: JSON.stringify(visit.result),
        record: visit.record && JSON.stringify(visit.record),
        digest: visit.digest && JSON.stringify(visit.digest),
        done_at: visit.now,
      })
      .where('audit_id', '=', visit.auditId)
      .where('place', '=', visit.place)
      .where('mode', '=', visit.mode)
      .where('status', '=', 'pending')
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return
    await tx
      .updateTable('audit')
      .set({
        done_count: sql<number>`done_count + 1`,
        finding_count: sql<number>`finding_count + ${visit.findings}`,
        heartbeat_at: visit.now,
      })
      .where('id', '=', visit.auditId)
      .execute()
  })
}

export async function countPendingVisits(db: Kysely<Database>, auditId: string): Promise<number> {
  const { count } = await db
    .selectFrom('audit_visit')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('audit_id', '=', auditId)
    .where('status', '=', 'pending')
    .executeTakeFirstOrThrow()
  return Number(count)
}

export function listDoneVisits(
  db: Kysely<Database>,
  auditId: string,
  mode: 'audit' | 'discover',
  places: readonly number[],
  withDigests: boolean,
): Promise<
  { place: number; result: Record<string, unknown> | null; digest: Record<string, unknown> | null }[]
> {
  return db
    .selectFrom('audit_visit')
    .select(['place', 'result'])
    .select((eb) => (withDigests ? eb.ref('digest').as('digest') : sql<null>`null`.as('digest')))
    .where('audit_id', '=', auditId)
    .where('mode', '=', mode)
    .where('place', 'in', [...places])
    .where('status', '=', 'done')
    .execute()
}

export async function findRecord(
  db: Kysely<Database>,
  auditId: string,
  place: number,
): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('audit_visit')
    .select('record')
    .where('audit_id', '=', auditId)
    .where('place', '=', place)
    .where('mode', '=', 'audit')
    .executeTakeFirst()
  return row?.record ?? null
}

/** How a visit of the start page ended, for what it learnt of the consent banner. */
export async function findHomeResult(
  db: Kysely<Database>,
  auditId: string,
): Promise<Record<string, unknown> | null> {
  const row = await db
    .selectFrom('audit_visit')
    .select('result')
    .where('audit_id', '=', auditId)
    .where('place', '=', 0)
    .where('mode', '=', 'audit')
    .executeTakeFirst()
  return row?.result ?? null
}

/** What the visits of an audit left behind is in its report: the rows go. */
export async function clearVisits(db: Kysely<Database>, auditId: string): Promise<void> {
  await db.deleteFrom('audit_visit').where('audit_id', '=', auditId).execute()
}

/** Running audits that gave no sign of life for so long: their jobs are asked for again. */
export function listSilentAudits(
  db: Kysely<Database>,
  before: Date,
): Promise<{ id: string; status: AuditStatus; created_at: Date }[]> {
  return db
    .selectFrom('audit')
    .select(['id', 'status', 'created_at'])
    .where('status', 'in', ['queued', 'running'])
    .where((eb) => eb(eb.fn.coalesce('heartbeat_at', 'created_at'), '<', before))
    .execute()
}

export async function listPendingPlaces(
  db: Kysely<Database>,
  auditId: string,
): Promise<{ place: number; mode: 'audit' | 'discover' }[]> {
  return db
    .selectFrom('audit_visit')
    .select(['place', 'mode'])
    .where('audit_id', '=', auditId)
    .where('status', '=', 'pending')
    .orderBy('place')
    .execute()
}
