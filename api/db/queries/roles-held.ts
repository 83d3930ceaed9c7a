import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** Who has which role here, or an open invitation to it, by address. */
export async function listHeldRoles(db: Kysely<Database>, organisationId: string, now: Date) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.email', 'membership.role', 'membership.office_id'])
    .where('membership.organisation_id', '=', organisationId)
    .union(
      db
        .selectFrom('invitation')
        .select(['email', 'role', 'office_id'])
        .where('organisation_id', '=', organisationId)
        .where('accepted_at', 'is', null)
        .where('expires_at', '>', now),
    )
    .execute()
}
