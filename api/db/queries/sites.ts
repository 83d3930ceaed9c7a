import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database, EditLink, SiteOptions } from '../schema.ts'

const siteColumns = [
  'site.id',
  'site.organisation_id',
  'site.name',
  'site.start_url',
  'site.host',
  'site.options',
  'site.edit_links',
  'site.office_id',
  'office.name as office_name',
  'schedule.next_run_at',
  'schedule.is_active',
  'site.created_at',
] as const

/** Sites this actor may see; `own`: those of its offices, or with pages of its offices. */
function visibleSites(db: Kysely<Database>, actor: Actor, reach: Reach) {
  const query = db
    .selectFrom('site')
    .leftJoin('office', 'office.id', 'site.office_id')
    .leftJoin('schedule', 'schedule.site_id', 'site.id')
    .where('site.organisation_id', '=', actor.organisationId)
    .where('site.archived_at', 'is', null)
  if (reach === 'all') return query
  const offices = [...actor.officeIds]
  if (offices.length === 0) return query.where(sql<boolean>`false`)
  return query.where((eb) =>
    eb.or([
      eb('site.office_id', 'in', offices),
      eb.exists(
        eb
          .selectFrom('page')
          .select('page.id')
          .whereRef('page.site_id', '=', 'site.id')
          .where('page.office_id', 'in', offices),
      ),
    ]),
  )
}

export function listSites(db: Kysely<Database>, actor: Actor, reach: Reach) {
  return visibleSites(db, actor, reach).select(siteColumns).orderBy('site.name').orderBy('site.id').execute()
}
export type SiteRow = Awaited<ReturnType<typeof listSites>>[number]

export function findSite(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  id: string,
): Promise<SiteRow | undefined> {
  return visibleSites(db, actor, reach).select(siteColumns).where('site.id', '=', id).executeTakeFirst()
}

export interface NewSite {
  readonly organisationId: string
  readonly officeId: string | null
  readonly name: string
  readonly startUrl: string
  readonly options: SiteOptions
}

/** undefined: the organisation has a site with this address. One that was put away comes back. */
export async function insertSite(db: Kysely<Database>, site: NewSite): Promise<string | undefined> {
  const row = await db
    .insertInto('site')
    .values({
      organisation_id: site.organisationId,
      office_id: site.officeId,
      name: site.name,
      start_url: site.startUrl,
      host: new URL(site.startUrl).host,
      options: JSON.stringify(site.options),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'start_url'])
        .doUpdateSet({ archived_at: null })
        .where('site.archived_at', 'is not', null),
    )
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function updateSite(
  db: Kysely<Database>,
  id: string,
  values: {
    readonly name?: string
    readonly officeId?: string | null
    readonly options?: SiteOptions
    readonly editLinks?: readonly EditLink[]
  },
): Promise<void> {
  const set = {
    ...(values.name === undefined ? {} : { name: values.name }),
    ...(values.officeId === undefined ? {} : { office_id: values.officeId }),
    ...(values.options === undefined ? {} : { options: JSON.stringify(values.options) }),
    ...(values.editLinks === undefined ? {} : { edit_links: JSON.stringify(values.editLinks) }),
  }
  if (Object.keys(set).length > 0) await db.updateTable('site').set(set).where('id', '=', id).execute()
}

export async function archiveSite(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db.updateTable('site').set({ archived_at: now }).where('id', '=', id).execute()
}

/** Whether an office is one of this organisation's: an id from outside proves nothing. */
export async function hasOffice(db: Kysely<Database>, organisationId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('office')
    .select('id')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst()
  return row !== undefined
}
