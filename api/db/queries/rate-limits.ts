import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** Counts one more in the window of this key; a window that is over begins again. One statement: no race. */
export async function countHit(
  db: Kysely<Database>,
  key: string,
  windowS: number,
  now: Date,
): Promise<{ readonly hits: number; readonly windowAt: Date }> {
  const before = new Date(now.getTime() - windowS * 1_000)
  const row = await db
    .insertInto('rate_limit')
    .values({ key, window_at: now, hits: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        hits: sql<number>`case when rate_limit.window_at <= ${before} then 1 else rate_limit.hits + 1 end`,
        window_at: sql<Date>`case when rate_limit.window_at <= ${before} then ${now} else rate_limit.window_at end`,
      }),
    )
    .returning(['hits', 'window_at'])
    .executeTakeFirstOrThrow()
  return { hits: row.hits, windowAt: row.window_at }
}
