import { expect, test } from 'vitest'
import type { PriorityInput } from '../../../scanner/findings/priority.ts'
import { priorityOf } from '../../../scanner/findings/priority.ts'

const base: PriorityInput = { impact: 'serious', outcome: 'failed', pageCount: 5, totalPages: 40, depth: 2 }
const score = (change: Partial<PriorityInput>) => priorityOf({ ...base, ...change }).score

test('more harm, more pages and fewer clicks never lower the priority', () => {
  const impacts = (['minor', 'moderate', 'serious', 'critical'] as const).map((impact) => score({ impact }))
  const pages = Array.from({ length: 41 }, (_, pageCount) => score({ pageCount }))
  const depths = [9, 5, 3, 2, 1, 0].map((depth) => score({ depth }))
  for (const scores of [impacts, pages, depths]) expect(scores).toEqual(scores.toSorted((a, b) => a - b))
  expect(new Set(impacts).size).toBe(4)
})

test('it lies between 0 and 1, also with no pages', () => {
  expect(score({ impact: 'critical', pageCount: 40, depth: 0 })).toBe(1)
  expect(score({ impact: 'minor', pageCount: 0, totalPages: 0, depth: 99 })).toBeGreaterThan(0)
})

test('what is certain comes before what is to be judged, and that before what is unstable', () => {
  expect(score({ outcome: 'cantTell' })).toBeLessThan(score({}))
  expect(score({ outcome: 'unstable' })).toBeLessThan(score({ outcome: 'cantTell' }))
})

test('the formula shows its factors in words', () => {
  const { it, en } = priorityOf(base).formula
  expect(it).toBe(
    'effetto 0,7 (ostacola molto) × diffusione 0,677 (5 pagine su 40) × importanza 0,8 (a 2 clic dall’inizio) = 0,379',
  )
  expect(en).toContain('5 of 40 pages')
})
