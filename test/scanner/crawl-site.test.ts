import { expect, test } from 'vitest'
import type { PageResult, PageTask } from '../../scanner/audit-page.ts'
import { Frontier } from '../../scanner/crawl/frontier.ts'
import { createPoliteness } from '../../scanner/crawl/politeness.ts'
import { createScope } from '../../scanner/crawl/scope.ts'
import { createTraps } from '../../scanner/crawl/traps.ts'
import { type CrawlDeps, crawlSite } from '../../scanner/crawl-site.ts'
import { visitPolitely } from '../../scanner/visit-politely.ts'

const START = 'https://www.comune.esempio.it/'
const at = (path: string) => new URL(path, START).href

/** A page that reads well and links these paths. */
function read(url: string, links: readonly string[]): PageResult {
  return {
    ok: true,
    finalUrl: url,
    status: 200,
    title: url,
    lang: 'it',
    chain: [],
    isStable: true,
    links: {
      links: links.map((path) => ({ href: at(path), text: path, rel: '', nofollow: false, inFrame: false })),
      canonical: null,
      textDigest: url,
      skeletonDigest: 's',
    },
    hasPasswordField: false,
    text: '',
    headers: {},
    consent: null,
    record: null,
    digest: null,
    timingsMs: { load: 0, settle: 0, collect: 0, axe: 0, rules: 0 },
  }
}

const broken = (url: string): PageResult => ({
  ok: false,
  finalUrl: url,
  failure: { code: 'http-error', detail: 'HTTP 404' },
  chain: [],
  status: 404,
  headers: {},
  mediaType: '',
  page: null,
})

/** Crawls a made-up site: path → the paths it links; a path that is missing answers 404. */
async function crawl(
  site: Readonly<Record<string, readonly string[]>>,
  over: Partial<CrawlDeps> = {},
  onVisit: () => void = () => undefined,
) {
  const scope = createScope({ startUrls: [START], include: [], exclude: [] })
  const traps = createTraps({ thisYear: 2026 })
  const frontier = new Frontier({ scope, traps, allows: () => true, maxDiscovered: 1000 })
  frontier.addStart(START)
  const audited: string[] = []
  const crawled = await crawlSite({
    frontier,
    scope,
    traps,
    maxPages: 100,
    seed: 'x',
    follows: true,
    sitemapUrls: [],
    visitAll: visitPolitely({
      politeness: createPoliteness({ minIntervalMs: 0, maxParallel: 4 }),
      concurrency: 4,
      visit: async ({ url }: PageTask) => {
        onVisit()
        const links = site[new URL(url).pathname]
        return links ? read(url, links) : broken(url)
      },
      isStopped: over.isStopped ?? (() => false),
      now: () => 0,
      sleep: async () => undefined,
    }),
    onPage: async ({ url }) => {
      audited.push(new URL(url).pathname)
    },
    onEvent: () => undefined,
    isStopped: () => false,
    isResting: () => false,
    ...over,
  })
  const fates = Object.fromEntries(frontier.fates.map(({ url, cause }) => [new URL(url).pathname, cause]))
  return { ...crawled, audited, fates }
}

test('what the start page links comes before what only the sitemap names', async () => {
  const { audited } = await crawl({ '/': ['/b'], '/a': [], '/b': [] }, { sitemapUrls: [at('/a'), at('/b')] })
  expect(audited).toEqual(['/', '/b', '/a'])
})

test('a start page that fails does not take the sitemap along', async () => {
  const { audited, fates } = await crawl({ '/a': [] }, { sitemapUrls: [at('/a')] })
  expect(audited).toEqual(['/a'])
  expect(fates).toEqual({ '/': 'http-error' })
})

test('pages that the sample itself leads to are left out by the limit, not by an interruption', async () => {
  const pages = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`/p/${n}`, [`/p/${n}/deeper`]]))
  const { selected, fates } = await crawl({ '/': Object.keys(pages), ...pages }, { maxPages: 20 })
  expect(selected).toBe(20)
  expect(Object.values(fates)).toContain('not-sampled')
  expect(Object.values(fates)).not.toContain('interrupted')
})

test('when stopped, what was not visited is interrupted, the sitemap included', async () => {
  let visits = 0
  const { fates } = await crawl(
    { '/': ['/a', '/b'], '/a': [], '/b': [] },
    { sitemapUrls: [at('/c')], isStopped: () => visits > 0 },
    () => visits++,
  )
  expect(fates).toEqual({ '/a': 'interrupted', '/b': 'interrupted', '/c': 'interrupted' })
})

test.each([
  ['https://altro.it/', 'redirected-out'],
  [at('/wp-login.php'), 'action-link'],
  [at('/notizia/stampa'), 'page-copy'],
])('a page that leads to %s says so: %s', async (finalUrl, cause) => {
  const visitAll: CrawlDeps['visitAll'] = async (level) =>
    new Map(level.map((entry) => [entry, read(entry.order === 0 ? entry.url : finalUrl, ['/area'])] as const))
  const { audited, fates } = await crawl({}, { visitAll })
  expect(audited).toEqual(['/'])
  expect(fates['/area']).toBe(cause)
})

test('stopped before the first page, the addresses of the sitemap are accounted for too', async () => {
  const { fates } = await crawl({}, { sitemapUrls: [at('/a')], isStopped: () => true })
  expect(fates).toEqual({ '/': 'interrupted', '/a': 'interrupted' })
})
