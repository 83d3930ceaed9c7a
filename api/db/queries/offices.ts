import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

const withCounts = (db: Kysely<Database>, organisationId: string) =>
  db
    .selectFrom('office')
    .select(['office.id', 'office.name'])
    .select((eb) => [
      eb
        .selectFrom('membership')
        .select((inner) => inner.fn.count<string>('membership.person_id').distinct().as('count'))
        .whereRef('membership.office_id', '=', 'office.id')
        .as('people_count'),
      eb
        .selectFrom('site')
        .select((inner) => inner.fn.countAll<string>().as('count'))
        .whereRef('site.office_id', '=', 'office.id')
        .where('site.archived_at', 'is', null)
        .as('site_count'),
    ])
    .where('office.organisation_id', '=', organisationId)
export type OfficeRow = Awaited<ReturnType<ReturnType<typeof withCounts>['execute']>>[number]

export interface OfficePlace {
  readonly name: string
  readonly id: string
}

/** By name; `ids`: only these. */
export async function listOffices(
  db: Kysely<Database>,
  organisationId: string,
  {
    ids,
    after,
    limit,
  }: {
    readonly ids?: readonly string[]
    readonly after: OfficePlace | undefined
    readonly limit: number
  },
): Promise<{ readonly rows: readonly (OfficeRow & { readonly place: string })[]; readonly total: number }> {
  const name = sql<string>`lower(office.name)`
  const among = ids ? sql<boolean>`office.id = any(${[...ids]}::uuid[])` : sql<boolean>`true`
  let page = withCounts(db, organisationId).where(among)
  if (after) page = page.where(sql<boolean>`(${name}, office.id) > (${after.name}, ${after.id}::uuid)`)
  const [rows, count] = await Promise.all([
    page.select(name.as('place')).orderBy(name).orderBy('office.id').limit(limit).execute(),
    db
      .selectFrom('office')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('organisation_id', '=', organisationId)
      .where(among)
      .executeTakeFirstOrThrow(),
  ])
  return { rows, total: Number(count.total) }
}

export const findOffice = (
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<OfficeRow | undefined> =>
  withCounts(db, organisationId).where('office.id', '=', id).executeTakeFirst()

/** undefined: the organisation has an office of this name. */
export async function insertOffice(
  db: Kysely<Database>,
  organisationId: string,
  name: string,
): Promise<string | undefined> {
  const row = await db
    .insertInto('office')
    .values({ organisation_id: organisationId, name })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

/** Whether another office of the organisation has this name. */
export async function isNameTaken(
  db: Kysely<Database>,
  organisationId: string,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('office')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .where('id', '!=', id)
    .executeTakeFirst()
  return row !== undefined
}

export async function renameOffice(db: Kysely<Database>, id: string, name: string): Promise<void> {
  await db.updateTable('office').set({ name }).where('id', '=', id).execute()
}

/** Who had a role in this office, or was invited to one, has it without an office: a role does not go with it. */
export async function keepPeopleOf(db: Kysely<Database>, id: string): Promise<void> {
  await db
    .insertInto('membership')
    .columns(['person_id', 'organisation_id', 'role', 'created_at'])
    .expression((eb) =>
      eb
        .selectFrom('membership')
        .select(['person_id', 'organisation_id', 'role', 'created_at'])
        .where('office_id', '=', id),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await db.updateTable('invitation').set({ office_id: null }).where('office_id', '=', id).execute()
}

export async function deleteOffice(db: Kysely<Database>, id: string): Promise<void> {
  await db.deleteFrom('office').where('id', '=', id).execute()
}

/** Offices as names, for who belongs to them. */
export function listOfficeNames(
  db: Kysely<Database>,
  organisationId: string,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('office')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .orderBy('name')
    .execute()
}
