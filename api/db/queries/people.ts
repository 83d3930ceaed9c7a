import { type Kysely, sql } from 'kysely'
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Database, Role, Row } from '../schema.ts'

const accountColumns = [
  'id',
  'email',
  'name',
  'lang',
  'password_hash',
  'oidc_subject',
  'mail_notices',
] as const
/** What signing in needs to know. */
export type Account = Pick<Row<'person'>, (typeof accountColumns)[number]>

const accounts = (db: Kysely<Database>) => db.selectFrom('person').select(accountColumns)

export const findAccount = (db: Kysely<Database>, id: string): Promise<Account | undefined> =>
  accounts(db).where('id', '=', id).executeTakeFirst()

export const findAccountByEmail = (db: Kysely<Database>, email: string): Promise<Account | undefined> =>
  accounts(db).where('email', '=', email.toLowerCase()).executeTakeFirst()

export const findAccountBySubject = (db: Kysely<Database>, subject: string): Promise<Account | undefined> =>
  accounts(db).where('oidc_subject', '=', subject).executeTakeFirst()

export interface NewAccount {
  readonly email: string
  readonly name: string
  readonly lang: 'it' | 'en'
  readonly passwordHash?: string | undefined
}

/** The account with this address, made when nobody has it; of two that ask at once only one makes it. */
export async function addAccount(
  db: Kysely<Database>,
  { email, name, lang, passwordHash }: NewAccount,
): Promise<{ readonly account: Account; readonly isNew: boolean }> {
  const made = await db
    .insertInto('person')
    .values({ email: email.toLowerCase(), name, lang, password_hash: passwordHash ?? null })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning(accountColumns)
    .executeTakeFirst()
  const account = made ?? (await findAccountByEmail(db, email))
  if (!account) throw new Error('An account that is there and is not.')
  return { account, isNew: made !== undefined }
}

export async function updateAccount(
  db: Kysely<Database>,
  id: string,
  values: {
    readonly name?: string | undefined
    readonly lang?: 'it' | 'en' | undefined
    readonly mailNotices?: boolean | undefined
    readonly passwordHash?: string
    readonly oidcSubject?: string
  },
): Promise<void> {
  const set = {
    ...(values.name === undefined ? {} : { name: values.name }),
    ...(values.lang === undefined ? {} : { lang: values.lang }),
    ...(values.mailNotices === undefined ? {} : { mail_notices: values.mailNotices }),
    ...(values.passwordHash === undefined ? {} : { password_hash: values.passwordHash }),
    ...(values.oidcSubject === undefined ? {} : { oidc_subject: values.oidcSubject }),
  }
  if (Object.keys(set).length > 0) await db.updateTable('person').set(set).where('id', '=', id).execute()
}

/** Where a person belongs, the longest first. */
export function listOrganisationsOf(
  db: Kysely<Database>,
  personId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('membership')
    .innerJoin('organisation', 'organisation.id', 'membership.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('membership.person_id', '=', personId)
    .groupBy(['organisation.id', 'organisation.name'])
    .orderBy((eb) => eb.fn.min('membership.created_at'))
    .orderBy('organisation.id')
    .execute()
}

/** Among whom: all of an organisation, or only who shares one of these offices. */
interface Circle {
  readonly organisationId: string
  readonly officeIds?: readonly string[]
}

function members(db: Kysely<Database>, { organisationId, officeIds }: Circle) {
  return db.selectFrom('person').where((eb) => {
    let belongs = eb
      .selectFrom('membership')
      .select('membership.id')
      .whereRef('membership.person_id', '=', 'person.id')
      .where('membership.organisation_id', '=', organisationId)
    if (officeIds) {
      belongs = belongs.where(sql<boolean>`membership.office_id = any(${[...officeIds]}::uuid[])`)
    }
    return eb.exists(belongs)
  })
}

const withRoles = (db: Kysely<Database>, circle: Circle) =>
  members(db, circle)
    .select(['person.id', 'person.name', 'person.email', 'person.last_seen_at', 'person.created_at'])
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('membership')
          .select((inner) => [
            'membership.role',
            jsonObjectFrom(
              inner
                .selectFrom('office')
                .select(['office.id', 'office.name'])
                .whereRef('office.id', '=', 'membership.office_id'),
            ).as('office'),
          ])
          .whereRef('membership.person_id', '=', 'person.id')
          .where('membership.organisation_id', '=', circle.organisationId)
          .orderBy('membership.created_at')
          .orderBy('membership.role')
          .orderBy('membership.id'),
      ).as('roles'),
    )

export interface PersonPlace {
  readonly name: string
  readonly id: string
}

/** By name. */
export async function listPeople(
  db: Kysely<Database>,
  circle: Circle,
  { after, limit }: { readonly after: PersonPlace | undefined; readonly limit: number },
) {
  const name = sql<string>`lower(person.name)`
  let page = withRoles(db, circle)
  if (after) page = page.where(sql<boolean>`(${name}, person.id) > (${after.name}, ${after.id}::uuid)`)
  const [rows, count] = await Promise.all([
    page.select(name.as('place')).orderBy(name).orderBy('person.id').limit(limit).execute(),
    members(db, circle)
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows, total: Number(count.total) }
}
export type PersonRow = Awaited<ReturnType<ReturnType<typeof withRoles>['execute']>>[number]

export const findPerson = (
  db: Kysely<Database>,
  circle: Circle,
  id: string,
): Promise<PersonRow | undefined> => withRoles(db, circle).where('person.id', '=', id).executeTakeFirst()

/** Whoever changes who administers an organisation does so in turn: held until the transaction ends. */
export async function lockOrganisations(db: Kysely<Database>, ids: readonly string[]): Promise<void> {
  await db
    .selectFrom('organisation')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Which of these organisations nobody administers. */
export function listWithoutAdministrator(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('membership')
            .select('membership.id')
            .whereRef('membership.organisation_id', '=', 'organisation.id')
            .where('membership.role', '=', 'administrator'),
        ),
      ),
    )
    .orderBy('id')
    .execute()
}

export interface RoleHeld {
  readonly role: Role
  readonly officeId: string | null
}

/** The person's roles here are these and no others; what they had already keeps its date. */
export async function replaceRoles(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
  roles: readonly RoleHeld[],
): Promise<void> {
  const values = roles.map(({ role, officeId }) => ({
    person_id: personId,
    organisation_id: organisationId,
    role,
    office_id: officeId,
  }))
  await db
    .insertInto('membership')
    .values(values)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db
    .deleteFrom('membership')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where((eb) =>
      eb.not(
        eb.or(
          roles.map(({ role, officeId }) =>
            eb.and([
              eb('role', '=', role),
              officeId === null ? eb('office_id', 'is', null) : eb('office_id', '=', officeId),
            ]),
          ),
        ),
      ),
    )
    .execute()
}

export async function addRole(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
  { role, officeId }: RoleHeld,
): Promise<void> {
  await db
    .insertInto('membership')
    .values({ person_id: personId, organisation_id: organisationId, role, office_id: officeId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function deleteMemberships(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
): Promise<void> {
  await db
    .deleteFrom('membership')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .execute()
}

/** How many of these offices are this organisation's: an id from outside proves nothing. */
export async function countOffices(
  db: Kysely<Database>,
  organisationId: string,
  ids: readonly string[],
): Promise<number> {
  const { count } = await db
    .selectFrom('office')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .executeTakeFirstOrThrow()
  return Number(count)
}
