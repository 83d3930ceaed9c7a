import { readdirSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import type { Database } from './schema.ts'

const FOLDER = new URL('./migrations/', import.meta.url)

/** Brings the database to this version. Several processes may ask at once: one does it, the others wait. */
export async function migrate(db: Kysely<Database>): Promise<readonly string[]> {
  const migrator = new Migrator({
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
  const { error, results = [] } = await migrator.migrateToLatest()
  if (error) throw new Error('The database could not be brought to this version.', { cause: error })
  return results.map(({ migrationName }) => migrationName)
}
