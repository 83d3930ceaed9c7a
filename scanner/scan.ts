import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import axe from 'axe-core'
import { assembleReport } from './assemble.ts'
import { auditPage, type PageContext, type PageResult, type ReadPage } from './audit-page.ts'
import { createGuardedFetch } from './browser/http.ts'
import { type BrowserPool, openBrowserPool } from './browser/pool.ts'
import type { ConsentState } from './browser/tab.ts'
import type { State } from './collect/evidence.ts'
import { runLighthouse } from './collect/lighthouse.ts'
import type { GuardedFetch } from './crawl/fetch.ts'
import { type Entry, Frontier } from './crawl/frontier.ts'
import { createPoliteness } from './crawl/politeness.ts'
import { PRODUCT_TOKEN } from './crawl/robots.ts'
import { createScope } from './crawl/scope.ts'
import { createTraps, type Traps } from './crawl/traps.ts'
import { bareHost, visitKey } from './crawl/url.ts'
import { crawlSite, pageId } from './crawl-site.ts'
import { readSite, type SiteMapReading } from './discover.ts'
import { CAUSES, type Failure } from './failure.ts'
import { readLinkedFiles } from './linked-files.ts'
import { configHash, type ScanOptions } from './options.ts'
import { Refusal } from './refusal.ts'
import type { Report, ReportPage } from './reports/report.ts'
import { statementLink } from './rules/agid-statement.ts'
import { axeRules } from './rules/axe-catalogue.ts'
import { pageRules, siteRules } from './rules/index.ts'
import type { PageDigest, RuleInfo, StatementFacts, Text } from './rules/rule.ts'
import type { ScanEvent } from './scan-event.ts'
import { openSpool, type Spool } from './spool.ts'
import { readStatement } from './statement.ts'
import type { RuleTexts } from './texts.ts'

/** The audit could not begin. The sentence says why and what to do. */
export class ScanRefused extends Refusal {
  override readonly name = 'ScanRefused'
}

export interface ScanDeps {
  readonly texts: RuleTexts
  readonly version: string
  /** Where pictures go, in `pictures/`; null: none are taken. */
  readonly outDir: string | null
  readonly baseline: Report | null
  readonly now: () => Date
  readonly onEvent: (event: ScanEvent) => void
  /** Stops the audit after the pages that are open; a report is made of what there is. */
  readonly isStopped: () => boolean
  /** Asks AGID's server; tests answer in its place. */
  readonly readStatement?: (href: string, fetch: GuardedFetch) => Promise<StatementFacts>
}

const STATES: readonly State[] = ['default', 'focus', 'reflow']
const AGENT = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36 ${PRODUCT_TOKEN}`
const MAX_FILES = 2_000
/** Characters: a statement is long, and names its date and contacts at the end. */
const STATEMENT_TEXT = 200_000

/** Every rule that can report something, by id. */
export const allRules: ReadonlyMap<string, RuleInfo> = new Map(
  [...pageRules, ...siteRules, ...axeRules.values()].map((rule) => [rule.id, rule]),
)

/**
 * Audits a site, from its address to the report.
 *
 * @throws ScanRefused when the start address cannot be opened
 * @throws BrowserMissing when there is no Chromium
 */
export async function scan(options: ScanOptions, deps: ScanDeps): Promise<Report> {
  const pool = await openBrowserPool({
    concurrency: options.concurrency,
    allowPrivate: options.allowPrivate,
    ports: [...new Set([...options.startUrls, ...(options.urls ?? [])].map(portOf))].filter(
      (port) => port > 0,
    ),
    userAgent: AGENT,
  })
  const spool = openSpool()
  try {
    return await new Audit(options, deps, pool).run(spool)
  } finally {
    spool.close()
    await pool.close()
  }
}

const portOf = (url: string) => Number(new URL(url).port)

class Audit {
  readonly #options: ScanOptions
  readonly #deps: ScanDeps
  readonly #pool: BrowserPool
  readonly #fetch: GuardedFetch
  readonly #context: PageContext
  readonly #pages: ReportPage[] = []
  readonly #digests: PageDigest[] = []
  readonly #templates = new Map<string, string>()
  readonly #traps: Traps
  #consent: ConsentState | null = null
  #consentOutcome: Report['scan']['consent'] = 'not-tried'

  constructor(options: ScanOptions, deps: ScanDeps, pool: BrowserPool) {
    this.#options = options
    this.#deps = deps
    this.#pool = pool
    this.#traps = createTraps({ thisYear: deps.now().getFullYear() })
    this.#fetch = createGuardedFetch(pool.guard, { userAgent: AGENT })
    this.#context = {
      site: bareHost(new URL(this.#start).host),
      rules: allRules,
      states: STATES,
      isAxeRuleAsked: (id) => options.level === 'AAA' || axeRules.get(id)?.level !== 'AAA',
      picturesFolder: options.pictures && deps.outDir ? join(deps.outDir, 'pictures') : null,
      pictured: new Set(),
      now: () => performance.now(),
    }
  }

  get #start(): string {
    const [start = ''] = this.#options.urls ?? this.#options.startUrls
    return start
  }

  async run(spool: Spool): Promise<Report> {
    const { onEvent, now } = this.#deps
    const startedAt = now().toISOString()
    if (this.#context.picturesFolder) await mkdir(this.#context.picturesFolder, { recursive: true })
    onEvent({ type: 'phase', phase: 'start' })
    await this.#checkStart()
    const { lang } = this.#options
    for (const note of this.#pool.notes) onEvent({ type: 'note', text: note[lang] })
    onEvent({ type: 'phase', phase: 'discover' })
    const site = await readSite(this.#start, this.#fetch, {
      ignoreRobots: this.#options.ignoreRobots,
      maxUrls: this.#options.maxDiscovered,
    })
    const frontier = this.#openFrontier(site)
    onEvent({ type: 'phase', phase: 'audit' })
    const { selected } = await this.#crawl(frontier, site, spool)
    const files = await this.#readFiles(frontier)
    const statement = await this.#readStatement()
    const lighthouse = await this.#runLighthouse()
    onEvent({ type: 'phase', phase: 'conclude' })
    const engines = { 'axe-core': axe.version, chromium: this.#pool.version }
    return assembleReport(
      {
        options: this.#options,
        tool: { name: 'rampa', version: this.#deps.version, engines },
        scan: {
          startUrl: this.#start,
          host: new URL(this.#start).host,
          startedAt,
          finishedAt: now().toISOString(),
          configHash: configHash(this.#options, engines),
          ended: this.#deps.isStopped() ? 'interrupted' : 'complete',
          robots: site.robots.state,
          consent: this.#consentOutcome,
          sandbox: this.#pool.isSandboxed,
          notes: this.#pool.notes.map((note) => note[lang]),
        },
        selected,
        pages: this.#pages,
        fates: frontier.fates,
        digests: this.#digests,
        facts: { startUrl: this.#start, host: this.#context.site, today: startedAt.slice(0, 10), statement },
        spool,
        rules: allRules,
        documents: files,
        lighthouse,
        sitemap: this.#sitemapReport(site, frontier),
        baseline: this.#deps.baseline,
      },
      this.#deps.texts,
    )
  }

  /** A start that does not answer is told at once; one that leads elsewhere is not followed silently. */
  async #checkStart(): Promise<void> {
    // Of a list, each address has its own end in the report.
    if (this.#options.urls && this.#options.urls.length > 1) return
    const result = await this.#visit({ url: this.#start, page: 'p0', mode: 'discover', isHome: false })
    if (!result.ok) throw new ScanRefused(refusal(this.#start, result.failure))
    if (this.#options.urls) return
    const scope = createScope({ startUrls: this.#options.startUrls, include: [], exclude: [] })
    if (scope(result.finalUrl) === 'out-of-scope') {
      throw new ScanRefused({
        it: `${this.#start} rimanda a ${result.finalUrl}. Se è quello il sito da controllare, avvia il controllo da lì.`,
        en: `${this.#start} redirects to ${result.finalUrl}. If that is the site to audit, start the audit there.`,
      })
    }
  }

  #openFrontier(site: SiteMapReading): Frontier {
    const { startUrls, urls, include, exclude, maxDiscovered } = this.#options
    const starts = urls ?? startUrls
    const frontier = new Frontier({
      scope: createScope({ startUrls: starts, include, exclude }),
      traps: this.#traps,
      allows: site.robots.allows,
      maxDiscovered,
    })
    for (const url of starts) frontier.addStart(url)
    frontier.nameInSitemap(site.urls)
    return frontier
  }

  /** What an address that cannot exist shows, when the server calls it a page: 200 says little then. */
  async #probeNotFound(): Promise<string | null> {
    if (this.#options.scope === 'page' || this.#options.urls) return null
    const url = new URL('/rampa-questa-pagina-non-esiste', this.#start).href
    const result = await this.#visit({ url, page: 'p0', mode: 'discover', isHome: false })
    return result.ok ? result.links.textDigest : null
  }

  async #crawl(frontier: Frontier, site: SiteMapReading, spool: Spool) {
    const options = this.#options
    const notFoundDigest = await this.#probeNotFound()
    const isLoopback = /^(localhost|127\.|\[::1\])/.test(new URL(this.#start).host)
    const followsLinks = options.scope === 'site' && options.urls === null
    const asked = site.robots.crawlDelayS * 1000
    const politeness = createPoliteness({
      minIntervalMs: isLoopback ? 0 : Math.max(1000 / options.pagesPerSecond, asked),
      maxParallel: asked > 0 ? 1 : options.concurrency,
    })
    return crawlSite({
      frontier,
      scope: createScope({ startUrls: options.urls ?? options.startUrls, include: [], exclude: [] }),
      traps: this.#traps,
      politeness,
      concurrency: options.concurrency,
      maxPages: options.maxPages,
      seed: options.seed,
      follows: followsLinks,
      sitemapUrls: followsLinks ? site.urls : [],
      notFoundDigest,
      visit: (task) => this.#visit(task),
      onPage: (entry, page) => this.#keep(entry, page, frontier, spool),
      onEvent: this.#deps.onEvent,
      isStopped: this.#deps.isStopped,
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    })
  }

  async #visit(task: Parameters<typeof auditPage>[1]): Promise<PageResult> {
    const result = await this.#pool.run((tab) => auditPage(tab, task, this.#context), {
      timeoutMs: this.#options.pageTimeoutMs,
      consent: this.#consent,
    })
    if (!result.ok) return failedVisit(task.url, result.failure)
    if (result.value.ok && result.value.consent) {
      this.#consent = result.value.consent.state
      this.#consentOutcome = result.value.consent.outcome
    }
    return result.value
  }

  async #keep(entry: Entry, page: ReadPage, frontier: Frontier, spool: Spool) {
    if (!page.record || !page.digest) return
    await spool.write(page.record)
    this.#digests.push(page.digest)
    const { skeleton } = page.digest
    const template = this.#templates.get(skeleton) ?? `t${this.#templates.size + 1}`
    this.#templates.set(skeleton, template)
    this.#pages.push({
      id: pageId(entry),
      url: entry.url,
      finalUrl: page.finalUrl,
      status: page.status,
      outcome: page.isStable ? 'ok' : 'ok-unstable',
      title: page.title,
      lang: page.lang,
      template,
      depth: entry.depth,
      inSitemap: frontier.isInSitemap(entry.url),
      foundOn: entry.foundOn,
      chain: page.chain,
      aliases: visitKey(entry.url) === visitKey(page.finalUrl) ? [] : [entry.url],
      timingsMs: roundAll(page.timingsMs),
    })
  }

  async #readFiles(frontier: Frontier): Promise<Report['documents']> {
    if (frontier.files.size === 0 || this.#deps.isStopped()) return []
    this.#deps.onEvent({ type: 'phase', phase: 'files' })
    const idOf = new Map(this.#pages.map((page) => [visitKey(page.finalUrl), page.id]))
    const candidates = [...frontier.files].slice(0, MAX_FILES).map(([url, pages]) => ({
      url,
      pages: [...pages].flatMap((page) => idOf.get(visitKey(page)) ?? []),
    }))
    return readLinkedFiles(candidates, this.#fetch, {
      concurrency: Math.min(4, this.#options.concurrency),
      lang: this.#options.lang,
      isStopped: this.#deps.isStopped,
    })
  }

  async #readStatement(): Promise<StatementFacts | null> {
    const [home] = this.#digests
    const link = home && this.#pages[0]?.depth === 0 ? statementLink(home) : undefined
    if (!link || this.#deps.isStopped() || !/^https?:/.test(link.href)) return null
    if (this.#deps.readStatement) return this.#deps.readStatement(link.href, this.#fetch)
    return readStatement(link.href, this.#fetch, async (url) => {
      const page = await this.#visit({
        url,
        page: 'p0',
        mode: 'discover',
        isHome: false,
        maxText: STATEMENT_TEXT,
      })
      return page.ok ? { text: page.text, links: page.links.links } : null
    })
  }

  async #runLighthouse(): Promise<Report['lighthouse']> {
    const { lighthouse } = this.#options
    if (lighthouse === 'none' || this.#deps.isStopped()) return []
    this.#deps.onEvent({ type: 'phase', phase: 'lighthouse' })
    const templates = new Set<string>()
    const sample = this.#pages.filter(({ template }) => {
      if (lighthouse === 'all' || !templates.has(template)) {
        templates.add(template)
        return true
      }
      return false
    })
    return runLighthouse(sample, {
      lang: this.#options.lang,
      allowPrivate: this.#options.allowPrivate,
      isStopped: this.#deps.isStopped,
    })
  }

  #sitemapReport(site: SiteMapReading, frontier: Frontier): Report['sitemap'] {
    const { found, problems } = site
    return {
      found,
      problems,
      notLinked: this.#pages
        .filter(({ url, inSitemap }) => inSitemap && !frontier.isLinked(url))
        .map(({ url }) => url),
      notListed:
        found.length === 0 ? [] : this.#pages.filter(({ inSitemap }) => !inSitemap).map(({ url }) => url),
    }
  }
}

function refusal(url: string, { code, detail }: Failure): Text {
  const { reason, remedy } = CAUSES[code]
  const more = detail ? ` (${detail})` : ''
  return { it: `${url}: ${reason.it}${more} ${remedy.it}`, en: `${url}: ${reason.en}${more} ${remedy.en}` }
}

function failedVisit(url: string, failure: Failure): PageResult {
  return { ok: false, finalUrl: url, failure, chain: [], status: 0, headers: {}, mediaType: '', page: null }
}

function roundAll<K extends string>(times: Readonly<Record<K, number>>): Record<K, number> {
  return Object.fromEntries(
    Object.entries<number>(times).map(([name, ms]) => [name, Math.round(ms)]),
  ) as Record<K, number>
}
