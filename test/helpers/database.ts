import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../api/db/connect.ts'
import { TEMPLATE } from './postgres.ts'

/** A migrated database of its own for this file, on real PostgreSQL; dropped at the end. */
export async function testDatabase(): Promise<OpenDatabase & { readonly url: string }> {
  const address = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = await openDatabase({ databaseUrl: `${address}/postgres`, dataFolder: '' })
  await sql.raw(`create database ${name} template ${TEMPLATE}`).execute(admin.db)
  const url = `${address}/${name}`
  const database = await openDatabase({ databaseUrl: url, dataFolder: '' })
  afterAll(async () => {
    await database.close()
    await sql.raw(`drop database ${name} with (force)`).execute(admin.db)
    await admin.close()
  })
  return { ...database, url }
}

/** Empties every table. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  await sql`truncate organisation, person, mail, idempotency_key, rate_limit restart identity cascade`.execute(
    db,
  )
}
