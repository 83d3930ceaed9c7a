import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** Who answers for an organisation's sites: administrators and accessibility managers. */
export function listPeopleInCharge(db: Kysely<Database>, organisationId: string) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.email', 'person.lang'])
    .distinct()
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.role', 'in', ['administrator', 'accessibility-manager'])
    .execute()
}
