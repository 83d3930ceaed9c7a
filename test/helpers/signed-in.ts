import type { Kysely } from 'kysely'
import type { Database, Role } from '../../api/db/schema.ts'
import { digestOf, newSecret } from '../../api/secret.ts'

export interface SignedIn {
  readonly personId: string
  readonly organisationId: string
  readonly officeId: string | null
  /** The secret of the session's cookie. */
  readonly token: string
}

/** Somebody of a new organisation in a session of theirs: for servers that run as they do for real. */
export async function signInto(
  db: Kysely<Database>,
  { role, office }: { readonly role: Role; readonly office?: string },
): Promise<SignedIn> {
  const organisation = await db
    .insertInto('organisation')
    .values({ kind: 'municipality', name: 'Comune di Esempio' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const made = office
    ? await db
        .insertInto('office')
        .values({ organisation_id: organisation.id, name: office })
        .returning('id')
        .executeTakeFirstOrThrow()
    : null
  const person = await db
    .insertInto('person')
    .values({ email: `${role}@esempio.it`, name: 'Persona di prova' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const ids = { person_id: person.id, organisation_id: organisation.id }
  await db
    .insertInto('membership')
    .values({ ...ids, role, office_id: made?.id ?? null })
    .execute()
  const token = newSecret()
  const times = { last_used_at: new Date(), expires_at: new Date(Date.now() + 3_600_000) }
  await db
    .insertInto('session')
    .values({ ...ids, ...times, token_hash: digestOf(token) })
    .execute()
  return { personId: person.id, organisationId: organisation.id, officeId: made?.id ?? null, token }
}
