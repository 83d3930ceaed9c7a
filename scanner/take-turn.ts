import type { Politeness } from './crawl/politeness.ts'
import type { CauseCode } from './failure.ts'

/** One host's budget, and the clock it is kept by. */
export interface Turns {
  readonly politeness: Politeness
  isStopped(): boolean
  now(): number
  sleep(ms: number): Promise<void>
}

/** ms. A wait is cut into pieces, so that a stop is seen soon. */
const LONGEST_SLEEP_MS = 1_000

/**
 * Waits until the host may be asked once more, and counts that as begun: who gets `go` says how it ended. Otherwise
 * the audit was stopped, or the host is left alone.
 */
export async function takeTurn({
  politeness,
  isStopped,
  now,
  sleep,
}: Turns): Promise<'go' | 'interrupted' | 'host-resting'> {
  for (;;) {
    if (isStopped()) return 'interrupted'
    const wait = politeness.mayStart(now())
    if (wait === 'resting') return 'host-resting'
    if (wait === 0) break
    await sleep(Math.min(wait, LONGEST_SLEEP_MS))
  }
  politeness.started(now())
  return 'go'
}

const STRAINED: ReadonlySet<CauseCode> = new Set([
  'blocked',
  'rate-limited',
  'server-error',
  'timeout',
  'connection',
])

/** What an end means for the host's budget; undefined: it went well. */
export const weightOf = (end: CauseCode | undefined): 'fine' | 'strained' =>
  end !== undefined && STRAINED.has(end) ? 'strained' : 'fine'
