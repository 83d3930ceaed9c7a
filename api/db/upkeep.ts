import { type Kysely, sql } from 'kysely'
import type { Logger } from 'pino'
import type { Database } from './schema.ts'

/** ms. */
const LOOK_EVERY_MS = 60_000
/** Rows and part of a table that must have changed, as PostgreSQL's own autovacuum has it (its defaults). */
const MIN_CHANGED = 50
const PART_CHANGED = 0.1

/**
 * Vacuums and analyses the tables that changed much since the last time. PostgreSQL does it by itself; the embedded
 * database has no process beside it, so without this its plans are made blindly (a list of 10,000 findings took 20
 * times as long) and the queue's tables grow for ever. A table at a time: others get their turn in between.
 *
 * @returns the tables that were done
 */
export async function tidyTables(db: Kysely<Database>): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables
    where greatest(n_mod_since_analyze, n_dead_tup) > ${sql.lit(MIN_CHANGED)} + ${sql.lit(PART_CHANGED)} * n_live_tup
    order by name`.execute(db)
  for (const { name } of rows) await sql.raw(`vacuum (analyze) ${name}`).execute(db)
  return rows.map(({ name }) => name)
}

/** Tidies every minute, until it is stopped. */
export function keepTidy(db: Kysely<Database>, log: Logger): { stop(): Promise<void> } {
  let round: Promise<unknown> = Promise.resolve()
  const timer = setInterval(() => {
    round = tidyTables(db).catch((error: unknown) => log.error({ err: error }, 'upkeep'))
  }, LOOK_EVERY_MS)
  return {
    async stop() {
      clearInterval(timer)
      await round
    },
  }
}
