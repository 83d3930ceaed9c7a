import type { Kysely } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'

/** What each job is told. A job may run twice: its writes are idempotent. */
export interface Jobs {
  /** Looks at the start of a site: robots.txt, sitemaps, the first page. */
  'audit-open': { readonly auditId: string }
  /** Visits some pages of one level. */
  'audit-visit': {
    readonly auditId: string
    readonly places: readonly number[]
    readonly mode: 'audit' | 'discover'
  }
  /** Replays what is known: the next level, or the end. */
  'audit-advance': { readonly auditId: string }
  /** Makes the report and brings the findings up to date. */
  'audit-conclude': { readonly auditId: string }
  /** A proof visit for one finding. */
  recheck: { readonly recheckId: string }
  'send-mail': { readonly mailId: string }
  /** Begins what is due, tells what was missed, clears what is old. */
  tick: Readonly<Record<string, never>>
}
export type JobName = keyof Jobs

export interface SendOptions {
  /** Inside this transaction: no job without its rows, no rows without their job. */
  readonly db?: Kysely<Database>
  /** Jobs of one group run at most so many at once, over all workers: one group per audited host. */
  readonly group?: string
  /** While one with this key waits or runs, another is not added. */
  readonly key?: string
  readonly startAfterS?: number
  readonly priority?: number
}

export interface Queue {
  send<N extends JobName>(name: N, data: Jobs[N], options?: SendOptions): Promise<void>
  /** Starts to take jobs; `concurrency` handlers side by side in this process. */
  work<N extends JobName>(
    name: N,
    options: { readonly concurrency: number; readonly groupConcurrency?: number },
    handler: (data: Jobs[N], signal: AbortSignal) => Promise<void>,
  ): Promise<void>
  /** Waits for the jobs in hand, then lets go. */
  stop(): Promise<void>
}

interface Settings {
  readonly retryLimit: number
  /** s. After so long without an end the job is given to another worker. */
  readonly expireInSeconds: number
  readonly heartbeatSeconds?: number
}

const SETTINGS: Readonly<Record<JobName, Settings>> = {
  'audit-open': { retryLimit: 5, expireInSeconds: 600, heartbeatSeconds: 15 },
  'audit-visit': { retryLimit: 10, expireInSeconds: 3_600, heartbeatSeconds: 15 },
  'audit-advance': { retryLimit: 10, expireInSeconds: 600, heartbeatSeconds: 15 },
  'audit-conclude': { retryLimit: 5, expireInSeconds: 1_800, heartbeatSeconds: 15 },
  recheck: { retryLimit: 2, expireInSeconds: 120, heartbeatSeconds: 15 },
  'send-mail': { retryLimit: 8, expireInSeconds: 60 },
  tick: { retryLimit: 0, expireInSeconds: 55 },
}

/** pg-boss on the same database, in a schema of its own. `supervise` is for processes that live long. */
export async function openQueue(database: OpenDatabase, log: Logger): Promise<Queue> {
  const boss = new PgBoss({
    ...database.queue,
    schema: 'queue',
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    monitorIntervalSeconds: 5,
  } as ConstructorParameters<typeof PgBoss>[0])
  boss.on('error', (error) => log.error({ err: error }, 'queue'))
  await boss.start()
  for (const [name, settings] of Object.entries(SETTINGS)) {
    await boss.createQueue(name, { ...settings, retryBackoff: true, retryDelay: 1, policy: 'standard' })
  }
  return {
    async send(name, data, { db, group, key, startAfterS, priority } = {}) {
      await boss.send(name, data, {
        ...(db ? { db: fromKysely(db as never) } : {}),
        ...(group ? { group: { id: group } } : {}),
        ...(key ? { singletonKey: key } : {}),
        ...(startAfterS ? { startAfter: startAfterS } : {}),
        ...(priority ? { priority } : {}),
      })
    },
    async work(name, { concurrency, groupConcurrency }, handler) {
      await boss.work<Jobs[typeof name]>(
        name,
        {
          localConcurrency: concurrency,
          pollingIntervalSeconds: 0.5,
          ...(groupConcurrency ? { groupConcurrency } : {}),
        },
        async ([job]) => {
          if (job) await handler(job.data, job.signal)
        },
      )
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 30_000 })
    },
  }
}
