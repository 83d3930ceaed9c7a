import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { Kysely, PGliteDialect, PostgresDialect } from 'kysely'
import pg from 'pg'
import { type Db, fromPglite } from 'pg-boss'
import { StartRefusal } from '../refusal.ts'
import { lockFolder } from './lock.ts'
import type { Database } from './schema.ts'

/** PostgreSQL's numbers of the types that drivers would turn into something lossy. */
const BIGINT = 20
const DATE = 1082
const asWritten = (value: string) => value

export interface OpenDatabase {
  readonly kind: 'postgres' | 'embedded'
  readonly db: Kysely<Database>
  /** What the queue runs on: the embedded instance, or a connection string. */
  readonly queue: { readonly db: Db } | { readonly connectionString: string }
  close(): Promise<void>
}

/**
 * PostgreSQL when there is an address, else the embedded database in a folder of its own.
 *
 * @throws FolderInUse when another process has the folder open; StartRefusal when it cannot be written in
 */
export function openDatabase(settings: {
  readonly databaseUrl: string | null
  readonly dataFolder: string
}): Promise<OpenDatabase> {
  return settings.databaseUrl ? connect(settings.databaseUrl) : embed(settings.dataFolder)
}

async function connect(connectionString: string): Promise<OpenDatabase> {
  const types = new pg.TypeOverrides()
  types.setTypeParser(DATE, asWritten)
  types.setTypeParser(BIGINT, asWritten)
  const pool = new pg.Pool({ connectionString, types, max: 20 })
  // An idle connection that the server drops is replaced by the pool; it must not end the process.
  pool.on('error', () => undefined)
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })
  return { kind: 'postgres', db, queue: { connectionString }, close: () => db.destroy() }
}

/** Codes of a folder that cannot be made, or written in. */
const UNUSABLE = ['EACCES', 'EEXIST', 'ENOTDIR', 'EPERM', 'EROFS', 'ENOSPC']

async function openFolder(dataFolder: string) {
  try {
    await mkdir(dataFolder, { recursive: true })
    return await lockFolder(dataFolder)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    throw UNUSABLE.includes(code) ? unusable(dataFolder, code) : error
  }
}

async function embed(dataFolder: string): Promise<OpenDatabase> {
  const lock = await openFolder(dataFolder)
  const pglite = await PGlite.create(join(dataFolder, 'database'), {
    parsers: { [DATE]: asWritten, [BIGINT]: asWritten },
  })
  takeTurns(pglite)
  const db = new Kysely<Database>({ dialect: new PGliteDialect({ pglite }) })
  return {
    kind: 'embedded',
    db,
    queue: { db: fromPglite(pglite) },
    async close() {
      await db.destroy()
      await lock.release()
    },
  }
}

/**
 * One query after the other, in the order they came, and between two of them a turn for everything else. A query of the
 * embedded database runs on the thread of the server: without a pause, those that wait follow each other, and new
 * connections, of which Node takes one a turn, are left waiting until the last of them. Queries inside a transaction
 * go on at once.
 */
function takeTurns(pglite: PGlite): void {
  const query = pglite.query.bind(pglite)
  let last: Promise<unknown> = Promise.resolve()
  pglite.query = (...asked) => {
    const answer = last.then(() => query(...asked)) as ReturnType<typeof pglite.query>
    const pause = () => nextTurn()
    last = answer.then(pause, pause)
    return answer as never
  }
}

const unusable = (folder: string, code: string) =>
  new StartRefusal({
    it: `Rampa non può scrivere nella cartella ${folder} (${code}). Controlla chi ne è proprietario e lo spazio, oppure indica un'altra cartella in RAMPA_DATA.`,
    en: `Rampa cannot write in the folder ${folder} (${code}). Check who owns it and the space, or name another folder in RAMPA_DATA.`,
  })
