import type { Kysely } from 'kysely'
import type { Database, Role } from '../schema.ts'

/** What the operator's commands need: they act on the whole installation, not in somebody's name. */
export interface Organisation {
  readonly id: string
  readonly name: string
}

export function listOrganisations(db: Kysely<Database>): Promise<readonly Organisation[]> {
  return db.selectFrom('organisation').select(['id', 'name']).orderBy('name').orderBy('id').execute()
}

export function addOrganisation(db: Kysely<Database>, name: string): Promise<Organisation> {
  return db
    .insertInto('organisation')
    .values({ kind: 'municipality', name })
    .returning(['id', 'name'])
    .executeTakeFirstOrThrow()
}

export async function addOffices(
  db: Kysely<Database>,
  organisationId: string,
  names: readonly string[],
): Promise<void> {
  await db
    .insertInto('office')
    .values(names.map((name) => ({ organisation_id: organisationId, name })))
    .execute()
}

export async function findPersonByEmail(
  db: Kysely<Database>,
  email: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return db.selectFrom('person').select(['id', 'name']).where('email', '=', email).executeTakeFirst()
}

export async function addPerson(
  db: Kysely<Database>,
  person: { readonly email: string; readonly name: string },
): Promise<string> {
  const { id } = await db.insertInto('person').values(person).returning('id').executeTakeFirstOrThrow()
  return id
}

/** Gives the role in the whole organisation; nothing changes when it is there already. */
export async function addMembership(
  db: Kysely<Database>,
  membership: { readonly personId: string; readonly organisationId: string; readonly role: Role },
): Promise<void> {
  await db
    .insertInto('membership')
    .values({
      person_id: membership.personId,
      organisation_id: membership.organisationId,
      role: membership.role,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function addSignInLink(
  db: Kysely<Database>,
  link: { readonly personId: string; readonly tokenHash: string; readonly expiresAt: Date },
): Promise<void> {
  await db
    .insertInto('sign_in_link')
    .values({ person_id: link.personId, token_hash: link.tokenHash, expires_at: link.expiresAt })
    .execute()
}

export interface DemoSite {
  readonly id: string
  readonly start_url: string
  readonly organisation_id: string
}

/** The site whose audit the first start began, if this installation has one. */
export function findDemoSite(db: Kysely<Database>): Promise<DemoSite | undefined> {
  return db
    .selectFrom('site')
    .select(['id', 'start_url', 'organisation_id'])
    .where('archived_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('audit')
          .select('audit.id')
          .whereRef('audit.site_id', '=', 'site.id')
          .where('audit.trigger', '=', 'demo'),
      ),
    )
    .executeTakeFirst()
}

/** Whoever has administered an organisation for longest. */
export async function findFirstAdministrator(
  db: Kysely<Database>,
  organisationId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .select('person.id')
    .where('membership.organisation_id', '=', organisationId)
    .where('membership.role', '=', 'administrator')
    .orderBy('membership.created_at')
    .executeTakeFirst()
  return row?.id
}
