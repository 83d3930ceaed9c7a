import { createHash } from 'node:crypto'
import { patternOf } from './traps.ts'

export interface Candidate {
  readonly url: string
  readonly order: number
  /** DOM skeleton when the page was seen, or ''. */
  readonly skeleton: string
}

/** Clusters of at most this many pages are taken whole, as far as the number allows. */
const SMALL_CLUSTER = 2

/**
 * A sample by template: pages of one shape of address and one skeleton are a cluster; small clusters are taken
 * whole, large ones in proportion. Which pages of a cluster are taken is decided by the seed alone. The start
 * of the site is always taken: it is what people meet first.
 */
export function drawSample<C extends Candidate>(candidates: readonly C[], size: number, seed: string): C[] {
  if (candidates.length <= size) return [...candidates]
  const clusters = clustersOf(candidates, seed)
  const taken = new Set<C>()
  const start = candidates.find(({ order }) => order === 0)
  if (start && size > 0) taken.add(start)
  // One of each kind first, so that no template is missing; the largest kinds first when even that is too much.
  for (let round = 0; round < SMALL_CLUSTER; round++) {
    for (const cluster of clusters) {
      const candidate = cluster[round]
      if (candidate && taken.size < size) taken.add(candidate)
    }
  }
  const rest = clusters.map((cluster) => cluster.filter((candidate) => !taken.has(candidate)))
  const total = rest.reduce((sum, cluster) => sum + cluster.length, 0)
  const free = size - taken.size
  for (const cluster of rest) {
    for (const candidate of cluster.slice(0, Math.floor((free * cluster.length) / Math.max(1, total)))) {
      taken.add(candidate)
    }
  }
  for (const candidate of shuffled(rest.flat(), seed)) {
    if (taken.size >= size) break
    taken.add(candidate)
  }
  return [...taken].sort((a, b) => a.order - b.order)
}

function clustersOf<C extends Candidate>(candidates: readonly C[], seed: string): C[][] {
  const clusters = new Map<string, C[]>()
  for (const candidate of candidates) {
    const key = `${patternOf(new URL(candidate.url))} ${candidate.skeleton}`
    const cluster = clusters.get(key)
    if (cluster) cluster.push(candidate)
    else clusters.set(key, [candidate])
  }
  return [...clusters]
    .sort(([a, as], [b, bs]) => bs.length - as.length || (a < b ? -1 : 1))
    .map(([, members]) => shuffled(members, seed))
}

function shuffled<C extends Candidate>(candidates: readonly C[], seed: string): C[] {
  const rank = (url: string) => createHash('sha256').update(`${seed} ${url}`).digest('hex')
  return candidates
    .map((candidate) => ({ candidate, rank: rank(candidate.url) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ candidate }) => candidate)
}
