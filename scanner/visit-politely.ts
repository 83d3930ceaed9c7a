import type { PageResult, PageTask } from './audit-page.ts'
import type { Entry } from './crawl/frontier.ts'
import type { Politeness } from './crawl/politeness.ts'
import { pageId, type VisitAll } from './crawl-site.ts'
import { CAUSES } from './failure.ts'

export interface VisitDeps {
  readonly politeness: Politeness
  readonly concurrency: number
  visit(task: PageTask): Promise<PageResult>
  /** What stays in memory of a result until its level is over; absent: all. */
  keep?(result: PageResult): Promise<PageResult>
  isStopped(): boolean
  now(): number
  sleep(ms: number): Promise<void>
}

/** ms. A wait is cut into pieces, so that a stop is seen soon. */
const LONGEST_SLEEP_MS = 1_000

/** Visits side by side, as fast as the host bears; what failed for a passing reason is tried once more. */
export function visitPolitely(deps: VisitDeps): VisitAll {
  return async (level, mode, onEnd) => {
    const results = new Map<Entry, PageResult>()
    const visitAll = async (entries: readonly Entry[]) => {
      const queue = [...entries]
      const work = async () => {
        for (let entry = queue.shift(); entry; entry = queue.shift()) {
          const result = await visitOne(entry, mode, deps)
          onEnd(entry, result)
          if (result) results.set(entry, (await deps.keep?.(result)) ?? result)
        }
      }
      await Promise.all(Array.from({ length: Math.min(deps.concurrency, entries.length) }, work))
    }
    await visitAll(level)
    await visitAll(level.filter((entry) => isWorthAnotherTry(results.get(entry))))
    return results
  }
}

/** undefined: stopped, or the host is left alone. */
async function visitOne(
  entry: Entry,
  mode: PageTask['mode'],
  { politeness, now, sleep, visit, isStopped }: VisitDeps,
): Promise<PageResult | undefined> {
  for (;;) {
    if (isStopped()) return undefined
    const wait = politeness.mayStart(now())
    if (wait === 'resting') return undefined
    if (wait === 0) break
    await sleep(Math.min(wait, LONGEST_SLEEP_MS))
  }
  politeness.started(now())
  const result = await visit({ url: entry.url, page: pageId(entry), mode, isHome: entry.order === 0 })
  const retryAfterMs = result.ok ? 0 : (result.failure.retryAfterS ?? 0) * 1000
  const latency = result.ok ? { latencyMs: result.timingsMs.load } : {}
  politeness.ended(now(), isStrained(result) ? 'strained' : 'fine', { retryAfterMs, ...latency })
  return result
}

function isWorthAnotherTry(result: PageResult | undefined): boolean {
  return result !== undefined && !result.ok && CAUSES[result.failure.code].isRetryable
}

const STRAINED = new Set(['blocked', 'rate-limited', 'server-error', 'timeout', 'connection'])

const isStrained = (result: PageResult): boolean => !result.ok && STRAINED.has(result.failure.code)
