import type { ReadPage } from './audit-page.ts'
import type { Opening } from './auditor.ts'
import { type Entry, Frontier } from './crawl/frontier.ts'
import { robotsOf } from './crawl/robots.ts'
import { createScope } from './crawl/scope.ts'
import { createTraps } from './crawl/traps.ts'
import { visitKey } from './crawl/url.ts'
import { crawlSite, pageId, type VisitAll } from './crawl-site.ts'
import type { FileCandidate } from './linked-files.ts'
import type { ScanOptions } from './options.ts'
import type { Report, ReportPage } from './reports/report.ts'
import type { PageDigest } from './rules/rule.ts'
import type { ScanEvent } from './scan-event.ts'

export interface GatherDeps {
  readonly visitAll: VisitAll
  /** Called for each audited page, in order. */
  onPage(id: string, page: ReadPage): Promise<void>
  onEvent(event: ScanEvent): void
  isStopped(): boolean
  isResting(): boolean
  /** For the trap defence: calendars lead into years far from this one. */
  readonly thisYear: number
}

/** What a crawl gives, before it is judged as a whole. */
export interface Gathered {
  readonly selected: number
  readonly pages: readonly ReportPage[]
  readonly digests: readonly PageDigest[]
  readonly fates: Frontier['fates']
  readonly files: readonly FileCandidate[]
  readonly sitemap: Report['sitemap']
  readonly consent: Report['scan']['consent']
}

/**
 * Crawls a site from its opening on. All that happens depends on what the visits answer, and in which order
 * they come does not matter: the same answers, given again from a store, lead through the same crawl.
 */
export async function gather(options: ScanOptions, opening: Opening, deps: GatherDeps): Promise<Gathered> {
  const { startUrls, urls, include, exclude, maxDiscovered, maxPages, seed } = options
  const starts = urls ?? startUrls
  const traps = createTraps({ thisYear: deps.thisYear })
  const frontier = new Frontier({
    scope: createScope({ startUrls: starts, include, exclude }),
    traps,
    allows: robotsOf(opening.site.robots).allows,
    maxDiscovered,
  })
  for (const url of starts) frontier.addStart(url)
  frontier.nameInSitemap(opening.site.urls)
  const follows = options.scope === 'site' && urls === null
  const kept = new Kept(frontier)
  const { selected } = await crawlSite({
    frontier,
    scope: createScope({ startUrls: starts, include: [], exclude: [] }),
    traps,
    maxPages,
    seed,
    follows,
    sitemapUrls: follows ? opening.site.urls : [],
    visitAll: deps.visitAll,
    async onPage(entry, page) {
      kept.add(entry, page)
      await deps.onPage(pageId(entry), page)
    },
    onEvent: deps.onEvent,
    isStopped: deps.isStopped,
    isResting: deps.isResting,
  })
  const { pages, digests, consent } = kept
  return {
    selected,
    pages,
    digests,
    consent,
    fates: frontier.fates,
    files: filesOf(frontier, pages),
    sitemap: sitemapReport(opening, frontier, pages),
  }
}

class Kept {
  readonly pages: ReportPage[] = []
  readonly digests: PageDigest[] = []
  consent: Report['scan']['consent'] = 'not-tried'
  readonly #templates = new Map<string, string>()
  readonly #frontier: Frontier

  constructor(frontier: Frontier) {
    this.#frontier = frontier
  }

  add(entry: Entry, page: ReadPage): void {
    if (page.consent) this.consent = page.consent.outcome
    if (page.digest) this.digests.push(page.digest)
    const skeleton = page.digest?.skeleton ?? page.links.skeletonDigest
    const template = this.#templates.get(skeleton) ?? `t${this.#templates.size + 1}`
    this.#templates.set(skeleton, template)
    this.pages.push({
      id: pageId(entry),
      url: entry.url,
      finalUrl: page.finalUrl,
      status: page.status,
      outcome: page.isStable ? 'ok' : 'ok-unstable',
      title: page.title,
      lang: page.lang,
      template,
      depth: entry.depth,
      inSitemap: this.#frontier.isInSitemap(entry.url),
      foundOn: entry.foundOn,
      chain: page.chain,
      aliases: visitKey(entry.url) === visitKey(page.finalUrl) ? [] : [entry.url],
      timingsMs: roundAll(page.timingsMs),
    })
  }
}

function filesOf(frontier: Frontier, pages: readonly ReportPage[]): FileCandidate[] {
  const idOf = new Map(pages.map((page) => [visitKey(page.finalUrl), page.id]))
  return [...frontier.files].map(([url, linking]) => ({
    url,
    pages: [...linking].flatMap((page) => idOf.get(visitKey(page)) ?? []),
  }))
}

function sitemapReport(
  { site: { found, problems } }: Opening,
  frontier: Frontier,
  pages: readonly ReportPage[],
): Report['sitemap'] {
  return {
    found,
    problems,
    notLinked: pages
      .filter(({ url, inSitemap }) => inSitemap && !frontier.isLinked(url))
      .map(({ url }) => url),
    notListed: found.length === 0 ? [] : pages.filter(({ inSitemap }) => !inSitemap).map(({ url }) => url),
  }
}

function roundAll<K extends string>(times: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(
    Object.entries<number>(times).map(([name, ms]) => [name, Math.round(ms)]),
  ) as Record<K, number>
}
