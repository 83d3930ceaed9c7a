import { mkdir } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import axe from 'axe-core'
import { auditPage, type PageContext, type PageResult, type PageTask } from './audit-page.ts'
import { AddressGuard } from './browser/address-guard.ts'
import { createGuardedFetch } from './browser/http.ts'
import { type BrowserPool, openBrowserPool } from './browser/pool.ts'
import type { ConsentState } from './browser/tab.ts'
import type { State } from './collect/evidence.ts'
import type { GuardedFetch } from './crawl/fetch.ts'
import { createPoliteness } from './crawl/politeness.ts'
import { type RobotsAnswer, robotsOf } from './crawl/robots.ts'
import { createScope } from './crawl/scope.ts'
import { bareHost } from './crawl/url.ts'
import { readSite, type SiteMapReading } from './discover.ts'
import { CAUSES, type Failure } from './failure.ts'
import { type FileCandidate, type FileDeps, readLinkedFiles } from './linked-files.ts'
import type { ScanOptions } from './options.ts'
import { paceOf } from './pace.ts'
import { picturesFolder } from './picture-files.ts'
import { refineResult } from './refine-result.ts'
import { Refusal } from './refusal.ts'
import type { Report } from './reports/report.ts'
import { axeRules } from './rules/axe-catalogue.ts'
import { pageRules, siteRules } from './rules/index.ts'
import type { RuleInfo, StatementFacts, Text } from './rules/rule.ts'
import { readStatement } from './statement.ts'
import type { Turns } from './take-turn.ts'
import { userAgentOf } from './user-agent.ts'

/** The audit could not begin. The sentence says why and what to do. */
export class ScanRefused extends Refusal {
  override readonly name = 'ScanRefused'
}

/** The first look at a site. Plain JSON: other machines go on from it. */
export interface Opening {
  readonly site: SiteMapReading
  /** Text digest of the page that a made-up address gives with status 200, or null. */
  readonly notFoundDigest: string | null
  /** Whether every host of the audit is on loopback or a private network that the operator vouches for. */
  readonly isPrivate: boolean
}

export interface AuditorDeps {
  /** Where pictures go, in `pictures/`; null: none are taken. */
  readonly outDir: string | null
  readonly isStopped: () => boolean
  /** Lets go at once of what is asked for outside the browser: aborted when `isStopped` turns true. */
  readonly signal?: AbortSignal
  /** Asks AGID's server; tests answer in its place. */
  readonly readStatement?: (href: string, fetch: GuardedFetch) => Promise<StatementFacts>
}

/** What every page is looked at in. */
export const STATES: readonly State[] = ['default', 'focus', 'reflow', 'text-spacing']
/** Characters: a statement is long, and names its date and contacts at the end. */
const STATEMENT_TEXT = 200_000

/** Every rule that can report something, by id. */
export const allRules: ReadonlyMap<string, RuleInfo> = new Map(
  [...pageRules, ...siteRules, ...axeRules.values()].map((rule) => [rule.id, rule]),
)

/** The address that an audit starts from. */
export const startOf = ({ urls, startUrls }: ScanOptions): string => (urls ?? startUrls)[0] ?? ''

/** What of an audit needs a browser or the network; what it means for the audit is decided elsewhere. */
export class Auditor {
  readonly #options: ScanOptions
  readonly #deps: AuditorDeps
  readonly #pool: BrowserPool
  readonly #fetch: GuardedFetch
  readonly #context: PageContext
  readonly #isPrivate: boolean
  /** Pages that can be open at the same time. */
  readonly concurrency: number
  /** What the rejected banner left behind; given to each tab. Set by the first page's visit, or from outside. */
  consent: ConsentState | null = null

  constructor(options: ScanOptions, deps: AuditorDeps, pool: BrowserPool, place: Place) {
    this.#options = options
    this.#deps = deps
    this.#pool = pool
    this.#isPrivate = place.isPrivate
    this.concurrency = place.concurrency
    this.#fetch = createGuardedFetch(pool.guard, {
      userAgent: pool.userAgent,
      ...(deps.signal ? { signal: deps.signal } : {}),
    })
    this.#context = {
      site: bareHost(new URL(startOf(options)).host),
      rules: allRules,
      states: STATES,
      isAxeRuleAsked: (id) => options.level === 'AAA' || axeRules.get(id)?.level !== 'AAA',
      picturesFolder: options.pictures && deps.outDir ? picturesFolder(deps.outDir) : null,
      pictured: new Set(),
      unmarkedKinds: new Set(),
      now: () => performance.now(),
    }
  }

  get engines(): Readonly<Record<string, string>> {
    return { 'axe-core': axe.version, chromium: this.#pool.version }
  }

  get isSandboxed(): boolean {
    return this.#pool.isSandboxed
  }

  get notes(): readonly Text[] {
    return this.#pool.notes
  }

  /** A start that does not answer is told at once; one that leads elsewhere is not followed silently. */
  async checkStart(): Promise<void> {
    const { urls, startUrls } = this.#options
    const start = startOf(this.#options)
    // Of a list, each address has its own end in the report.
    if (urls && urls.length > 1) return
    const result = await this.#look(start)
    if (!result.ok) throw new ScanRefused(refusal(start, result.failure))
    if (urls) return
    const scope = createScope({ startUrls, include: [], exclude: [] })
    if (scope(result.finalUrl) === 'out-of-scope') {
      throw new ScanRefused({
        it: `${start} rimanda a ${result.finalUrl}. Se è quello il sito da controllare, avvia il controllo da lì.`,
        en: `${start} redirects to ${result.finalUrl}. If that is the site to audit, start the audit there.`,
      })
    }
  }

  /** robots.txt, sitemaps, and what an address that cannot exist shows when the server calls it a page. */
  async open(): Promise<Opening> {
    const { ignoreRobots, maxDiscovered, scope, urls } = this.#options
    const { isStopped } = this.#deps
    const limits = {
      ignoreRobots,
      maxUrls: maxDiscovered,
      isStopped,
      turnsFor: (robots: RobotsAnswer) => this.#turnsFor(robots),
    }
    const site = await readSite(startOf(this.#options), this.#fetch, limits)
    const opening = { site, notFoundDigest: null, isPrivate: this.#isPrivate }
    if (scope === 'page' || urls || isStopped()) return opening
    const missing = await this.#look(new URL('/rampa-questa-pagina-non-esiste', startOf(this.#options)).href)
    return missing.ok ? { ...opening, notFoundDigest: missing.links.textDigest } : opening
  }

  #turnsFor(robots: RobotsAnswer): Omit<Turns, 'isStopped'> {
    const host = { isPrivate: this.#isPrivate, crawlDelayS: robotsOf(robots).crawlDelayS }
    return {
      politeness: createPoliteness(paceOf(this.#options, host)),
      now: () => performance.now(),
      sleep,
    }
  }

  /** One page of the site, with what only its neighbours tell. */
  async visit(task: PageTask, notFoundDigest: string | null): Promise<PageResult> {
    const result = await this.#visit(task)
    if (result.ok && result.consent) this.consent = result.consent.state
    return refineResult({ url: task.url, isStart: task.page === 'p1', notFoundDigest }, result)
  }

  readFiles(
    candidates: readonly FileCandidate[],
    deps: Pick<FileDeps, 'politeness' | 'isStopped' | 'onFile'>,
  ): Promise<Report['documents']> {
    return readLinkedFiles(candidates, {
      ...deps,
      fetch: this.#fetch,
      lang: this.#options.lang,
      now: () => performance.now(),
      sleep,
    })
  }

  readStatement(href: string): Promise<StatementFacts> {
    if (this.#deps.readStatement) return this.#deps.readStatement(href, this.#fetch)
    return readStatement(href, this.#fetch, async (url) => {
      const page = await this.#look(url, STATEMENT_TEXT)
      return page.ok ? { text: page.text, links: page.links.links } : null
    })
  }

  close(): Promise<void> {
    return this.#pool.close()
  }

  #look(url: string, maxText?: number): Promise<PageResult> {
    return this.#visit({
      url,
      page: 'p0',
      mode: 'discover',
      isHome: false,
      ...(maxText === undefined ? {} : { maxText }),
    })
  }

  async #visit(task: PageTask): Promise<PageResult> {
    const result = await this.#pool.run((tab) => auditPage(tab, task, this.#context), {
      timeoutMs: this.#options.pageTimeoutMs,
      consent: this.consent,
    })
    return result.ok ? result.value : failedVisit(task.url, result.failure)
  }
}

/** Opens a browser for an audit; who opens it closes it. @throws BrowserMissing when there is no Chromium */
export async function openAuditor(options: ScanOptions, deps: AuditorDeps): Promise<Auditor> {
  const addresses = [...options.startUrls, ...(options.urls ?? [])]
  const { allowPrivate, privateHosts } = options
  const ports = [...new Set(addresses.map(portOf))].filter((port) => port > 0)
  const guard = new AddressGuard({ allowPrivate, privateHosts, ports })
  const isPrivate = await areAllPrivate(addresses, guard)
  const concurrency = paceOf(options, { isPrivate, crawlDelayS: 0 }).maxParallel
  const pool = await openBrowserPool({ concurrency, allowPrivate, guard, userAgent: userAgentOf })
  if (deps.outDir) await mkdir(picturesFolder(deps.outDir), { recursive: true })
  return new Auditor(options, deps, pool, { isPrivate, concurrency })
}

interface Place {
  readonly isPrivate: boolean
  readonly concurrency: number
}

/** One host on the internet is enough for the whole audit to go at its pace. */
async function areAllPrivate(addresses: readonly string[], guard: AddressGuard): Promise<boolean> {
  const origins = new Set(addresses.map((address) => new URL(address).origin))
  for (const origin of origins) if (!(await guard.isPrivate(new URL(origin)))) return false
  return true
}

const portOf = (url: string) => Number(new URL(url).port)

function refusal(url: string, { code, detail }: Failure): Text {
  const { reason, remedy } = CAUSES[code]
  const more = detail ? ` (${detail})` : ''
  return { it: `${url}: ${reason.it}${more} ${remedy.it}`, en: `${url}: ${reason.en}${more} ${remedy.en}` }
}

function failedVisit(url: string, failure: Failure): PageResult {
  return { ok: false, finalUrl: url, failure, chain: [], status: 0, headers: {}, mediaType: '', page: null }
}
