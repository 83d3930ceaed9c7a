import type { Kysely } from 'kysely'
import type { Database, Row, Scope } from '../schema.ts'

const tokenColumns = ['id', 'name', 'scopes', 'expires_at', 'last_used_at', 'created_at'] as const
export type TokenRow = Pick<Row<'api_token'>, (typeof tokenColumns)[number]>

export const listTokens = (db: Kysely<Database>, organisationId: string): Promise<readonly TokenRow[]> =>
  db
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute()

export const insertToken = (
  db: Kysely<Database>,
  token: {
    readonly organisationId: string
    readonly personId: string
    readonly name: string
    readonly tokenHash: string
    readonly scopes: readonly Scope[]
    readonly expiresAt: Date | null
    readonly now: Date
  },
): Promise<TokenRow> =>
  db
    .insertInto('api_token')
    .values({
      organisation_id: token.organisationId,
      person_id: token.personId,
      name: token.name,
      token_hash: token.tokenHash,
      scopes: [...token.scopes],
      expires_at: token.expiresAt,
      created_at: token.now,
    })
    .returning(tokenColumns)
    .executeTakeFirstOrThrow()

export async function revokeToken(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
  now: Date,
): Promise<string | undefined> {
  const row = await db
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .returning('name')
    .executeTakeFirst()
  return row?.name
}

/** Those of somebody who leaves: they would open nothing, and nobody would know why. */
export async function revokeTokensOf(
  db: Kysely<Database>,
  personId: string,
  organisationId: string,
  now: Date,
): Promise<void> {
  await db
    .updateTable('api_token')
    .set({ revoked_at: now })
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .where('revoked_at', 'is', null)
    .execute()
}
