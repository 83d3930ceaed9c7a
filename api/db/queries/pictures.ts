import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { visibleFindings } from './finding-list.ts'

export async function savePicture(
  db: Kysely<Database>,
  picture: {
    readonly auditId: string
    readonly path: string
    readonly mediaType: string
    readonly bytes: Uint8Array
  },
): Promise<void> {
  await db
    .insertInto('picture')
    .values({
      audit_id: picture.auditId,
      path: picture.path,
      media_type: picture.mediaType,
      bytes: picture.bytes,
    })
    .onConflict((conflict) => conflict.columns(['audit_id', 'path']).doNothing())
    .execute()
}

/** All pictures of an audit, by their path in the report. */
export async function readPictures(
  db: Kysely<Database>,
  auditId: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await db
    .selectFrom('picture')
    .select(['path', 'bytes'])
    .where('audit_id', '=', auditId)
    .execute()
  return new Map(rows.map(({ path, bytes }) => [path, bytes]))
}

/** A picture of its own; gives its id. */
export async function insertPicture(
  db: Kysely<Database>,
  picture: Parameters<typeof savePicture>[1],
): Promise<string> {
  const { id } = await db
    .insertInto('picture')
    .values({
      audit_id: picture.auditId,
      path: picture.path,
      media_type: picture.mediaType,
      bytes: picture.bytes,
    })
    .onConflict((conflict) => conflict.columns(['audit_id', 'path']).doUpdateSet({ bytes: picture.bytes }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** A picture of one of this organisation's sites. `own`: one that shows something of a finding of the actor's. */
export function findPicture(db: Kysely<Database>, actor: Actor, reach: Reach, id: string) {
  const shows = visibleFindings(db, actor, reach)
    .select('finding.id')
    .where(
      sql<boolean>`exists (
        select from occurrence join page on page.id = occurrence.page_id
        where occurrence.finding_id = finding.id and ${id}::uuid in (occurrence.picture_id, page.snapshot_id)
      ) or exists (select from recheck where recheck.finding_id = finding.id and recheck.picture_id = ${id}::uuid)`,
    )
  const query = db
    .selectFrom('picture')
    .innerJoin('audit', 'audit.id', 'picture.audit_id')
    .innerJoin('site', 'site.id', 'audit.site_id')
    .select(['picture.bytes', 'picture.media_type'])
    .where('picture.id', '=', id)
    .where('site.organisation_id', '=', actor.organisationId)
  return (reach === 'all' ? query : query.where((eb) => eb.exists(shows))).executeTakeFirst()
}
