import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

const withMaker = (db: Kysely<Database>) =>
  db
    .selectFrom('guest_link')
    .leftJoin('person', 'person.id', 'guest_link.created_by')
    .select([
      'guest_link.id',
      'guest_link.supplier',
      'guest_link.expires_at',
      'guest_link.created_at',
      'person.name as created_by_name',
    ])
export type GuestLinkRow = Awaited<ReturnType<ReturnType<typeof withMaker>['execute']>>[number]

export const listGuestLinks = (
  db: Kysely<Database>,
  organisationId: string,
): Promise<readonly GuestLinkRow[]> =>
  withMaker(db)
    .where('guest_link.organisation_id', '=', organisationId)
    .where('guest_link.revoked_at', 'is', null)
    .orderBy('guest_link.created_at', 'desc')
    .orderBy('guest_link.id')
    .limit(500)
    .execute()

export async function insertGuestLink(
  db: Kysely<Database>,
  link: {
    readonly organisationId: string
    readonly supplier: string
    readonly tokenHash: string
    readonly createdBy: string | null
    readonly expiresAt: Date
    readonly now: Date
  },
): Promise<GuestLinkRow> {
  const { id } = await db
    .insertInto('guest_link')
    .values({
      organisation_id: link.organisationId,
      supplier: link.supplier,
      token_hash: link.tokenHash,
      created_by: link.createdBy,
      created_at: link.now,
      expires_at: link.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return withMaker(db).where('guest_link.id', '=', id).executeTakeFirstOrThrow()
}

export async function revokeGuestLink(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .updateTable('guest_link')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .returning('supplier')
    .executeTakeFirst()
  return row?.supplier
}

export function findLiveGuestLink(db: Kysely<Database>, tokenHash: string, now: Date) {
  return db
    .selectFrom('guest_link')
    .select(['id', 'organisation_id', 'supplier', 'expires_at'])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
}
