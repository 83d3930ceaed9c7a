import type { Placed } from './compare.ts'
import type { MatchFeatures } from './match.ts'
import { matchOneToOne, similarity } from './match.ts'

export interface Pair {
  readonly before: Placed
  readonly after: Placed
  readonly score: number
  readonly method: 'similarity' | 'component'
}

/** Stage 2, for what keys did not find again. */
export function pairLeftovers(before: readonly Placed[], after: readonly Placed[]): Pair[] {
  const onPages = pairOnPages(before, after)
  const known = new Set(onPages.flatMap((pair) => [pair.before, pair.after]))
  const left = (all: readonly Placed[]) => all.filter((one) => !known.has(one))
  return [...onPages, ...pairComponents(left(before), left(after))]
}

/** Same page, family, tag. The state may differ: an element is still wrong if it only fails elsewhere. */
function pairOnPages(before: readonly Placed[], after: readonly Placed[]): Pair[] {
  const bucketOf = ({ currentPage, finding, occurrence }: Placed) =>
    currentPage === undefined || !occurrence.match
      ? undefined
      : JSON.stringify([currentPage, finding.family, occurrence.match.tag])
  const buckets = groupBy(after, bucketOf)
  return [...groupBy(before, bucketOf)].flatMap(([bucket, was]) =>
    matchOneToOne(was, buckets.get(bucket) ?? [], placedSimilarity).map((match) => ({
      ...match,
      method: 'similarity' as const,
    })),
  )
}

function placedSimilarity(a: Placed, b: Placed): number {
  const [left, right] = [a.occurrence.match, b.occurrence.match]
  if (!left || !right) return 0
  const score = similarity(left, right)
  // Of two equally like candidates, the one in the same state.
  return a.occurrence.state === b.occurrence.state ? score : score * 0.98
}

interface Component {
  readonly all: readonly Placed[]
  readonly features: MatchFeatures
  readonly pages: ReadonlySet<string>
}

/** How much of a component's likeness is the pages that it is on. */
const PAGES_WEIGHT = 0.4

/** A new release of the theme changes an element on all pages at once: the component keeps its history. */
function pairComponents(before: readonly Placed[], after: readonly Placed[]): Pair[] {
  const candidates = groupBy(componentsOf(after), familyAndTag)
  return [...groupBy(componentsOf(before), familyAndTag)].flatMap(([bucket, was]) =>
    matchOneToOne(was, candidates.get(bucket) ?? [], componentSimilarity).flatMap((match) =>
      pairByPage(match.before, match.after, match.score),
    ),
  )
}

function componentsOf(all: readonly Placed[]): Component[] {
  return [...groupBy(all, ({ finding }) => finding.key).values()].flatMap((placed) => {
    const features = placed.find(({ occurrence }) => occurrence.match)?.occurrence.match
    const pages = new Set(placed.flatMap(({ currentPage }) => currentPage ?? []))
    // On one page there is no component: likeness on that page has already been tried.
    return features && pages.size > 1 ? [{ all: placed, features, pages }] : []
  })
}

const familyAndTag = ({ all, features }: Component): string =>
  JSON.stringify([all[0]?.finding.family, features.tag])

function componentSimilarity(a: Component, b: Component): number {
  const element = similarity(a.features, b.features)
  if (element === 0) return 0
  const common = [...a.pages].filter((page) => b.pages.has(page)).length
  const overlap = common / (a.pages.size + b.pages.size - common)
  return (1 - PAGES_WEIGHT) * element + PAGES_WEIGHT * overlap
}

/** In order on each page; what only one of the two audits saw is left over. */
function pairByPage(before: Component, after: Component, score: number): Pair[] {
  const later = groupBy(after.all, ({ currentPage }) => currentPage)
  return [...groupBy(before.all, ({ currentPage }) => currentPage)].flatMap(([page, was]) => {
    const is = later.get(page) ?? []
    return was.flatMap((one, i) => {
      const other = is[i]
      return other ? [{ before: one, after: other, score, method: 'component' as const }] : []
    })
  })
}

function groupBy<T>(all: Iterable<T>, keyOf: (one: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group) group.push(one)
    else groups.set(key, [one])
  }
  return groups
}
