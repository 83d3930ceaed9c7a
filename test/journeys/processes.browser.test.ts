import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { buildWeb } from '../../api/build-web.ts'
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/connect.ts'
import { type FixtureSite, openFixtureSite, page, type Route } from '../helpers/fixture-site.ts'
import { freePort } from '../helpers/free-port.ts'
import { childrenOf, followRampa, killFamily, queueAudit, type Settings } from '../helpers/rampa-process.ts'

// How processes of the platform start, refuse to start, and end, as whoever operates them sees it.

const root = mkdtempSync(join(tmpdir(), 'rampa-processes-'))
const PAGES = 8
let site: FixtureSite
const running: ReturnType<typeof followRampa>[] = []
/** Held back by the site until the test lets them go: the audit is in the middle of its pages for as long. */
let held: (() => void)[] = []
let holds = false

beforeAll(async () => {
  await buildWeb(readConfig({}).webFolder, () => undefined)
  const links = Array.from({ length: PAGES }, (_, at) => `<a href="/p/${at}">Pagina numero ${at}</a>`)
  const slow: Route = (_request, response) => {
    const answer = () =>
      response.writeHead(200, { 'content-type': 'text/html' }).end(page('<h1>Pagina</h1><img src="/x.png">'))
    if (holds) held.push(answer)
    else answer()
  }
  site = await openFixtureSite({
    '/': page(`<h1>Inizio</h1>${links.join(' ')}`),
    ...Object.fromEntries(links.map((_, at) => [`/p/${at}`, slow])),
  })
})
afterEach(async () => {
  holds = false
  held = []
  for (const { child } of running.splice(0)) await killFamily(child)
})
afterAll(async () => {
  await site.close()
  rmSync(root, { recursive: true, force: true })
})

const settingsOf = async (over: Settings = {}): Promise<Settings> => ({
  RAMPA_DEMO: '0',
  LOG_LEVEL: 'silent',
  RAMPA_DATA: mkdtempSync(join(root, 'data-')),
  PORT: String(await freePort()),
  RAMPA_PRIVATE_HOSTS: `127.0.0.1:${site.port}`,
  ...over,
})

function serve(settings: Settings) {
  const followed = followRampa('serve', settings)
  running.push(followed)
  return followed
}

async function until(look: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 50))
}

const isAlive = (pid: number) => {
  try {
    // A process that ended and waits to be collected is no process any more.
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

/** Its own number, and those of all that it started. */
const familyOf = (pid = 0) => [pid, ...childrenOf(pid)]

describe('SIGTERM', () => {
  test('ends an idle server with status 0, and its folder can be used again', async () => {
    const settings = await settingsOf()
    for (const _start of [1, 2]) {
      const { child, ended, said } = serve(settings)
      await said(/Rampa è pronta/)
      const family = familyOf(child.pid)
      child.kill('SIGTERM')
      expect(await ended).toMatchObject({ status: 0, err: '' })
      await until(() => !family.some(isAlive))
    }
  })

  test('in the middle of an audit finishes the pages in hand; the next start does the rest', async () => {
    const settings = await settingsOf()
    await queueAudit(settings, `${site.url}/`)
    holds = true
    const first = serve(settings)
    await until(() => held.length > 0)
    const family = familyOf(first.child.pid)
    expect(family.length).toBeGreaterThan(1)
    first.child.kill('SIGTERM')
    holds = false
    for (const answer of held) answer()
    expect(await first.ended).toMatchObject({ status: 0, err: '' })
    await until(() => !family.some(isAlive))

    const second = serve(settings)
    await until(async () => {
      const answer = await fetch(`http://127.0.0.1:${settings.PORT}/metrics`).catch(() => null)
      return /status="concluded"} 1/.test(answer?.ok ? await answer.text() : '')
    })
    second.child.kill('SIGTERM')
    expect((await second.ended).status).toBe(0)
    const { db, close } = await openDatabase(readConfig(settings))
    const pages = await db.selectFrom('audit_page').select('page_id').execute()
    await close()
    expect(pages).toHaveLength(PAGES + 1)
    expect(new Set(pages.map(({ page_id }) => page_id)).size).toBe(PAGES + 1)
  })

  test('a second one ends it at once, browsers included', async () => {
    const settings = await settingsOf()
    await queueAudit(settings, `${site.url}/`)
    holds = true
    const { child, ended } = serve(settings)
    await until(() => held.length > 0)
    const family = familyOf(child.pid)
    child.kill('SIGTERM')
    const pressed = performance.now()
    // What comes at once counts as the same one: it is pressed until it counts.
    const again = setInterval(() => child.kill('SIGTERM'), 200)
    const { status } = await ended
    clearInterval(again)
    expect(status).toBe(130)
    expect(performance.now() - pressed).toBeLessThan(5_000)
    await until(() => !family.some(isAlive))
    // The folder that it left behind locked is taken over.
    holds = false
    const next = serve(settings)
    await next.said(/Rampa è pronta/)
  })
})

describe('what keeps it from starting is one message and status 2', () => {
  /** One message, of so many lines, without a stack trace, and nothing left behind. */
  async function refusal(settings: Settings, lines = 1): Promise<string> {
    const { child, ended } = serve(settings)
    const { status, err } = await ended
    expect(status, err).toBe(2)
    expect(err.trim().split('\n'), err).toHaveLength(lines)
    expect(err).not.toMatch(/\n\s+at |\.ts:\d|Error:/)
    expect(familyOf(child.pid).some(isAlive)).toBe(false)
    return err
  }

  test('a busy port', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const port = (other.address() as AddressInfo).port
    const err = await refusal(await settingsOf({ PORT: String(port) }))
    other.close()
    expect(err).toContain(`La porta ${port} è già usata`)
  })

  test('an address that is not this machine’s', async () => {
    expect(await refusal(await settingsOf({ HOST: '192.0.2.1' }))).toContain('192.0.2.1')
  })

  test('a data folder that another process has open', async () => {
    const settings = await settingsOf()
    const { child, said } = serve(settings)
    await said(/Rampa è pronta/)
    const err = await refusal({ ...settings, PORT: String(await freePort()) })
    expect(err).toContain(`processo ${child.pid}`)
    expect(err).toContain('RAMPA_DATA')
  })

  test('a data folder that cannot be one', async () => {
    const file = join(root, 'a-file')
    writeFileSync(file, '')
    expect(await refusal(await settingsOf({ RAMPA_DATA: file }))).toContain('RAMPA_DATA')
  })

  test.each([
    ['where nothing listens', 'postgres://rampa:segreto@127.0.0.1:1/rampa'],
    ['of no machine', 'postgres://rampa:segreto@non-esiste.invalid/rampa'],
  ])('a DATABASE_URL %s', async (_name, DATABASE_URL) => {
    const err = await refusal(await settingsOf({ DATABASE_URL }))
    expect(err).toContain('DATABASE_URL')
    expect(err).not.toContain('segreto')
  })

  test('several wrong variables, all told at once', async () => {
    const wrong = { PORT: 'tremila', LOG_LEVEL: 'molto', DATABASE_URL: 'mysql://db/x', RAMPA_SECRET: 'corto' }
    const err = await refusal(await settingsOf(wrong), 1 + Object.keys(wrong).length)
    for (const name of Object.keys(wrong)) expect(err).toContain(`  ${name}: `)
  })
})
