import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../api/db/connect.ts'
import { openQueue, type Queue } from '../../api/jobs/queue.ts'
import { testDatabase } from '../helpers/database.ts'

const log = pino({ level: 'silent' })
const folder = mkdtempSync(join(tmpdir(), 'rampa-queue-'))
const embedded = await openDatabase({ databaseUrl: null, dataFolder: folder })
const postgres = await testDatabase()
afterAll(async () => {
  await embedded.close()
  rmSync(folder, { recursive: true, force: true })
})

let open: Queue[] = []
async function queueOn(database: OpenDatabase): Promise<Queue> {
  const queue = await openQueue(database, log)
  open.push(queue)
  return queue
}
afterEach(async () => {
  await Promise.all(open.map((queue) => queue.stop()))
  open = []
  for (const { db } of [embedded, postgres])
    await db.schema.dropSchema('queue').ifExists().cascade().execute()
})

/** A job that waits until it is let go. */
function gate() {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { passed: promise, open: resolve }
}
const until = (what: () => void) => vi.waitFor(what, { timeout: 20_000, interval: 50 })

describe.each([
  ['PostgreSQL', postgres],
  ['the embedded database', embedded],
] as const)('on %s', (_, database) => {
  test('a job reaches its handler with its data', async () => {
    const queue = await queueOn(database)
    const seen: string[] = []
    await queue.work('send-mail', { concurrency: 1 }, async ({ mailId }) => void seen.push(mailId))
    await queue.send('send-mail', { mailId: 'a' })
    await until(() => expect(seen).toEqual(['a']))
  })

  test('jobs without a key never keep each other out', async () => {
    const queue = await queueOn(database)
    const seen: string[] = []
    for (const mailId of ['a', 'b', 'c']) await queue.send('send-mail', { mailId })
    await queue.work('send-mail', { concurrency: 1 }, async ({ mailId }) => void seen.push(mailId))
    await until(() => expect(seen.toSorted()).toEqual(['a', 'b', 'c']))
  })

  test('while one with a key waits or runs, another is not added; afterwards it is', async () => {
    const queue = await queueOn(database)
    const { passed, open: letGo } = gate()
    const seen: string[] = []
    await queue.send('recheck', { recheckId: 'waits' }, { key: 'k' })
    await queue.send('recheck', { recheckId: 'kept out' }, { key: 'k' })
    await queue.work('recheck', { concurrency: 2 }, async ({ recheckId }) => {
      seen.push(recheckId)
      await passed
    })
    await until(() => expect(seen).toEqual(['waits']))
    await queue.send('recheck', { recheckId: 'kept out too' }, { key: 'k' })
    await queue.send('recheck', { recheckId: 'other key' }, { key: 'other' })
    await until(() => expect(seen).toEqual(['waits', 'other key']))
    letGo()
    await until(async () => {
      await queue.send('recheck', { recheckId: 'afterwards' }, { key: 'k' })
      expect(seen).toContain('afterwards')
    })
    expect(seen.filter((id) => id.startsWith('kept'))).toEqual([])
  })

  test('an advance that comes while one runs is not lost', async () => {
    const queue = await queueOn(database)
    const { passed, open: letGo } = gate()
    let runs = 0
    await queue.work('audit-advance', { concurrency: 1 }, async () => {
      runs += 1
      await passed
    })
    await queue.send('audit-advance', { auditId: 'a' }, { key: 'a' })
    await until(() => expect(runs).toBe(1))
    for (let at = 0; at < 5; at++) await queue.send('audit-advance', { auditId: 'a' }, { key: 'a' })
    letGo()
    await until(() => expect(runs).toBe(2))
  })

  test('a job sent inside a transaction that fails does not exist', async () => {
    const queue = await queueOn(database)
    const seen: string[] = []
    const send = (mailId: string, fails: boolean) =>
      database.db.transaction().execute(async (tx) => {
        await queue.send('send-mail', { mailId }, { db: tx })
        if (fails) throw new Error('rolled back')
      })
    await expect(send('undone', true)).rejects.toThrow('rolled back')
    await send('kept', false)
    await queue.work('send-mail', { concurrency: 1 }, async ({ mailId }) => void seen.push(mailId))
    await until(() => expect(seen).toEqual(['kept']))
  })

  test('a job that throws is tried again, later', async () => {
    const queue = await queueOn(database)
    const at: number[] = []
    await queue.work('send-mail', { concurrency: 1 }, async () => {
      at.push(performance.now())
      if (at.length < 3) throw new Error('not yet')
    })
    await queue.send('send-mail', { mailId: 'a' })
    await until(() => expect(at).toHaveLength(3))
    expect(Number(at[2]) - Number(at[1])).toBeGreaterThan(500)
  })

  test('stop waits for the job in hand, and takes no other', async () => {
    const queue = await openQueue(database, log)
    const { passed, open: letGo } = gate()
    const seen: string[] = []
    await queue.work('send-mail', { concurrency: 1 }, async ({ mailId }) => {
      await passed
      seen.push(mailId)
    })
    await queue.send('send-mail', { mailId: 'in hand' })
    await until(async () => expect(await activeIn(database)).toBe(1))
    await queue.send('send-mail', { mailId: 'next' })
    const stopped = queue.stop()
    letGo()
    await stopped
    expect(seen).toEqual(['in hand'])
    expect(await activeIn(database)).toBe(0)
  })
})

test('a job whose worker gives no sign of life is given to another', async () => {
  const queue = await queueOn(postgres)
  await queue.send('audit-advance', { auditId: 'a' })
  // What a killed worker leaves behind.
  await sql`update queue.job set state = 'active', started_on = now() - interval '1 minute',
    heartbeat_on = now() - interval '1 minute' where name = 'audit-advance'`.execute(postgres.db)
  const seen: string[] = []
  await queue.work('audit-advance', { concurrency: 1 }, async ({ auditId }) => void seen.push(auditId))
  await until(() => expect(seen).toEqual(['a']))
})

test('a job that takes longer than the heartbeat keeps its worker', async () => {
  const queue = await queueOn(postgres)
  const { passed, open: letGo } = gate()
  let runs = 0
  await queue.work('audit-advance', { concurrency: 2 }, async () => {
    runs += 1
    await passed
  })
  await queue.send('audit-advance', { auditId: 'a' })
  await until(() => expect(runs).toBe(1))
  const beat = await heartbeat()
  await until(async () => expect(await heartbeat()).toBeGreaterThan(beat))
  letGo()
  await until(async () => expect(await activeIn(postgres)).toBe(0))
  expect(runs).toBe(1)
})

async function heartbeat(): Promise<number> {
  const { rows } = await sql<{ at: Date }>`
    select heartbeat_on as at from queue.job where name = 'audit-advance'`.execute(postgres.db)
  return Number(rows[0]?.at)
}

test('jobs of one group keep to its limit over two workers, and other groups go on', async () => {
  const [first, second] = [await queueOn(postgres), await queueOn(postgres)]
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  let done = 0
  const handler = async ({ auditId }: { readonly auditId: string }) => {
    running.set(auditId, (running.get(auditId) ?? 0) + 1)
    most.set(auditId, Math.max(most.get(auditId) ?? 0, running.get(auditId) ?? 0))
    await new Promise((resolve) => setTimeout(resolve, 20))
    running.set(auditId, (running.get(auditId) ?? 0) - 1)
    done += 1
  }
  for (let at = 0; at < 12; at++) {
    for (const host of ['uno.it', 'due.it']) {
      await first.send('audit-visit', { auditId: host, places: [at], mode: 'audit' }, { group: host })
    }
  }
  for (const queue of [first, second]) {
    await queue.work('audit-visit', { concurrency: 4, groupConcurrency: 2 }, handler)
  }
  await until(() => expect(done).toBe(24))
  expect(Math.max(...most.values())).toBeLessThanOrEqual(2)
})

test('no job is given to both of two workers', async () => {
  const [first, second] = [await queueOn(postgres), await queueOn(postgres)]
  const seen: string[] = []
  const ids = Array.from({ length: 40 }, (_, at) => `mail ${at}`)
  for (const mailId of ids) await first.send('send-mail', { mailId })
  for (const queue of [first, second]) {
    await queue.work('send-mail', { concurrency: 4 }, async ({ mailId }) => void seen.push(mailId))
  }
  await until(() => expect(seen).toHaveLength(40))
  expect(new Set(seen).size).toBe(40)
})

async function activeIn({ db }: OpenDatabase): Promise<number> {
  const { rows } = await sql`select 1 from queue.job where state = 'active'`.execute(db)
  return rows.length
}
