import { expect, test } from 'vitest'
import { type Entry, Frontier, type FrontierOptions } from '../../../scanner/crawl/frontier.ts'
import { createScope } from '../../../scanner/crawl/scope.ts'
import { createTraps } from '../../../scanner/crawl/traps.ts'

const SITE = 'https://comune.esempio.it'
const START = `${SITE}/`

function open(over: Partial<FrontierOptions> = {}): Frontier {
  const frontier = new Frontier({
    scope: createScope({ startUrls: [START], include: [], exclude: ['/bozze/'] }),
    traps: createTraps({ thisYear: 2026 }),
    allows: (url) => !url.includes('/vietato'),
    maxDiscovered: 1_000,
    ...over,
  })
  frontier.addStart(START)
  return frontier
}

const paths = (entries: readonly Entry[]) => entries.map(({ url }) => url.slice(SITE.length))
const first = (entries: readonly Entry[]): Entry => {
  const [entry] = entries
  if (!entry) throw new Error('nothing to visit')
  return entry
}
const link = (frontier: Frontier, from: Entry, ...hrefs: string[]) =>
  frontier.addLinks(
    hrefs.map((href) => new URL(href, from.url).href),
    from,
    from.url,
  )
const fate = (frontier: Frontier, path: string) => frontier.fates.find(({ url }) => url === SITE + path)

test('the start comes first, alone; what it links comes next, in its order', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  expect(start).toMatchObject({ url: START, order: 0, depth: 0, foundOn: null })
  link(frontier, start, '/b', '/a', '/b#x', '/')
  expect(frontier.takeLevel()).toMatchObject([
    { url: `${SITE}/b`, order: 1, depth: 1, foundOn: START },
    { url: `${SITE}/a`, order: 2, depth: 1, foundOn: START },
  ])
  expect(frontier.takeLevel()).toEqual([])
})

test.each([
  ['/bozze/a', 'excluded'],
  ['/logout', 'action-link'],
  ['/notizia/stampa', 'page-copy'],
  ['/vietato', 'robots'],
  ['/delibera.pdf', 'linked-file'],
  ['/eventi/2031/05', 'trap'],
])('%s ends at once as %s, with the page that links it', (path, cause) => {
  const frontier = open()
  link(frontier, first(frontier.takeLevel()), path)
  expect(frontier.takeLevel()).toEqual([])
  expect(frontier.fates).toEqual([{ url: SITE + path, cause, detail: '', foundOn: START }])
})

test('a link to another site is no page of this one; in a sitemap it deserves an answer', () => {
  const frontier = open()
  link(frontier, first(frontier.takeLevel()), 'https://altro.it/', 'mailto:a@b.it', 'javascript:x')
  expect(frontier.fates).toEqual([])
  frontier.addSitemap(['https://altro.it/'])
  expect(frontier.fates).toMatchObject([{ url: 'https://altro.it/', cause: 'out-of-scope' }])
})

test('one page under many addresses is visited once', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  link(
    frontier,
    start,
    '/a',
    '/a/',
    '//www.comune.esempio.it/a',
    '/a?utm_source=x',
    'http://comune.esempio.it/a',
  )
  expect(paths(frontier.takeLevel())).toEqual(['/a'])
})

test('addresses after the limit are told, not forgotten', () => {
  const frontier = open({ maxDiscovered: 3 })
  link(frontier, first(frontier.takeLevel()), '/a', '/b', '/c', '/d')
  expect(paths(frontier.takeLevel())).toEqual(['/a', '/b'])
  expect(frontier.fates.map(({ url, cause }) => [url, cause])).toEqual([
    [`${SITE}/c`, 'discovery-limit'],
    [`${SITE}/d`, 'discovery-limit'],
  ])
})

test('a file keeps all the pages that link it, each once', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  link(frontier, start, '/a', '/modulo.pdf')
  const a = first(frontier.takeLevel())
  link(frontier, a, '/modulo.pdf', '/modulo.pdf#page=2')
  expect([...frontier.files].map(([url, pages]) => [url, [...pages]])).toEqual([
    [`${SITE}/modulo.pdf`, [START, `${SITE}/a`]],
  ])
})

test('what turns out to be a file when it is opened is listed too, with later links', () => {
  const frontier = open()
  link(frontier, first(frontier.takeLevel()), '/scarica?id=1')
  const entry = first(frontier.takeLevel())
  frontier.settle(entry, 'linked-file')
  link(frontier, entry, '/scarica?id=1')
  expect([...(frontier.files.get(`${SITE}/scarica?id=1`) ?? [])]).toEqual([START, `${SITE}/scarica?id=1`])
})

test('a file with two spellings is one file', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  link(frontier, start, '/modulo.pdf', 'http://www.comune.esempio.it/modulo.pdf', '/a')
  link(frontier, first(frontier.takeLevel()), 'http://www.comune.esempio.it/modulo.pdf')
  expect([...frontier.files].map(([url, pages]) => [url, pages.size])).toEqual([[`${SITE}/modulo.pdf`, 2]])
})

test('the first end of an address stands', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  frontier.settle(start, 'timeout', '30 s')
  frontier.settle(start, 'http-error', '500')
  expect(fate(frontier, '/')).toMatchObject({ cause: 'timeout', detail: '30 s' })
})

test('an audited page has no other end', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  frontier.settle(start, 'timeout')
  frontier.markAudited(start)
  frontier.settle(start, 'http-error')
  expect(frontier.fates).toEqual([])
  expect(frontier.discovered).toBe(1)
})

test('a redirect to a new address stands for it; one to a known address is its duplicate', () => {
  const frontier = open()
  link(frontier, first(frontier.takeLevel()), '/vecchia', '/altra', '/nota')
  const [old, other] = frontier.takeLevel()
  if (!old || !other) throw new Error('two pages are expected')
  expect(frontier.claim(old, `${SITE}/nuova`)).toBe(true)
  expect(frontier.claim(old, `${SITE}/nuova/`)).toBe(true)
  expect(frontier.claim(other, `${SITE}/nuova`)).toBe(false)
  expect(frontier.claim(other, `${SITE}/nota`)).toBe(false)
  link(frontier, old, '/nuova')
  expect(frontier.takeLevel()).toEqual([])
})

test('the sitemap and the links are compared both ways', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  frontier.nameInSitemap([`${SITE}/a`, 'http://www.comune.esempio.it/sola/'])
  expect(frontier.takeLevel()).toEqual([])
  link(frontier, start, '/a', '/b')
  frontier.addSitemap([`${SITE}/a`, `${SITE}/sola`])
  expect(paths(frontier.takeLevel())).toEqual(['/a', '/b', '/sola'])
  expect(['/a', '/b', '/sola'].map((path) => frontier.isInSitemap(SITE + path))).toEqual([true, false, true])
  expect(['/a', '/b', '/sola'].map((path) => frontier.isLinked(SITE + path))).toEqual([true, true, false])
})

test('a sitemap may name what looks like a trap, for its author chose it', () => {
  const frontier = open()
  frontier.addSitemap([`${SITE}/eventi/2019/05`])
  expect(paths(frontier.takeLevel())).toContain('/eventi/2019/05')
})

test('links without sense harm nothing', () => {
  const frontier = open()
  const start = first(frontier.takeLevel())
  frontier.addLinks(
    ['', 'http://', 'http://[', '%', 'x'.repeat(1_000_000), '\0', 'https://a.it:99999'],
    start,
    START,
  )
  expect(frontier.fates).toEqual([])
})

/** A site of links drawn from a seed: every page links a few of the others. */
function visitAll(order: (level: Entry[]) => Entry[]) {
  const frontier = open({ maxDiscovered: 150 })
  const seen: string[] = []
  for (let level = frontier.takeLevel(); level.length > 0; level = frontier.takeLevel()) {
    // Answers come back in whatever order; they are taken in the level's.
    const answered = new Map(order([...level]).map((entry) => [entry, (entry.order * 7) % 13]))
    for (const entry of level) {
      const answer = answered.get(entry) ?? 0
      seen.push(entry.url)
      if (answer === 3) frontier.settle(entry, 'timeout')
      else if (answer === 5 && !frontier.claim(entry, `${SITE}/p1`)) frontier.settle(entry, 'duplicate')
      else {
        frontier.markAudited(entry)
        const at = entry.order
        link(frontier, entry, `/p${at * 2}`, `/p${at * 3 + 1}`, `/f${at}.pdf`, `/logout?x=${at}`, '/p1/')
      }
    }
  }
  return { seen, fates: frontier.fates, discovered: frontier.discovered }
}

test('the order never depends on which answer came first', () => {
  expect(visitAll((level) => level.toReversed())).toEqual(visitAll((level) => level))
})

test('each discovered address has one end, and the counts add up', () => {
  const { seen, fates, discovered } = visitAll((level) => level)
  const ends = [...fates.map(({ url }) => url)]
  const audited = seen.filter((url) => !ends.includes(url))
  expect(new Set(ends).size).toBe(ends.length)
  expect(new Set(seen).size).toBe(seen.length)
  expect(discovered).toBe(audited.length + ends.length)
  expect(audited.length).toBeGreaterThan(10)
})
