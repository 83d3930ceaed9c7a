import type { PageResult, PageTask, ReadPage } from './audit-page.ts'
import type { Entry, Frontier } from './crawl/frontier.ts'
import { drawSample } from './crawl/sample.ts'
import type { Scope } from './crawl/scope.ts'
import type { Traps } from './crawl/traps.ts'
import { normalise, visitKey } from './crawl/url.ts'
import type { Failure } from './failure.ts'
import type { ScanEvent } from './scan-event.ts'

export interface CrawlDeps {
  readonly frontier: Frontier
  readonly scope: Scope
  readonly traps: Traps
  readonly maxPages: number
  readonly seed: string
  /** Whether links are followed at all. */
  readonly follows: boolean
  /** Added after the links of the first level, whatever became of its pages. */
  readonly sitemapUrls: readonly string[]
  readonly visitAll: VisitAll
  /** Called for each audited page, in order, before the next level begins. */
  onPage(entry: Entry, page: ReadPage): Promise<void>
  onEvent(event: ScanEvent): void
  isStopped(): boolean
  /** Whether the host is left alone, because it asked for it. */
  isResting(): boolean
}

/** Visits these pages; those that are missing from the answer were not visited. `onEnd` as each one ends. */
export type VisitAll = (
  level: readonly Entry[],
  mode: PageTask['mode'],
  onEnd: (entry: Entry, result: PageResult | undefined) => void,
) => Promise<ReadonlyMap<Entry, PageResult>>

export interface CrawledSite {
  /** Addresses chosen for the audit; fewer than discovered when the limit bites. */
  readonly selected: number
}

interface Visited {
  readonly entry: Entry
  readonly result: PageResult
}

interface Seen {
  readonly url: string
  readonly canonical: string | null
}

/** Pages looked at only to draw a sample from, for each page of the sample. */
const DISCOVERY_FACTOR = 2
const MIN_DISCOVERY_VISITS = 60

/** The page's id is made of its place in the order of discovery. */
export const pageId = (entry: Entry): string => `p${entry.order + 1}`

/**
 * Visits a site level by level. As long as the known pages fit, each is audited as it is found; from the level
 * that would break the limit on, pages are only looked at, and the rest of the audit is a sample of them.
 */
export async function crawlSite(deps: CrawlDeps): Promise<CrawledSite> {
  const state = new CrawlState(deps)
  while (!deps.isStopped()) {
    const level = deps.frontier.takeLevel()
    if (level.length === 0) break
    if (state.audited + level.length > deps.maxPages) return sampleRest(state, level)
    await state.visitLevel(level, 'audit')
  }
  state.leavePending(false)
  return { selected: state.audited + state.failed }
}

async function sampleRest(state: CrawlState, first: readonly Entry[]): Promise<CrawledSite> {
  const { frontier, maxPages, seed, follows, isStopped } = state.deps
  const candidates = new Map<Entry, string>(first.map((entry) => [entry, '']))
  const budget = Math.max(MIN_DISCOVERY_VISITS, maxPages * DISCOVERY_FACTOR)
  let visits = 0
  let level = first
  while (follows && level.length > 0 && visits < budget && !isStopped()) {
    const looked = level.slice(0, budget - visits)
    visits += looked.length
    for (const { entry, result } of await state.visitLevel(looked, 'discover')) {
      if (result.ok) candidates.set(entry, result.links.skeletonDigest)
      else candidates.delete(entry)
    }
    level = frontier.takeLevel()
    for (const entry of level) candidates.set(entry, '')
  }
  const known = [...candidates]
    .filter(([entry]) => !state.isSettled(entry))
    .map(([entry, skeleton]) => ({ ...entry, entry, skeleton }))
  const sample = drawSample(known, Math.max(0, maxPages - state.audited), seed).map(({ entry }) => entry)
  const chosen = new Set(sample)
  for (const { entry } of known) if (!chosen.has(entry)) frontier.settle(entry, 'not-sampled')
  await state.visitLevel(sample, 'audit')
  state.leavePending(true)
  return { selected: state.audited + state.failed }
}

class CrawlState {
  readonly deps: CrawlDeps
  audited = 0
  failed = 0
  #looked = 0
  #findings = 0
  #isSitemapAdded = false
  readonly #settled = new Set<Entry>()
  readonly #byDigest = new Map<string, Seen>()

  constructor(deps: CrawlDeps) {
    this.deps = deps
  }

  isSettled(entry: Entry): boolean {
    return this.#settled.has(entry)
  }

  /** Takes the results in order, whatever order the visits ended in. */
  async visitLevel(level: readonly Entry[], mode: PageTask['mode']): Promise<Visited[]> {
    const results = await this.deps.visitAll(level, mode, (entry, result) =>
      this.#tell(entry, result, level.length),
    )
    const visited: Visited[] = []
    for (const entry of level) {
      const result = results.get(entry)
      if (!result) continue
      visited.push({ entry, result })
      await this.#take(entry, result, mode)
    }
    for (const entry of level) if (!results.has(entry)) this.#fail(entry, this.#unvisited())
    this.#addSitemap()
    return visited
  }

  /** Says of what is still known and unvisited that it was left out: by the limit, or because all stopped. */
  leavePending(isSampled: boolean): void {
    const { frontier, isStopped, isResting } = this.deps
    const isByLimit = isSampled && !isStopped() && !isResting()
    this.#addSitemap()
    for (const entry of frontier.takeLevel()) {
      if (isByLimit) frontier.settle(entry, 'not-sampled')
      else this.#fail(entry, this.#unvisited())
    }
  }

  #addSitemap(): void {
    if (this.#isSitemapAdded) return
    this.#isSitemapAdded = true
    this.deps.frontier.addSitemap(this.deps.sitemapUrls)
  }

  #unvisited(): Failure {
    return { code: this.deps.isResting() ? 'host-resting' : 'interrupted', detail: '' }
  }

  #tell(entry: Entry, result: PageResult | undefined, levelSize: number): void {
    this.#looked++
    if (result?.ok) {
      this.#findings += result.record?.sightings.filter(({ verdict }) => verdict === 'failed').length ?? 0
    }
    const known = Math.max(
      this.#looked,
      this.audited + this.failed + levelSize + this.deps.frontier.pendingCount,
    )
    this.deps.onEvent({
      type: 'page',
      url: entry.url,
      failure: result ? (result.ok ? null : result.failure.code) : 'interrupted',
      done: this.#looked,
      known,
      findings: this.#findings,
    })
  }

  async #take(entry: Entry, result: PageResult, mode: PageTask['mode']): Promise<void> {
    const { frontier, traps, follows } = this.deps
    const left = this.#leftTo(result.finalUrl)
    if (!result.ok) {
      const isElsewhere = left && visitKey(result.finalUrl) !== visitKey(entry.url)
      return this.#fail(entry, isElsewhere ? left : result.failure)
    }
    if (left && entry.order > 0) return this.#fail(entry, left)
    if (!frontier.claim(entry, result.finalUrl)) {
      return this.#fail(entry, { code: 'duplicate', detail: result.finalUrl })
    }
    traps.learn(result.finalUrl, result.links.textDigest)
    const twin = mode === 'audit' ? this.#twinOf(result) : undefined
    if (twin) return this.#fail(entry, { code: 'duplicate', detail: twin })
    if (follows) {
      const { canonical, links } = result.links
      const hrefs = links.filter(({ nofollow }) => !nofollow).map(({ href }) => href)
      frontier.addLinks(canonical ? [...hrefs, canonical] : hrefs, entry, result.finalUrl)
    }
    if (mode === 'discover') return
    this.audited++
    this.#settled.add(entry)
    frontier.markAudited(entry)
    await this.deps.onPage(entry, result)
  }

  /**
   * A page that says, or whose path says, that it is another one, and that reads the same: a canonical link
   * proves itself only by the page it names.
   */
  #twinOf(page: ReadPage): string | undefined {
    const key = `${page.links.textDigest} ${page.links.skeletonDigest}`
    const canonical = page.links.canonical ? (normalise(page.links.canonical) ?? null) : null
    const twin = this.#byDigest.get(key)
    if (!twin) {
      this.#byDigest.set(key, { url: page.finalUrl, canonical })
      return undefined
    }
    const isSame = (a: string | null, b: string | null) =>
      a !== null && b !== null && visitKey(a) === visitKey(b)
    const isOne =
      isSame(canonical, twin.url) ||
      isSame(twin.canonical, page.finalUrl) ||
      isSame(canonical, twin.canonical) ||
      new URL(page.finalUrl).pathname === new URL(twin.url).pathname
    return isOne ? twin.url : undefined
  }

  /** Why the place that a page led to is none to audit. */
  #leftTo(finalUrl: string): Failure | undefined {
    const cause = this.deps.scope(finalUrl)
    return cause && { code: cause === 'out-of-scope' ? 'redirected-out' : cause, detail: finalUrl }
  }

  #fail(entry: Entry, failure: Failure): void {
    if (this.#settled.has(entry)) return
    this.failed++
    this.#settled.add(entry)
    this.deps.frontier.settle(entry, failure.code, failure.detail)
  }
}
