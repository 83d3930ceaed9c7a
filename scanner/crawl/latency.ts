/** Answers that make a sample: of fewer, a 95th percentile is chance. */
const SAMPLE_SIZE = 20
/** ms. A host that answers this fast is not tired, however much faster it was before. */
const QUICK_MS = 500

/**
 * Watches how long a host takes: takes the time of each answer, in ms, and says at the end of a sample whether
 * its 95th percentile is more than twice that of the first one.
 */
export function createLatencyWatch(): (latencyMs: number) => boolean {
  let usualMs: number | null = null
  let sample: number[] = []
  return (latencyMs) => {
    sample.push(latencyMs)
    if (sample.length < SAMPLE_SIZE) return false
    const p95 = sample.sort((a, b) => a - b)[Math.ceil(SAMPLE_SIZE * 0.95) - 1] ?? 0
    sample = []
    usualMs ??= p95
    return p95 > Math.max(2 * usualMs, QUICK_MS)
  }
}
