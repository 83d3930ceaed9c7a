import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import { fromKysely, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { OpenDatabase } from '../db/connect.ts'
import type { Database } from '../db/schema.ts'
import { GroupSlots } from './group-slots.ts'

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

interface SendOptions {
  /** Inside this transaction: no job without its rows, no rows without their job. */
  readonly db?: Kysely<Database>
  /** Jobs of one group run at most so many at once, over all workers: one group per audited host. */
  readonly group?: string
  /**
   * While one with this key waits or runs, another is not added. `audit-advance` differs: only one that waits
   * keeps another out, as one that already runs may have read the rows before this change.
   */
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
  /** How many jobs of each kind there are, as of a few seconds ago. */
  depths(): Promise<readonly QueueDepth[]>
  /** Waits up to half a minute for the jobs in hand; what is left then is tried again by another worker. */
  stop(): Promise<void>
}

interface QueueDepth {
  readonly name: string
  readonly waiting: number
  readonly running: number
  readonly failed: number
}

interface Settings {
  /** What `key` keeps out; `exclusive` unless said otherwise. Cannot be changed on a queue that exists. */
  readonly policy?: 'short'
  readonly retryLimit: number
  /** s. After so long without an end the job is given to another worker. */
  readonly expireInSeconds: number
  readonly heartbeatSeconds?: number
}

const SETTINGS: Readonly<Record<JobName, Settings>> = {
  'audit-open': { retryLimit: 5, expireInSeconds: 600, heartbeatSeconds: 15 },
  'audit-visit': { retryLimit: 10, expireInSeconds: 3_600, heartbeatSeconds: 15 },
  'audit-advance': { policy: 'short', retryLimit: 10, expireInSeconds: 600, heartbeatSeconds: 15 },
  // Two thousand linked files at the pace of a public host, and of a tired one.
  'audit-conclude': { retryLimit: 5, expireInSeconds: 14_400, heartbeatSeconds: 15 },
  recheck: { retryLimit: 2, expireInSeconds: 120, heartbeatSeconds: 15 },
  'send-mail': { retryLimit: 8, expireInSeconds: 60 },
  tick: { retryLimit: 0, expireInSeconds: 55 },
}

/** s. How often the dead are looked for: with the heartbeat, a killed worker's job is taken over in half a minute. */
const SUPERVISE_S = 5

/** pg-boss on the same database, in a schema of its own. */
export async function openQueue(database: OpenDatabase, log: Logger): Promise<Queue> {
  const boss = new PgBoss({
    ...database.queue,
    schema: 'queue',
    backend: database.kind === 'embedded' ? 'pglite' : 'postgres',
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
    schedule: false,
  } as ConstructorParameters<typeof PgBoss>[0])
  boss.on('error', (error) => log.error({ err: error }, 'queue'))
  boss.on('warning', (warning) => log.warn({ warning: warning.message }, 'queue'))
  await boss.start()
  // The embedded database does one statement at a time: there the count is exact.
  const slots =
    'connectionString' in database.queue ? new GroupSlots(database.queue.connectionString) : undefined
  for (const [name, { policy = 'exclusive', ...settings }] of Object.entries(SETTINGS)) {
    const options = { ...settings, retryBackoff: true, retryDelay: 1, retryDelayMax: 300 }
    await boss.createQueue(name, { ...options, policy })
    // A queue that another version made is left as it was by createQueue.
    await boss.updateQueue(name, options)
  }
  return {
    async send(name, data, { db, group, key, startAfterS, priority } = {}) {
      await boss.send(name, data, {
        ...(db ? { db: fromKysely(db as never) } : {}),
        ...(group ? { group: { id: group } } : {}),
        // Without a key of its own, a job would share the empty one, and keep all others out.
        singletonKey: key ?? randomUUID(),
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
          if (!job) return
          const run = () =>
            handler(job.data, job.signal).catch((error: unknown) => {
              log.error({ err: error, job: name }, 'a job failed; it is tried again')
              throw error
            })
          if (slots && groupConcurrency && job.groupId) {
            await slots.run(`${name} ${job.groupId}`, groupConcurrency, job.signal, run)
          } else await run()
        },
      )
    },
    async depths() {
      const queues = await boss.getQueues(Object.keys(SETTINGS))
      return queues.map(({ name, queuedCount, activeCount, failedCount }) => ({
        name,
        waiting: queuedCount,
        running: activeCount,
        failed: failedCount,
      }))
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 30_000 })
      await slots?.close()
    },
  }
}
