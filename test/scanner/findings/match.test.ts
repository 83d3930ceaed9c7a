import { expect, test } from 'vitest'
import type { MatchFeatures } from '../../../scanner/findings/match.ts'
import { matchOneToOne, similarity } from '../../../scanner/findings/match.ts'

const features = (part: Partial<MatchFeatures>): MatchFeatures => ({
  tag: 'p',
  text: '',
  classes: [],
  ancestors: ['main', 'body', 'html'],
  precedingHeading: 'orari',
  decisive: '',
  ...part,
})

test('likeness goes from 0 to 1 and does not depend on who comes first', () => {
  const a = features({ text: 'gli uffici sono aperti', classes: ['note'] })
  const b = features({ text: 'gli uffici sono chiusi', classes: ['note', 'red'] })
  expect(similarity(a, a)).toBe(1)
  expect(similarity(a, b)).toBe(similarity(b, a))
  expect(similarity(a, b)).toBeLessThan(1)
})

test('another tag or another decisive feature is another element', () => {
  const a = features({ text: 'leggi', decisive: '/a' })
  expect(similarity(a, features({ text: 'leggi', decisive: '/b' }))).toBe(0)
  expect(similarity(a, features({ text: 'leggi', decisive: '/a', tag: 'a' }))).toBe(0)
})

test('each element is taken once, the likest first', () => {
  const score = (a: number, b: number) => 1 - Math.abs(a - b) / 10
  const pairs = matchOneToOne([1, 2], [2, 3], score)
  expect(pairs.map(({ before, after }) => [before, after])).toEqual([
    [2, 2],
    [1, 3],
  ])
})

test('thousands of leftovers are matched in reasonable time', () => {
  const many = Array.from({ length: 3000 }, (_, n) => n)
  const start = performance.now()
  expect(matchOneToOne(many, many, (a, b) => (a === b ? 1 : 0))).toHaveLength(3000)
  expect(performance.now() - start).toBeLessThan(2000)
})
