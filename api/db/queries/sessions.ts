import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

/** Marks the link as used and says whose it was. One statement: of two that ask at once, one gets it. */
export async function useSignInLink(
  db: Kysely<Database>,
  tokenHash: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('person_id')
    .executeTakeFirst()
  return row?.person_id
}

export async function insertSession(
  db: Kysely<Database>,
  session: {
    readonly personId: string
    readonly organisationId: string
    readonly tokenHash: string
    readonly device: string
    readonly way: Row<'session'>['way']
    readonly now: Date
    readonly expiresAt: Date
  },
): Promise<void> {
  await db
    .insertInto('session')
    .values({
      person_id: session.personId,
      organisation_id: session.organisationId,
      token_hash: session.tokenHash,
      device: session.device,
      way: session.way,
      created_at: session.now,
      last_used_at: session.now,
      expires_at: session.expiresAt,
    })
    .execute()
}

/** How and when a session began. */
export const getBeginning = (
  db: Kysely<Database>,
  id: string,
): Promise<Pick<Row<'session'>, 'way' | 'created_at'>> =>
  db.selectFrom('session').select(['way', 'created_at']).where('id', '=', id).executeTakeFirstOrThrow()

/** Those that still open something; `idleBefore`: what was last used before then does not. */
export function listSessions(
  db: Kysely<Database>,
  personId: string,
  { now, idleBefore }: { readonly now: Date; readonly idleBefore: Date },
) {
  return db
    .selectFrom('session')
    .select(['id', 'device', 'created_at', 'last_used_at'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .where('last_used_at', '>', idleBefore)
    .orderBy('last_used_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function deleteSessionByToken(db: Kysely<Database>, tokenHash: string): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute()
}

export async function deleteSession(db: Kysely<Database>, personId: string, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('person_id', '=', personId)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

/** All of a person's sessions but one. */
export async function deleteOtherSessions(
  db: Kysely<Database>,
  personId: string,
  keptId: string | null,
): Promise<number> {
  let query = db.deleteFrom('session').where('person_id', '=', personId)
  if (keptId) query = query.where('id', '!=', keptId)
  return (await query.returning('id').execute()).length
}

/** What a person had open in an organisation they left. */
export async function deleteSessionsIn(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
): Promise<void> {
  await db
    .deleteFrom('session')
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .execute()
}

export async function setSessionOrganisation(
  db: Kysely<Database>,
  id: string,
  organisationId: string,
): Promise<void> {
  await db.updateTable('session').set({ organisation_id: organisationId }).where('id', '=', id).execute()
}

/** Where the person worked last, if the session is still known. */
export async function findLastOrganisation(
  db: Kysely<Database>,
  personId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('session')
    .select('organisation_id')
    .where('person_id', '=', personId)
    .orderBy('last_used_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.organisation_id
}
