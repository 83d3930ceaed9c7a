import { afterAll, beforeAll, expect, test } from 'vitest'
import { navigate } from '../../../scanner/browser/navigate.ts'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { membersOf } from '../../../scanner/browser/process-group.ts'
import { codeOf, goTo, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page, type Route } from '../../helpers/fixture-site.ts'

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/': page('<h1>Buongiorno</h1>'),
    '/froze': page('<script>setTimeout(() => { for (;;); }, 20)</script>'),
    '/store': page('<script>localStorage.a = "1"; document.cookie = "b=2"</script>'),
  })
  pool = await openTestPool()
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

/** Leaves a page that answers, then makes its renderer crash. */
const crash = (owner: BrowserPool) =>
  owner.run(
    async (tab) => {
      await tab.page.goto('chrome://crash')
      return true
    },
    { timeoutMs: 10_000 },
  )

test('a crash costs that page only', async () => {
  expect(await crash(pool)).toMatchObject({ ok: false, failure: { code: 'page-crashed' } })
  expect(codeOf(await goTo(pool, site.url))).toBe('ok')
})

test('a page that never answers is given up, pages beside it go on', async () => {
  const [frozen, fine] = await Promise.all([goTo(pool, `${site.url}/froze`), goTo(pool, site.url)])
  expect(codeOf(frozen)).toBe('page-froze')
  expect(codeOf(fine)).toBe('ok')
})

test('work declared as long is not taken for a freeze', async () => {
  const result = await pool.run(
    async (tab) => {
      await navigate(tab, site.url)
      const work = () =>
        tab.evaluate<boolean>(
          '(() => { const t = Date.now(); while (Date.now() - t < 4000); return true })()',
        )
      return tab.whileBusy(20_000, work)
    },
    { timeoutMs: 20_000 },
  )
  expect(result).toEqual({ ok: true, value: true })
})

test('a task that never ends is timed out, one that throws is an engine failure', async () => {
  const never = await pool.run(() => new Promise<never>(() => undefined), { timeoutMs: 300 })
  expect(never).toMatchObject({ ok: false, failure: { code: 'timeout' } })
  const faulty = await pool.run(() => Promise.reject(new Error('guasto')), { timeoutMs: 300 })
  expect(faulty).toEqual({ ok: false, failure: { code: 'engine-failed', detail: 'guasto' } })
})

test('nothing a page stores is seen by the next one, but the consent given', async () => {
  const read = "(() => [localStorage.a ?? '', document.cookie].join())()"
  const visit = (path: string, consent: Parameters<BrowserPool['run']>[1]['consent'] = null) =>
    pool.run(
      async (tab) => {
        await navigate(tab, site.url + path)
        return tab.evaluate<string>(read)
      },
      { timeoutMs: 10_000, consent },
    )
  for (let round = 0; round < 3; round++) {
    expect(await visit('/store')).toEqual({ ok: true, value: '1,b=2' })
    expect(await visit('/')).toEqual({ ok: true, value: ',' })
  }
  const cookies = [{ name: 'scelta', value: 'no', domain: '127.0.0.1', path: '/', secure: false }]
  const stored = [{ origin: site.url, entries: [['a', '7'] as const] }]
  expect(await visit('/', { cookies, stored })).toEqual({ ok: true, value: '7,scelta=no' })
  expect(await visit('/')).toEqual({ ok: true, value: ',' })
  expect(await visit('/')).toEqual({ ok: true, value: ',' })
})

test('pages are asked for under the name that fits the browser, workers included', async () => {
  const named = await openTestPool({ userAgent: (chromeMajor) => `Prova/${chromeMajor}` })
  const names = new Set<string>()
  const note: Route = ({ url, headers }, response) => {
    names.add(`${url} ${headers['user-agent']}`)
    response.writeHead(200, { 'content-type': url === '/works' ? 'text/html' : 'text/javascript' })
    response.end(url === '/works' ? page('<script>new Worker("/worker.js")</script>') : 'fetch("/asked.js")')
  }
  for (const path of ['/works', '/worker.js', '/asked.js']) site.route(path, note)
  expect(codeOf(await goTo(named, `${site.url}/works`))).toBe('ok')
  const name = `Prova/${/\/(\d+)/.exec(named.version)?.[1]}`
  expect(named.userAgent).toBe(name)
  expect([...names].sort()).toEqual([`/asked.js ${name}`, `/worker.js ${name}`, `/works ${name}`])
  await named.close()
})

test('a browser killed from outside loses no page', async () => {
  let kills = 0
  const visits = Array.from({ length: 12 }, (_, index) =>
    pool.run(
      async (tab) => {
        await navigate(tab, site.url)
        if (index % 5 === 2 && kills++ < 2) for (const id of pool.groupIds) process.kill(-id, 'SIGKILL')
        return tab.evaluate<string>('new Promise((done) => setTimeout(() => done(document.title), 150))')
      },
      { timeoutMs: 20_000 },
    ),
  )
  const results = await Promise.all(visits)
  expect(results.every((result) => result.ok && result.value === 'Prova')).toBe(true)
  expect(kills).toBeGreaterThanOrEqual(2)
})

test('browsers are replaced after their share of pages, contexts after theirs', async () => {
  const small = await openTestPool({ maxPagesPerBrowser: 4, maxPagesPerContext: 2 })
  const groups = new Set<number>()
  for (let visit = 0; visit < 10; visit++) {
    expect(codeOf(await goTo(small, site.url))).toBe('ok')
    for (const id of small.groupIds) groups.add(id)
  }
  expect(groups.size).toBeGreaterThanOrEqual(3)
  await small.close()
  expect([...groups].flatMap(membersOf)).toEqual([])
})

test('after 500 forced failures no process is left', async () => {
  const rough = await openTestPool({ concurrency: 4, maxPagesPerBrowser: 150 })
  const groups = new Set<number>()
  const fail = async (index: number) => {
    for (const id of rough.groupIds) groups.add(id)
    if (index % 100 === 50) return crash(rough)
    if (index % 100 === 75) return goTo(rough, `${site.url}/froze`)
    return goTo(rough, index % 2 === 0 ? 'http://127.0.0.1:9/' : 'http://nessuno.invalid/')
  }
  const results = await Promise.all(Array.from({ length: 500 }, (_, index) => fail(index)))
  expect(
    results.filter((result) => result.ok && typeof result.value === 'object' && result.value.ok),
  ).toEqual([])
  for (const id of rough.groupIds) groups.add(id)
  await rough.close()
  expect([...groups].flatMap(membersOf)).toEqual([])
}, 90_000)
