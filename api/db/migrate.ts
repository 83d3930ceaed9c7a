import { readdirSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './schema.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** Brings the database to this version. Several processes may ask at once: one does it, the others wait. */
export async function migrate(db: Kysely<Database>): Promise<readonly string[]> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest()
  if (error) throw new Error('The database could not be brought to this version.', { cause: error })
  return results.map(({ migrationName }) => migrationName)
}

/** Whether the database is at this version, as far as this version knows. */
export async function isMigrated(db: Kysely<Database>): Promise<boolean> {
  const migrations = await migratorOf(db).getMigrations()
  return migrations.every(({ executedAt }) => executedAt !== undefined)
}

function migratorOf(db: Kysely<Database>): Migrator {
  return new Migrator({
    db,
    provider: {
      async getMigrations() {
        const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))
        const loaded = names.map(
          async (name) =>
            [name.slice(0, -3), (await import(new URL(name, FOLDER).href)) as Migration] as const,
        )
        return Object.fromEntries(await Promise.all(loaded))
      },
    },
  })
}
