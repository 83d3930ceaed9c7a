import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { FetchResult, GuardedFetch } from '../../scanner/crawl/fetch.ts'
import { createPoliteness, type PolitenessOptions } from '../../scanner/crawl/politeness.ts'
import { robotsOf } from '../../scanner/crawl/robots.ts'
import { readSite } from '../../scanner/discover.ts'

const SITE = 'https://comune.esempio.it'
type Answer = string | Uint8Array | number

function answer(url: string, what: Answer | undefined): FetchResult {
  const status = typeof what === 'number' ? what : what === undefined ? 404 : 200
  if (status === 0) return { ok: false, failure: { code: 'timeout', detail: '' } }
  const body = typeof what === 'string' ? new TextEncoder().encode(what) : new Uint8Array()
  return {
    ok: true,
    status,
    headers: {},
    finalUrl: url,
    body: what instanceof Uint8Array ? what : body,
    isTruncated: false,
  }
}

/** Answers from a table of paths; what is not in it is 404, 0 is no answer. */
function web(table: Readonly<Record<string, Answer>>) {
  const asked: string[] = []
  const fetch: GuardedFetch = async (url) => {
    asked.push(url.replace(SITE, ''))
    return answer(url, table[url.replace(SITE, '')])
  }
  return { fetch, asked }
}

/** A budget on a clock of its own, and when each request of a sitemap began by it. */
function turns(over: Partial<PolitenessOptions> = {}) {
  let now = 0
  const startedAt: number[] = []
  const budget = createPoliteness({ minIntervalMs: 0, maxParallel: 1, ...over })
  const politeness = {
    ...budget,
    started: (at: number) => {
      startedAt.push(at)
      budget.started(at)
    },
    get isResting() {
      return budget.isResting
    },
  }
  const sleep = async (ms: number) => {
    now += ms
  }
  return { politeness, startedAt, now: () => now, sleep }
}

const limits = { ignoreRobots: false, isStopped: () => false, turnsFor: () => turns() }
const read = (table: Readonly<Record<string, Answer>>, maxUrls = 1_000) =>
  readSite(`${SITE}/it/home`, web(table).fetch, { ...limits, maxUrls })
const urlset = (...paths: string[]) =>
  `<urlset>${paths.map((path) => `<url><loc>${SITE}${path}</loc></url>`).join('')}</urlset>`
const index = (...paths: string[]) =>
  `<sitemapindex>${paths.map((path) => `<sitemap><loc>${SITE}${path}</loc></sitemap>`).join('')}</sitemapindex>`

test('sitemaps that robots.txt names are read, and then no others are guessed', async () => {
  const { fetch, asked } = web({
    '/robots.txt': `User-agent: *\nDisallow: /x\nSitemap: ${SITE}/uno.xml\nSitemap: /due.xml`,
    '/uno.xml': urlset('/a'),
    '/due.xml': urlset('/b', '/a'),
  })
  const site = await readSite(`${SITE}/it/home`, fetch, { ...limits, maxUrls: 10 })
  expect(robotsOf(site.robots).state).toBe('honoured')
  expect(site.urls).toEqual([`${SITE}/a`, `${SITE}/b`])
  expect(site.found).toEqual([`${SITE}/uno.xml`, `${SITE}/due.xml`])
  expect(asked).toEqual(['/robots.txt', '/uno.xml', '/due.xml'])
})

test.each(['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml'])(
  '%s is found by its usual place',
  async (path) => {
    const site = await read({ [path]: urlset('/a') })
    expect(site).toMatchObject({ found: [SITE + path], urls: [`${SITE}/a`], problems: [] })
  },
)

test('a site without robots.txt and sitemap has no problem', async () => {
  const site = await read({})
  expect(site).toMatchObject({ found: [], urls: [], problems: [] })
  expect(robotsOf(site.robots).state).toBe('absent')
})

test('a page that answers for everything is no sitemap', async () => {
  const { fetch } = web({})
  const site = await readSite(
    SITE,
    async (url) => ({ ...(await fetch(url)), ...answer(url, '<!doctype html><p>x') }),
    {
      ...limits,
      maxUrls: 10,
    },
  )
  expect(site).toMatchObject({ found: [], problems: [] })
  expect(robotsOf(site.robots).state).toBe('absent')
})

test('one bad child never fails the rest', async () => {
  const site = await read({
    '/sitemap.xml': index('/giu.xml', '/rotta.xml', '/muta.xml', '/pagina.xml', '/buona.xml'),
    '/giu.xml': 500,
    '/rotta.xml': urlset('/a').slice(0, -9),
    '/muta.xml': 0,
    '/pagina.xml': '<html><p>errore</p></html>',
    '/buona.xml': urlset('/b'),
  })
  expect(site.urls).toEqual([`${SITE}/a`, `${SITE}/b`])
  expect(site.problems.map(({ url }) => url.replace(SITE, ''))).toEqual([
    '/giu.xml',
    '/rotta.xml',
    '/muta.xml',
    '/pagina.xml',
  ])
  expect(site.found).not.toContain(`${SITE}/pagina.xml`)
})

test('an index that names itself ends', async () => {
  const site = await read({
    '/sitemap.xml': index('/sitemap.xml', '/s.xml'),
    '/s.xml': index('/sitemap.xml'),
  })
  expect(site.urls).toEqual([])
})

test('indexes are followed five deep', async () => {
  const deep = Object.fromEntries(
    Array.from({ length: 9 }, (_, at) => [`/s${at}.xml`, index(`/s${at + 1}.xml`)]),
  )
  const site = await read({ ...deep, '/sitemap.xml': index('/s0.xml') })
  expect(site.problems).toMatchObject([{ problem: 'index too deep' }])
})

test('gzip is known by its bytes', async () => {
  const site = await read({ '/sitemap.xml': gzipSync(urlset('/a')) })
  expect(site.urls).toEqual([`${SITE}/a`])
})

test('of a gzip cut short what can be read counts', async () => {
  const whole = gzipSync(urlset(...Array.from({ length: 2_000 }, (_, at) => `/${(at * 7919) % 104729}`)))
  const site = await read({ '/sitemap.xml': whole.subarray(0, whole.length / 2) })
  expect(site.urls.length).toBeGreaterThan(100)
  expect(site.problems).toHaveLength(1)
})

test('a small file that unpacks to a large one is refused', async () => {
  const bomb = gzipSync(new Uint8Array(60 * 1024 * 1024), { level: 9 })
  const site = await read({
    '/robots.txt': 'Sitemap: /s.xml.gz',
    '/s.xml.gz': bomb,
    '/sitemap.xml': urlset('/a'),
  })
  expect(site.problems).toMatchObject([{ url: `${SITE}/s.xml.gz`, problem: 'cannot be unpacked' }])
  expect(site.urls).toEqual([`${SITE}/a`])
})

test('the number of pages and of sitemaps has a limit', async () => {
  expect((await read({ '/sitemap.xml': urlset('/a', '/b', '/c') }, 2)).urls).toHaveLength(2)
  const children = Array.from({ length: 400 }, (_, at) => `/s${at}.xml`)
  const { fetch, asked } = web({
    '/sitemap.xml': index(...children),
    ...Object.fromEntries(children.map((path) => [path, urlset(path)])),
  })
  await readSite(SITE, fetch, { ...limits, maxUrls: 1_000 })
  expect(asked.length).toBeLessThan(220)
})

test('a server that stays silent is not asked two hundred times', async () => {
  const children = Array.from({ length: 150 }, (_, at) => `/s${at}.xml`)
  const { fetch, asked } = web({
    '/sitemap.xml': index(...children),
    ...Object.fromEntries(children.map((path) => [path, 0])),
  })
  const site = await readSite(SITE, fetch, { ...limits, maxUrls: 1_000 })
  expect(asked.length).toBeLessThan(12)
  expect(site.problems.length).toBeGreaterThan(3)
})

test('a host that answers nothing leaves robots.txt unreachable, and no guess is wasted on it', async () => {
  const { fetch, asked } = web(Object.fromEntries(['/robots.txt', '/sitemap.xml'].map((path) => [path, 0])))
  const site = await readSite(SITE, fetch, { ...limits, maxUrls: 10 })
  expect(robotsOf(site.robots).state).toBe('unreachable')
  expect(asked.length).toBeLessThan(7)
})

test('once stopped, nothing more is asked for', async () => {
  const table = {
    '/robots.txt': `Sitemap: ${SITE}/uno.xml\nSitemap: ${SITE}/due.xml`,
    '/uno.xml': index('/tre.xml', '/quattro.xml'),
    '/tre.xml': urlset('/a'),
  }
  for (let most = 0; most < 4; most++) {
    const { fetch, asked } = web(table)
    const isStopped = () => asked.length >= most
    const site = await readSite(SITE, fetch, { ...limits, isStopped, maxUrls: 10 })
    expect(asked).toEqual(['/robots.txt', '/uno.xml', '/tre.xml'].slice(0, most))
    expect(site.problems).toEqual([])
  }
})

test('sitemaps keep the distance that the host is given', async () => {
  const { fetch } = web({
    '/sitemap.xml': index('/a.xml', '/b.xml'),
    '/a.xml': urlset('/a'),
    '/b.xml': urlset('/b'),
  })
  const paced = turns({ minIntervalMs: 1_000 })
  await readSite(SITE, fetch, { ...limits, maxUrls: 10, turnsFor: () => paced })
  expect(paced.startedAt).toEqual([0, 1_000, 2_000])
})

test('a host that answers with errors is asked ever more slowly, then left alone', async () => {
  const names = Array.from({ length: 40 }, (_, at) => `/s${at}.xml`)
  const { fetch, asked } = web({
    '/sitemap.xml': index(...names),
    ...Object.fromEntries(names.map((name) => [name, 503])),
  })
  const paced = turns({ minIntervalMs: 1_000 })
  await readSite(SITE, fetch, { ...limits, maxUrls: 10, turnsFor: () => paced })
  expect(asked.length).toBeLessThan(20)
  expect(paced.startedAt.at(-1)).toBeGreaterThan(30_000)
})
