import type { PageResult, PageTask } from './audit-page.ts'
import type { Entry } from './crawl/frontier.ts'
import { pageId, type VisitAll } from './crawl-site.ts'
import { CAUSES } from './failure.ts'
import { type Turns, takeTurn, weightOf } from './take-turn.ts'

export interface VisitDeps extends Turns {
  readonly concurrency: number
  visit(task: PageTask): Promise<PageResult>
  /** What stays in memory of a result until its level is over; absent: all. */
  keep?(result: PageResult): Promise<PageResult>
}

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
  deps: VisitDeps,
): Promise<PageResult | undefined> {
  if ((await takeTurn(deps)) !== 'go') return undefined
  const { politeness, now, visit } = deps
  const result = await visit({ url: entry.url, page: pageId(entry), mode, isHome: entry.order === 0 })
  const retryAfterMs = result.ok ? 0 : (result.failure.retryAfterS ?? 0) * 1000
  const latency = result.ok ? { latencyMs: result.timingsMs.load } : {}
  politeness.ended(now(), weightOf(result.ok ? undefined : result.failure.code), { retryAfterMs, ...latency })
  return result
}

function isWorthAnotherTry(result: PageResult | undefined): boolean {
  return result !== undefined && !result.ok && CAUSES[result.failure.code].isRetryable
}
