import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import pino from 'pino'
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { openQueue } from '../../api/jobs/queue.ts'
import { startAudit } from '../../api/services/start-audit.ts'

const LAUNCHER = new URL('../../api/bin.js', import.meta.url).pathname

/** Environment variables of a process of Rampa. */
export type Settings = Readonly<Record<string, string>>

/** A process of Rampa, as an operator starts it. `output`: whether its words can be read. */
export function startRampa(
  command: 'serve' | 'worker',
  settings: Settings,
  { output = false }: { readonly output?: boolean } = {},
): ChildProcess {
  return spawn(process.execPath, [LAUNCHER, command], {
    env: { ...process.env, ...settings },
    stdio: output ? ['ignore', 'pipe', 'pipe'] : 'ignore',
    detached: true,
  })
}

export interface Ended {
  readonly status: number | null
  readonly signal: string | null
  readonly out: string
  readonly err: string
}

/** A process of Rampa whose words are kept. */
export function followRampa(command: 'serve' | 'worker', settings: Settings) {
  const child = startRampa(command, settings, { output: true })
  let [out, err] = ['', '']
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status, signal) => resolve({ status, signal, out, err })),
  )
  /** Resolves when it has said these words; rejects when it ends without them. */
  const said = (words: RegExp) =>
    new Promise<void>((resolve, reject) => {
      child.stdout?.on('data', () => words.test(out) && resolve())
      void ended.then(() => reject(new Error(`It ended before it said ${words}: ${out}${err}`)))
    })
  child.stdout?.on('data', (chunk) => {
    out += chunk
  })
  child.stderr?.on('data', (chunk) => {
    err += chunk
  })
  return { child, ended, said }
}

/** Ends a process and its browsers as a power cut would. */
export async function killFamily(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  for (const pid of child.pid ? [child.pid, ...childrenOf(child.pid)] : []) killOne(pid)
  await gone
}

export function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended in between.
  }
}

/** All processes below this one. */
export function childrenOf(parent: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const own = all.filter((name) => {
    try {
      return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent
    } catch {
      return false
    }
  })
  return own.flatMap((name) => [Number(name), ...childrenOf(Number(name))])
}

/** Puts an audit of a site in the queue of a database, as a person's click does; gives its id. */
export async function queueAudit(settings: Settings, startUrl: string): Promise<string> {
  const config = readConfig(settings)
  const database = await openDatabase(config)
  await migrate(database.db)
  const queue = await openQueue(database, pino({ level: 'silent' }))
  const organisation = await database.db
    .insertInto('organisation')
    .values({ kind: 'municipality', name: 'Comune di Esempio' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const options = {
    maxPages: 100,
    include: [],
    exclude: [],
    level: 'AA',
    bestPractices: false,
    pictures: false,
  } as const
  const site = await database.db
    .insertInto('site')
    .values({
      organisation_id: organisation.id,
      name: 'Sito di prova',
      start_url: startUrl,
      host: new URL(startUrl).host,
      options: JSON.stringify(options),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const auditId = await startAudit(
    { db: database.db, queue, config },
    { site: { id: site.id, start_url: startUrl, options }, trigger: 'person', personId: null },
  )
  await queue.stop()
  await database.close()
  return auditId
}
