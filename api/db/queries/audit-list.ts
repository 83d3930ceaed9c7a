import type { Kysely } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { findSite } from './sites.ts'

const auditColumns = [
  'audit.id',
  'audit.site_id',
  'audit.status',
  'audit.trigger',
  'person.name as started_by_name',
  'audit.created_at',
  'audit.started_at',
  'audit.finished_at',
  'audit.stop_asked_at',
  'audit.done_count',
  'audit.known_count',
  'audit.finding_count',
  'audit.problem',
  'audit.engines',
  'audit_report.summary',
] as const

function audits(db: Kysely<Database>) {
  return db
    .selectFrom('audit')
    .leftJoin('person', 'person.id', 'audit.started_by')
    .leftJoin('audit_report', 'audit_report.audit_id', 'audit.id')
}

/** The newest audits of a site, newest first, from the cursor (an audit's time and id) on. */
export function listAudits(
  db: Kysely<Database>,
  siteId: string,
  { limit, before }: { readonly limit: number; readonly before?: { readonly at: Date; readonly id: string } },
) {
  let query = audits(db).select(auditColumns).where('audit.site_id', '=', siteId)
  if (before) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('audit.created_at', 'audit.id'), '<', tuple(before.at, before.id)),
    )
  }
  return query.orderBy('audit.created_at', 'desc').orderBy('audit.id', 'desc').limit(limit).execute()
}
export type AuditRow = Awaited<ReturnType<typeof listAudits>>[number]

export async function countAudits(db: Kysely<Database>, siteId: string): Promise<number> {
  const { count } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The newest audit of each site. */
export function listLastAudits(db: Kysely<Database>, siteIds: readonly string[]): Promise<AuditRow[]> {
  if (siteIds.length === 0) return Promise.resolve([])
  return audits(db)
    .select(auditColumns)
    .distinctOn('audit.site_id')
    .where('audit.site_id', 'in', [...siteIds])
    .orderBy('audit.site_id')
    .orderBy('audit.created_at', 'desc')
    .execute()
}

/** An audit of a site that this actor may see. */
export async function findAudit(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  id: string,
): Promise<AuditRow | undefined> {
  const row = await audits(db).select(auditColumns).where('audit.id', '=', id).executeTakeFirst()
  return row && (await findSite(db, actor, reach, row.site_id)) ? row : undefined
}

/** Asks to stop; gives whether it was still under way. */
export async function askStop(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('audit')
    .set({ stop_asked_at: now })
    .where('id', '=', id)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What the site's screens read of its last finished audit, without opening the report. */
export function findLastResult(db: Kysely<Database>, siteId: string) {
  return db
    .selectFrom('audit')
    .innerJoin('audit_report', 'audit_report.audit_id', 'audit.id')
    .select(['audit.id', 'audit_report.criteria', 'audit_report.coverage', 'audit_report.conformance'])
    .where('audit.site_id', '=', siteId)
    .where('audit.status', 'in', ['concluded', 'stopped'])
    .orderBy('audit.created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Finished audits, oldest first, the newest `limit` of them. */
export async function listHistory(db: Kysely<Database>, siteId: string, limit: number) {
  const rows = await db
    .selectFrom('audit')
    .innerJoin('audit_report', 'audit_report.audit_id', 'audit.id')
    .select(['audit.id', 'audit.finished_at', 'audit.engines', 'audit_report.summary'])
    .where('audit.site_id', '=', siteId)
    .where('audit.status', '=', 'concluded')
    .orderBy('audit.created_at', 'desc')
    .limit(limit)
    .execute()
  return rows.reverse()
}
