import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { openDatabase } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { tidyTables } from '../../api/db/upkeep.ts'

const folder = mkdtempSync(join(tmpdir(), 'rampa-upkeep-'))
const database = await openDatabase({ databaseUrl: null, dataFolder: folder })
await migrate(database.db)
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

test('a table of the embedded database that changed much is tidied, once', async () => {
  const { db } = database
  await db
    .insertInto('rate_limit')
    .values(Array.from({ length: 200 }, (_, at) => ({ key: `${at}`, window_at: new Date(), hits: 1 })))
    .execute()
  // The database counts changes some moments after they were made.
  await vi.waitFor(async () => expect(await tidyTables(db)).toContain('public.rate_limit'), {
    timeout: 10_000,
  })
  expect(await tidyTables(db)).not.toContain('public.rate_limit')
})

test('a table that hardly changed is left alone', async () => {
  const { db } = database
  await db.updateTable('rate_limit').set({ hits: 2 }).where('key', '=', '1').execute()
  expect(await tidyTables(db)).not.toContain('public.rate_limit')
})
