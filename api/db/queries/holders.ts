import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

export type Holder = Pick<Row<'person'>, 'id' | 'email' | 'name' | 'lang'>

/** A person of an organisation, or those who work in one of its offices, when they want mails about their work. */
export function listHolders(
  db: Kysely<Database>,
  organisationId: string,
  { personId, officeId }: { readonly personId: string | null; readonly officeId: string | null },
): Promise<Holder[]> {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select(['person.id', 'person.email', 'person.name', 'person.lang'])
    .distinct()
    .where('membership.organisation_id', '=', organisationId)
    .where('person.mail_notices', '=', true)
    .where((eb) =>
      personId ? eb('membership.person_id', '=', personId) : eb('membership.office_id', '=', officeId),
    )
    .orderBy('person.email')
    .execute()
}
