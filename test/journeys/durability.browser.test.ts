import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWeb } from '../../api/build-web.ts'
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/connect.ts'
import { type DemoServer, serveDemo } from '../../scanner/demo/serve.ts'
import { freePort } from '../helpers/free-port.ts'
import { startPostgres } from '../helpers/postgres.ts'
import {
  childrenOf,
  killFamily,
  killOne,
  queueAudit,
  type Settings,
  startRampa,
} from '../helpers/rampa-process.ts'

// `kill -9` in the middle of an audit: it concludes by itself, and finds what an undisturbed one finds.

/** More moments: `DURABILITY_KILLS=10 npm run test:browser -- durability`. */
const KILLS = Number(process.env.DURABILITY_KILLS ?? 2)

let demo: DemoServer
let undisturbed: readonly string[]
const folders: string[] = []

const folder = (name: string) => {
  const made = mkdtempSync(join(tmpdir(), `rampa-${name}-`))
  folders.push(made)
  return made
}

beforeAll(async () => {
  demo = await serveDemo('with-barriers')
  // Once for all, so that each life of the server begins at once.
  await buildWeb(readConfig({}).webFolder, () => undefined)
})

afterAll(async () => {
  await demo.close()
  for (const path of folders) rmSync(path, { recursive: true, force: true })
})

const settingsOf = (over: Settings): Settings => ({
  RAMPA_DEMO: '0',
  LOG_LEVEL: 'silent',
  RAMPA_PRIVATE_HOSTS: new URL(demo.url).host,
  ...over,
})

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Puts an audit of the demo site in the queue of a database that no process has open. */
const prepare = (settings: Settings) => queueAudit(settings, demo.url)

interface Ended {
  readonly status: string | undefined
  readonly keys: readonly string[]
  readonly pages: readonly string[]
}

async function look(settings: Settings): Promise<Ended> {
  const { db, close } = await openDatabase(readConfig(settings))
  try {
    const audit = await db.selectFrom('audit').select('status').executeTakeFirst()
    const findings = await db.selectFrom('finding').select('key').orderBy('key').execute()
    const pages = await db
      .selectFrom('audit_page')
      .innerJoin('page', 'page.id', 'audit_page.page_id')
      .select('page.url')
      .execute()
    return { status: audit?.status, keys: findings.map(({ key }) => key), pages: pages.map(({ url }) => url) }
  } finally {
    await close()
  }
}

test('the embedded database: the server dies again and again, and the audit concludes', {
  timeout: 400_000,
}, async () => {
  const calm = settingsOf({ RAMPA_DATA: folder('calm'), PORT: String(await freePort()) })
  await prepare(calm)
  undisturbed = (await concluded(calm, [])).keys
  expect(undisturbed.length).toBeGreaterThan(20)

  const rough = settingsOf({ RAMPA_DATA: folder('rough'), PORT: String(await freePort()) })
  await prepare(rough)
  const { status, keys, pages } = await concluded(rough, moments(KILLS))
  expect(status).toBe('concluded')
  expect(keys).toEqual(undisturbed)
  expect(new Set(pages).size).toBe(pages.length)
})

/** ms after the start of each life of the server. */
const moments = (count: number) => Array.from({ length: count }, (_, at) => 5_000 + ((at * 2_711) % 7_000))

/** The embedded database serves one process: it is looked at between two lives of the server. */
async function concluded(settings: Settings, kills: readonly number[]): Promise<Ended> {
  for (const after of kills) {
    const server = startRampa('serve', settings)
    await pause(after)
    await killFamily(server)
  }
  const server = startRampa('serve', settings)
  while (await isUnderWay(Number(settings.PORT))) await pause(500)
  await killFamily(server)
  return look(settings)
}

/** Asks the server's own figures: the database is its alone. No answer yet: it is still starting. */
async function isUnderWay(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`).catch(() => null)
  return !/status="(concluded|failed|stopped)"} 1/.test(answer?.ok ? await answer.text() : '')
}

test('PostgreSQL: a worker, a browser and the database die, another worker goes on', {
  timeout: 400_000,
}, async () => {
  const postgres = await startPostgres()
  const settings = settingsOf({ DATABASE_URL: `${postgres.address}/rampa_template` })
  const workers: ChildProcess[] = []
  try {
    await prepare(settings)
    workers.push(startRampa('worker', settings), startRampa('worker', settings))
    await pause(6_000)
    const [first] = workers
    if (first) await killFamily(first)
    await pause(1_500)
    for (const pid of workers[1]?.pid ? childrenOf(workers[1].pid) : []) killOne(pid)
    await postgres.restart()
    workers.push(startRampa('worker', settings))
    let ended = await look(settings)
    while (ended.status === 'running' || ended.status === 'queued') {
      await pause(1_000)
      ended = await look(settings)
    }
    expect(ended.status).toBe('concluded')
    expect(ended.keys).toEqual(undisturbed)
    expect(new Set(ended.pages).size).toBe(ended.pages.length)
  } finally {
    for (const worker of workers) await killFamily(worker)
    await postgres.stop()
  }
})
