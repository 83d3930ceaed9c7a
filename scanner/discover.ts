import { constants, gunzipSync } from 'node:zlib'
import type { FetchResult, GuardedFetch } from './crawl/fetch.ts'
import { ROBOTS_MAX_BYTES, type RobotsAnswer, robotsOf } from './crawl/robots.ts'
import { readSitemap } from './crawl/sitemap.ts'
import type { CauseCode } from './failure.ts'
import { type Turns, takeTurn, weightOf } from './take-turn.ts'

/** Plain JSON. */
export interface SiteMapReading {
  readonly robots: RobotsAnswer
  /** Sitemaps that could be read. */
  readonly found: readonly string[]
  readonly problems: readonly { readonly url: string; readonly problem: string }[]
  /** Pages they name, in order, each once. */
  readonly urls: readonly string[]
}

const COMMON_PATHS = ['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml', '/sitemap.xml.gz']
const MAX_INDEX_DEPTH = 5
const MAX_SITEMAPS = 200
/** The protocol allows 50 MB unpacked; a municipal site never comes near. */
const MAX_SITEMAP_BYTES = 50 * 1024 * 1024
const TIMEOUT_MS = 15_000
/** Sitemaps in a row that gave no answer at all, after which the others are not waited for. */
const MAX_SILENT = 5
/** A flush that asks for no end: a cut file gives what it holds. */
const UNPACKING = { maxOutputLength: MAX_SITEMAP_BYTES, finishFlush: constants.Z_SYNC_FLUSH }

export interface SiteLimits {
  readonly ignoreRobots: boolean
  readonly maxUrls: number
  isStopped(): boolean
  /** The host's budget, once its robots.txt is known: a sitemap is a request like any other. */
  turnsFor(robots: RobotsAnswer): Omit<Turns, 'isStopped'>
}

/**
 * Reads robots.txt and every sitemap of a site. A broken sitemap is a problem of its own, never of the rest. Once
 * stopped, nothing more is asked for.
 */
export async function readSite(
  startUrl: string,
  fetch: GuardedFetch,
  options: SiteLimits,
): Promise<SiteMapReading> {
  const robots = await fetchRobots(startUrl, fetch, options)
  const turns: Turns = { ...options.turnsFor(robots), isStopped: options.isStopped }
  const urls = new Set<string>()
  const found: string[] = []
  const problems: { url: string; problem: string }[] = []
  const seen = new Set<string>()
  let silentInARow = 0

  const read = async (url: string, depth: number, isGuess: boolean): Promise<void> => {
    if (seen.has(url) || seen.size >= MAX_SITEMAPS || urls.size >= options.maxUrls) return
    if (silentInARow >= MAX_SILENT || (await takeTurn(turns)) !== 'go') return
    seen.add(url)
    const answer = await fetch(url, { maxBytes: MAX_SITEMAP_BYTES, timeoutMs: TIMEOUT_MS })
    turns.politeness.ended(turns.now(), weightOf(failureOf(answer)))
    if (!answer.ok && answer.failure.code === 'interrupted') return
    silentInARow = answer.ok ? 0 : silentInARow + 1
    const text = answer.ok && answer.status === 200 ? unpack(answer) : null
    if (text === null) {
      if (!isGuess) problems.push({ url, problem: problemOf(answer) })
      return
    }
    const { kind, urls: entries, problem } = readSitemap(text, url, options.maxUrls)
    if (kind === 'unknown' && isGuess) return
    if (problem) problems.push({ url, problem })
    if (kind === 'unknown') return
    found.push(url)
    if (kind !== 'index') for (const entry of entries) urls.add(entry)
    else if (depth >= MAX_INDEX_DEPTH) problems.push({ url, problem: 'index too deep' })
    else for (const child of entries) await read(child, depth + 1, false)
  }

  for (const url of robotsOf(robots).sitemaps) await read(url, 0, false)
  for (const path of found.length > 0 ? [] : COMMON_PATHS) {
    if (found.length === 0) await read(new URL(path, startUrl).href, 0, true)
  }
  return { robots, found, problems, urls: [...urls].slice(0, options.maxUrls) }
}

async function fetchRobots(
  startUrl: string,
  fetch: GuardedFetch,
  { ignoreRobots: isIgnored, isStopped }: SiteLimits,
): Promise<RobotsAnswer> {
  const url = new URL('/robots.txt', startUrl).href
  const unread: RobotsAnswer = { url, status: null, text: '', isIgnored }
  if (isStopped()) return unread
  const answer = await fetch(url, { maxBytes: ROBOTS_MAX_BYTES, timeoutMs: TIMEOUT_MS })
  if (!answer.ok) return unread
  return {
    url: answer.finalUrl,
    status: answer.status,
    text: new TextDecoder().decode(answer.body),
    isIgnored,
  }
}

/**
 * Text of a sitemap, unpacked when it is gzip by its first bytes; null when it cannot be. Of a file cut short
 * it is what was there.
 */
function unpack({ body }: FetchResult & { ok: true }): string | null {
  try {
    const isGzip = body[0] === 0x1f && body[1] === 0x8b
    const bytes = isGzip ? gunzipSync(body, UNPACKING) : body
    return new TextDecoder().decode(bytes)
  } catch {
    return null
  }
}

/** As it weighs on the host. */
function failureOf(answer: FetchResult): CauseCode | undefined {
  if (!answer.ok) return answer.failure.code
  if (answer.status === 429) return 'rate-limited'
  return answer.status >= 500 ? 'server-error' : undefined
}

function problemOf(answer: FetchResult): string {
  if (!answer.ok) return answer.failure.code
  return answer.status === 200 ? 'cannot be unpacked' : `HTTP ${answer.status}`
}
