import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

export interface KnownAnswer {
  readonly request_digest: string
  /** null while the first request is being answered. */
  readonly status: number | null
  /** null: the answer held a secret, which is kept nowhere. */
  readonly body: string | null
}

interface Place {
  readonly owner: string
  readonly key: string
}

/**
 * Takes the key for this request, or tells what is known of it. A key is free again when its answer is older than
 * `before`, or when the server that took it has been silent since `lostBefore`.
 */
export async function takeKey(
  db: Kysely<Database>,
  { owner, key }: Place,
  digest: string,
  times: { readonly now: Date; readonly before: Date; readonly lostBefore: Date },
): Promise<KnownAnswer | undefined> {
  const taken = await db
    .insertInto('idempotency_key')
    .values({ owner, key, request_digest: digest, created_at: times.now })
    .onConflict((conflict) =>
      conflict
        .columns(['owner', 'key'])
        .doUpdateSet({ request_digest: digest, status: null, body: null, created_at: times.now } as never)
        .where((eb) =>
          eb.or([
            eb('idempotency_key.created_at', '<', times.before),
            eb.and([
              eb('idempotency_key.status', 'is', null),
              eb('idempotency_key.created_at', '<', times.lostBefore),
            ]),
          ]),
        ),
    )
    .returning('key')
    .executeTakeFirst()
  if (taken) return undefined
  return db
    .selectFrom('idempotency_key')
    .select(['request_digest', 'status', 'body'])
    .where('owner', '=', owner)
    .where('key', '=', key)
    .executeTakeFirst()
}

export async function keepAnswer(
  db: Kysely<Database>,
  { owner, key }: Place,
  answer: { readonly status: number; readonly body: string | null },
): Promise<void> {
  await db
    .updateTable('idempotency_key')
    .set(answer)
    .where('owner', '=', owner)
    .where('key', '=', key)
    .execute()
}

export async function freeKey(db: Kysely<Database>, { owner, key }: Place): Promise<void> {
  await db.deleteFrom('idempotency_key').where('owner', '=', owner).where('key', '=', key).execute()
}
