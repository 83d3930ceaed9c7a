import { createLatencyWatch } from './latency.ts'

/** How an answer weighs on a host. `strained`: 403, 429, 5xx, time-out or challenge. A 404 says nothing about load. */
type Answer = 'fine' | 'strained'

export interface PolitenessOptions {
  /** ms between two page starts on one host. */
  readonly minIntervalMs: number
  readonly maxParallel: number
}

interface AnswerDetails {
  /** What the server asked for (Retry-After). */
  readonly retryAfterMs?: number
  /** How long the answer took, where that can be compared with others. */
  readonly latencyMs?: number
}

/** Strained answers in a row after which the host is left alone for good. */
const BREAKER_AT = 12
/** Fine answers in a row after which the budget grows again by one. */
const RECOVER_AFTER = 10
/** ms. */
const MAX_INTERVAL_MS = 30_000
const MAX_RETRY_AFTER_MS = 10 * 60_000

/**
 * How hard one host may be worked. A state machine: it reads no clock and sleeps never; it says how long to
 * wait.
 */
export interface Politeness {
  /** 0: start now; a number: ask again after so many ms; `resting`: do not ask any more. */
  mayStart(now: number): number | 'resting'
  started(now: number): void
  ended(now: number, answer: Answer, details?: AnswerDetails): void
  readonly isResting: boolean
}

/** ms. Asked again when all places are taken: someone will have ended by then or not. */
const ASK_AGAIN_MS = 50

export function createPoliteness(options: PolitenessOptions): Politeness {
  let parallel = options.maxParallel
  let intervalMs = options.minIntervalMs
  let running = 0
  let nextStartAt = 0
  let strainedInARow = 0
  let fineInARow = 0
  /** Pages under way when the pace was last halved: their strain is the same one, told again. */
  let olderRunning = 0
  const isSlower = createLatencyWatch()

  const slowDown = () => {
    fineInARow = 0
    olderRunning = running
    parallel = Math.max(1, Math.floor(parallel / 2))
    intervalMs = Math.min(MAX_INTERVAL_MS, Math.max(intervalMs * 2, options.minIntervalMs > 0 ? 1_000 : 0))
  }
  const speedUp = () => {
    parallel = Math.min(options.maxParallel, parallel + 1)
    intervalMs = Math.max(options.minIntervalMs, intervalMs / 2)
  }

  return {
    get isResting() {
      return strainedInARow >= BREAKER_AT
    },
    mayStart(now) {
      if (strainedInARow >= BREAKER_AT) return 'resting'
      if (now < nextStartAt) return nextStartAt - now
      return running < parallel ? 0 : ASK_AGAIN_MS
    },
    started(now) {
      running++
      nextStartAt = Math.max(nextStartAt, now + intervalMs)
    },
    ended(now, answer, { retryAfterMs = 0, latencyMs } = {}) {
      running--
      const isOlder = olderRunning > 0
      if (isOlder) olderRunning--
      if (answer === 'fine') {
        strainedInARow = 0
        fineInARow++
        if (fineInARow % RECOVER_AFTER === 0) speedUp()
        // A host without an interval is the operator's own: there, it is this machine that is at its limit.
        if (options.minIntervalMs > 0 && latencyMs !== undefined && isSlower(latencyMs)) slowDown()
        return
      }
      fineInARow = 0
      strainedInARow++
      nextStartAt = Math.max(nextStartAt, now + Math.min(MAX_RETRY_AFTER_MS, retryAfterMs))
      if (!isOlder) slowDown()
    },
  }
}
