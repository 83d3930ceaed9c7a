import type { Server } from 'node:http'
import { availableParallelism } from 'node:os'
import { serve } from '@hono/node-server'
import { sql } from 'kysely'
import type { Logger } from 'pino'
import { openInspector } from '../learning/index.ts'
import { type DemoServer, serveDemo } from '../scanner/index.ts'
import { createApp } from './app.ts'
import type { Config } from './config.ts'
import { type OpenDatabase, openDatabase } from './db/connect.ts'
import { migrate } from './db/migrate.ts'
import { unreachable } from './db/unreachable.ts'
import { keepTidy } from './db/upkeep.ts'
import type { Deps } from './deps.ts'
import { openQueue } from './jobs/queue.ts'
import { createScanner } from './jobs/scanner.ts'
import { StartRefusal } from './refusal.ts'
import { openCatalogue } from './services/catalogue.ts'
import { createDemo, demoState } from './services/demo.ts'
import { readVersion } from './version.ts'

export interface Running {
  readonly deps: Deps
  /** Where the demo site is served; null when there is none. */
  readonly demoUrl: string | null
  readonly isFirstStart: boolean
  /** Takes no more requests, finishes what is in hand, and closes everything in reverse order. */
  stop(): Promise<void>
}

/** Answers of learners that are inspected side by side; the rest of the machine is for everybody else. */
const INSPECTORS = Math.max(1, Math.floor(availableParallelism() / 2))
/** ms. Answers that take longer, such as the events of an audit, are cut off: browsers ask again. */
const ANSWER_GRACE_MS = 5_000

/** What was opened, to be closed in reverse order, also when the next thing does not open. */
class Opened {
  readonly #closers: (() => Promise<unknown>)[] = []

  add<T>(thing: T, close: (thing: T) => Promise<unknown>): T {
    this.#closers.push(() => close(thing))
    return thing
  }

  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await close()
  }
}

/**
 * The database, proved to answer.
 *
 * @throws StartRefusal when PostgreSQL does not answer, FolderInUse
 */
export async function reachDatabase(config: Config): Promise<OpenDatabase> {
  const database = await openDatabase(config)
  try {
    await sql`select 1`.execute(database.db)
    return database
  } catch (error) {
    await database.close()
    throw config.databaseUrl ? unreachable(error) : error
  }
}

/** The database, brought to this version. Nothing else can begin without it. */
export async function openMigrated(config: Config): Promise<OpenDatabase> {
  const database = await reachDatabase(config)
  await migrate(database.db)
  return database
}

/** Web app, API, and the worker too when the database is embedded: it serves one process only. */
export function startServer(given: Config, log: Logger): Promise<Running> {
  return opening(async (opened) => {
    const database = opened.add(await openMigrated(given), ({ close }) => close())
    const state = given.hasDemo ? await demoState(database.db) : 'none'
    const demo =
      state === 'none' ? null : await openDemo(state === 'empty' ? null : state.start_url, given, log)
    if (demo) opened.add(demo, (server) => server.close())
    const config = demo ? { ...given, privateHosts: [...given.privateHosts, new URL(demo.url).host] } : given
    const deps = await openDeps(opened, database, config, log)
    const isFirstStart = state === 'empty' && demo !== null
    if (isFirstStart) await createDemo(deps, demo.url)
    if (database.kind === 'embedded') {
      opened.add(keepTidy(database.db, log), (upkeep) => upkeep.stop())
      await openWorker(opened, deps)
    }
    opened.add(await listen(deps), closeServer)
    return { deps, demoUrl: demo?.url ?? null, isFirstStart, stop: () => opened.close() }
  })
}

/** One more worker on the same PostgreSQL, on this machine or another. */
export function startWorkerProcess(config: Config, log: Logger): Promise<{ stop(): Promise<void> }> {
  return opening(async (opened) => {
    const database = opened.add(await openMigrated(config), ({ close }) => close())
    await openWorker(opened, await openDeps(opened, database, config, log))
    return { stop: () => opened.close() }
  })
}

async function opening<T>(start: (opened: Opened) => Promise<T>): Promise<T> {
  const opened = new Opened()
  try {
    return await start(opened)
  } catch (error) {
    await opened.close()
    throw error
  }
}

async function openDeps(opened: Opened, database: OpenDatabase, config: Config, log: Logger): Promise<Deps> {
  const queue = opened.add(await openQueue(database, log), (it) => it.stop())
  const scanner = createScanner(readVersion(), config.privateHosts)
  const inspector = opened.add(openInspector({ threads: INSPECTORS }), (it) => it.close())
  return {
    config,
    db: database.db,
    queue,
    scanner,
    catalogue: openCatalogue(),
    inspect: inspector.inspect,
    log,
    now: () => new Date(),
  }
}

async function openWorker(opened: Opened, deps: Deps): Promise<void> {
  const { startWorker } = await import('./jobs/worker.ts')
  const worker = await startWorker(deps, deps.config.concurrency ?? availableParallelism())
  opened.add(worker, (it) => it.stop())
}

/** The demo stays at the address that the database knows, so that its pages remain the same pages. */
async function openDemo(known: string | null, { port }: Config, log: Logger): Promise<DemoServer | null> {
  const demoPort = known ? Number(new URL(known).port) : port + 1
  try {
    return await serveDemo('with-barriers', demoPort)
  } catch (error) {
    if (!isBusy(error)) throw error
    if (!known) return serveDemo('with-barriers')
    log.warn({ port: demoPort }, 'The port of the demo site is in use: it is not served.')
    return null
  }
}

function listen(deps: Deps): Promise<Server> {
  const { port, host } = deps.config
  const app = createApp(deps)
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, () => resolve(server)) as Server
    server.once('error', (error) => reject(listenFailed(error, deps.config)))
  })
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), ANSWER_GRACE_MS)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : '')
const isBusy = (error: unknown) => codeOf(error) === 'EADDRINUSE'

function listenFailed(error: Error, { port, host }: Config): Error {
  if (isBusy(error)) return portInUse(port)
  if (codeOf(error) === 'EACCES') return portForbidden(port)
  return ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(codeOf(error)) ? notOurAddress(host) : error
}

const portInUse = (port: number) =>
  new StartRefusal({
    it: `La porta ${port} è già usata da un altro programma. Chiudilo, oppure scegli un'altra porta con PORT.`,
    en: `Port ${port} is used by another program. Close that one, or choose another port with PORT.`,
  })

const portForbidden = (port: number) =>
  new StartRefusal({
    it: `Il sistema non permette a Rampa di usare la porta ${port}. Scegline una sopra la 1023 con PORT.`,
    en: `The system does not let Rampa use port ${port}. Choose one above 1023 with PORT.`,
  })

const notOurAddress = (host: string) =>
  new StartRefusal({
    it: `HOST è ${host}, che non è un indirizzo di questa macchina. Usa 127.0.0.1, oppure 0.0.0.0 per tutte le reti.`,
    en: `HOST is ${host}, which is no address of this machine. Use 127.0.0.1, or 0.0.0.0 for all networks.`,
  })
