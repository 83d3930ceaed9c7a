// https://www.etsi.org/deliver/etsi_en/301500_301599/301549/03.02.01_60/en_301549v030201p.pdf
import { type Criterion, criteria, findCriterion, PARSING } from './wcag.ts'

/** A version of the European standard, and the WCAG it quotes for web pages (clause 9, levels A and AA). */
export interface StandardVersion {
  readonly id: string
  readonly wcag: '2.1' | '2.2'
  readonly status: 'obligation' | 'published'
  readonly source: string
}

/** Cited by Implementing Decision (EU) 2021/1339, which makes it what a public body is held to. */
export const currentStandard: StandardVersion = {
  id: 'EN 301 549 V3.2.1',
  wcag: '2.1',
  status: 'obligation',
  source: 'https://eur-lex.europa.eu/eli/dec_impl/2021/1339/oj',
}

/** Published on 2 September 2026; it becomes the obligation when the Official Journal cites it. */
export const nextStandard: StandardVersion = {
  id: 'EN 301 549 V4.1.1',
  wcag: '2.2',
  status: 'published',
  source: 'https://www.etsi.org/standards',
}

export function standardCriteria({ wcag }: StandardVersion): readonly Criterion[] {
  return criteria.filter(
    ({ sc, level, since }) => level !== 'AAA' && (wcag === '2.2' ? sc !== PARSING : since !== '2.2'),
  )
}

const currentNumbers = new Set(standardCriteria(currentStandard).map(({ sc }) => sc))
const nextNumbers = new Set(standardCriteria(nextStandard).map(({ sc }) => sc))

export type Obligation = 'current' | 'next' | 'none'

/** Under which standard a failure of these criteria counts: today's, only the next one, or none. */
export function obligationOf(numbers: readonly string[]): Obligation {
  if (numbers.some((sc) => currentNumbers.has(sc))) return 'current'
  return numbers.some((sc) => nextNumbers.has(sc)) ? 'next' : 'none'
}

/** Clause numbers for web pages; criteria that came with WCAG 2.2 take the scheme `9.<number>` of V4.1.1. */
export function clausesOf(numbers: readonly string[]): string[] {
  return numbers.flatMap((sc) => {
    const criterion = findCriterion(sc)
    if (!criterion) return []
    return criterion.clause || (nextNumbers.has(sc) ? `9.${sc}` : [])
  })
}
