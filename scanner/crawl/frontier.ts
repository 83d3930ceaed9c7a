import type { CauseCode } from '../failure.ts'
import { looksLikeFile } from './file-name.ts'
import type { Scope } from './scope.ts'
import type { Traps } from './traps.ts'
import { normalise, visitKey } from './url.ts'

/** An address to visit. */
export interface Entry {
  readonly url: string
  /** Place in the order of discovery; the page's id is made of it. */
  readonly order: number
  readonly depth: number
  /** A page that links it; null for the start and for what only the sitemap names. */
  readonly foundOn: string | null
}

/** How an address ended that was not audited. */
export interface Fate {
  readonly url: string
  readonly cause: CauseCode
  readonly detail: string
  readonly foundOn: string | null
}

export interface FrontierOptions {
  readonly scope: Scope
  readonly traps: Traps
  readonly allows: (url: string) => boolean
  readonly maxDiscovered: number
  readonly hashRoutes?: boolean
}

/**
 * The pages of a site, level by level. All pages of a level are visited before the links they gave are added,
 * page by page: so the order never depends on which answer came first, and the same site gives the same pages.
 *
 * Each discovered address has exactly one end: `audited` or a fate. That the counts add up is no sum to check,
 * it is how they are kept.
 */
export class Frontier {
  readonly #options: FrontierOptions
  readonly #entries = new Map<string, Entry>()
  readonly #fates = new Map<string, Fate>()
  readonly #audited = new Map<string, Entry>()
  readonly #sitemapKeys = new Set<string>()
  readonly #linkedKeys = new Set<string>()
  /** Files by address, with the pages that link them, in order. */
  readonly #files = new Map<string, Set<string>>()
  #pending: Entry[] = []
  #order = 0

  constructor(options: FrontierOptions) {
    this.#options = options
  }

  addStart(url: string): void {
    this.#add(url, 0, null, true)
  }

  /** Links of one page, in the order the page has them. */
  addLinks(hrefs: readonly string[], from: Entry, fromUrl: string): void {
    for (const href of hrefs) {
      const url = this.#add(href, from.depth + 1, fromUrl, false)
      if (url) this.#linkedKeys.add(visitKey(url))
    }
  }

  /** Remembers what the sitemap names, without visiting it yet. */
  nameInSitemap(urls: readonly string[]): void {
    for (const url of urls) {
      const normal = normalise(url)
      if (normal) this.#sitemapKeys.add(visitKey(normal))
    }
  }

  /** After the start's links: what a person reaches by a link keeps its place in the order. */
  addSitemap(urls: readonly string[]): void {
    for (const url of urls) this.#add(url, 1, null, true)
  }

  /** The next level, in order; empty when the site is exhausted. */
  takeLevel(): Entry[] {
    const level = this.#pending
    this.#pending = []
    return level
  }

  /** Entries not yet taken. */
  get pendingCount(): number {
    return this.#pending.length
  }

  markAudited(entry: Entry): void {
    this.#audited.set(visitKey(entry.url), entry)
    this.#fates.delete(visitKey(entry.url))
  }

  /** Says how an address ended that was not audited. Its first end stands. */
  settle(entry: Entry, cause: CauseCode, detail = ''): void {
    const key = visitKey(entry.url)
    if (this.#audited.has(key) || this.#fates.has(key)) return
    this.#fates.set(key, { url: entry.url, cause, detail, foundOn: entry.foundOn })
    if (cause === 'linked-file') this.#noteFile(entry.url, entry.foundOn)
  }

  /**
   * An entry that turned out to be another address. When that one is new, the entry stands for it from now
   * on; when it is known, the entry is its duplicate.
   */
  claim(entry: Entry, finalUrl: string): boolean {
    const url = normalise(finalUrl) ?? finalUrl
    const key = visitKey(url)
    const owner = this.#entries.get(key)
    if (owner && owner !== entry) return false
    this.#entries.set(key, entry)
    return true
  }

  get discovered(): number {
    return this.#audited.size + this.#fates.size
  }

  get fates(): readonly Fate[] {
    return [...this.#fates.values()]
  }

  get files(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#files
  }

  isInSitemap(url: string): boolean {
    return this.#sitemapKeys.has(visitKey(url))
  }

  isLinked(url: string): boolean {
    return this.#linkedKeys.has(visitKey(url))
  }

  /** Adds an address unless it is known; gives its normal form when it belongs to the site. */
  #add(href: string, depth: number, foundOn: string | null, isNamed: boolean): string | undefined {
    const normal = normalise(href, undefined, { hashRoutes: this.#options.hashRoutes ?? false })
    if (!normal) return undefined
    const url = this.#options.traps.simplify(normal)
    const cause = this.#options.scope(url)
    // A link to another site is no page of this one; a start or sitemap entry deserves an answer.
    if (cause === 'out-of-scope' && !isNamed) return undefined
    const key = visitKey(url)
    const known = this.#entries.get(key)
    if (known) {
      // Under the address it was first found by, however this link spells it.
      if (this.#files.has(known.url)) this.#noteFile(known.url, foundOn)
      return url
    }
    const entry: Entry = { url, order: this.#order++, depth, foundOn }
    this.#entries.set(key, entry)
    this.#place(entry, cause, isNamed)
    return url
  }

  #place(entry: Entry, cause: CauseCode | undefined, isNamed: boolean): void {
    const reason = cause ?? this.#obstacle(entry.url, isNamed)
    if (reason) this.settle(entry, reason)
    else this.#pending.push(entry)
  }

  #obstacle(url: string, isNamed: boolean): CauseCode | undefined {
    if (looksLikeFile(url)) return 'linked-file'
    if (!this.#options.allows(url)) return 'robots'
    if (this.#entries.size > this.#options.maxDiscovered) return 'discovery-limit'
    return !isNamed && this.#options.traps.catches(url) ? 'trap' : undefined
  }

  #noteFile(url: string, foundOn: string | null): void {
    const pages = this.#files.get(url) ?? new Set<string>()
    if (foundOn) pages.add(foundOn)
    this.#files.set(url, pages)
  }
}
