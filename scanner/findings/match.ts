import type { Occurrence } from '../reports/report.ts'

/** The prototype told all of its pairs apart at 0.75 and at 0.8, and not below. */
const MATCH_THRESHOLD = 0.78

/** More pairs than this are not compared one by one; equal ones still find each other. */
const MAX_PAIRS = 40_000
/** Words that only one place of a page has. Shorter ones ("leggi tutto") are everywhere. */
const TELLING_TEXT = 20

export type MatchFeatures = Occurrence['match']

const WEIGHTS = { text: 0.55, decisive: 0.6, classes: 0.2, ancestors: 0.15, heading: 0.1 } as const

/** 0 to 1. What neither of the two has does not count; what only one has counts against them. */
export function similarity(a: MatchFeatures, b: MatchFeatures): number {
  if (a.tag !== b.tag) return 0
  if (a.decisive !== '' && b.decisive !== '' && a.decisive !== b.decisive) return 0
  const parts = [
    {
      weight: WEIGHTS.text,
      isUsed: a.text !== '' || b.text !== '',
      score: () => textSimilarity(a.text, b.text),
    },
    { weight: WEIGHTS.decisive, isUsed: a.decisive !== '' && b.decisive !== '', score: () => 1 },
    {
      weight: WEIGHTS.classes,
      isUsed: a.classes.length + b.classes.length > 0,
      score: () => dice(a.classes, b.classes),
    },
    {
      weight: WEIGHTS.ancestors,
      isUsed: a.ancestors.length + b.ancestors.length > 0,
      score: () => dice(a.ancestors, b.ancestors),
    },
    {
      weight: WEIGHTS.heading,
      isUsed: a.precedingHeading !== '' || b.precedingHeading !== '',
      score: () => textSimilarity(a.precedingHeading, b.precedingHeading),
    },
  ].filter(({ isUsed }) => isUsed)
  const total = parts.reduce((sum, { weight }) => sum + weight, 0)
  const weighted =
    total === 0 ? 1 : parts.reduce((sum, { weight, score }) => sum + weight * score(), 0) / total
  const isTelling = a.text === b.text && a.text.length >= TELLING_TEXT
  return isTelling ? Math.max(weighted, 0.85) : weighted
}

/** Pairs of letters in common: a corrected word changes few of them. */
function textSimilarity(a: string, b: string): number {
  if (a === b) return 1
  return dice(bigrams(a), bigrams(b))
}

function bigrams(text: string): string[] {
  const folded = text.replace(/[^\p{L}\p{N}#]+/gu, ' ')
  return Array.from({ length: Math.max(0, folded.length - 1) }, (_, i) => folded.slice(i, i + 2))
}

/** Sørensen and Dice, counting repeats. */
function dice(a: readonly string[], b: readonly string[]): number {
  if (a.length + b.length === 0) return 1
  const counts = new Map<string, number>()
  for (const item of a) counts.set(item, (counts.get(item) ?? 0) + 1)
  let common = 0
  for (const item of b) {
    const left = counts.get(item) ?? 0
    if (left === 0) continue
    common += 1
    counts.set(item, left - 1)
  }
  return (2 * common) / (a.length + b.length)
}

export interface Match<A, B> {
  readonly before: A
  readonly after: B
  readonly score: number
}

/**
 * One to one, best first: each element of before is taken for at most one of after. Both lists hold leftovers
 * of one page and one rule family. Same input, same pairs.
 */
export function matchOneToOne<A, B>(
  before: readonly A[],
  after: readonly B[],
  score: (a: A, b: B) => number,
  threshold: number = MATCH_THRESHOLD,
): Match<A, B>[] {
  const pairs: { a: number; b: number; score: number }[] = []
  const limit = Math.max(1, Math.floor(MAX_PAIRS / Math.max(1, before.length)))
  before.forEach((left, a) => {
    // A page with hundreds of leftovers is compared around the same place of the document.
    const first = Math.max(0, Math.min(a - Math.floor(limit / 2), after.length - limit))
    for (let b = first; b < Math.min(after.length, first + limit); b += 1) {
      const right = after[b]
      const value = right === undefined ? 0 : score(left, right)
      if (value >= threshold) pairs.push({ a, b, score: value })
    }
  })
  pairs.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b)
  const takenBefore = new Set<number>()
  const takenAfter = new Set<number>()
  return pairs.flatMap((pair) => {
    const left = before[pair.a]
    const right = after[pair.b]
    if (takenBefore.has(pair.a) || takenAfter.has(pair.b) || left === undefined || right === undefined)
      return []
    takenBefore.add(pair.a)
    takenAfter.add(pair.b)
    return [{ before: left, after: right, score: Math.round(pair.score * 1000) / 1000 }]
  })
}
