import { expect, test } from 'vitest'
import {
  clausesOf,
  currentStandard,
  nextStandard,
  obligationOf,
  standardCriteria,
} from '../../../scanner/standards/en-301-549.ts'
import { criteria, findCriterion, PARSING } from '../../../scanner/standards/wcag.ts'

const numbersOf = (standard: typeof currentStandard) => standardCriteria(standard).map(({ sc }) => sc)

test('WCAG 2.2 and the removed 4.1.1 are 87 criteria, each once', () => {
  expect(criteria).toHaveLength(87)
  expect(new Set(criteria.map(({ sc }) => sc)).size).toBe(87)
})

test.each([
  ['2.0', 61],
  ['2.1', 17],
  ['2.2', 9],
])('WCAG %s brought %d criteria', (version, count) => {
  expect(criteria.filter(({ since }) => since === version)).toHaveLength(count)
})

test.each([
  ['A', 32],
  ['AA', 24],
  ['AAA', 31],
])('level %s has %d criteria', (asked, count) => {
  expect(criteria.filter(({ level }) => level === asked)).toHaveLength(count)
})

test('today’s standard asks for 50 criteria, the next one for 55', () => {
  expect(numbersOf(currentStandard)).toHaveLength(50)
  expect(numbersOf(nextStandard)).toHaveLength(55)
})

test('the next standard adds six criteria and drops 4.1.1 alone', () => {
  const [current, next] = [new Set(numbersOf(currentStandard)), new Set(numbersOf(nextStandard))]
  expect([...next.difference(current)]).toEqual(['2.4.11', '2.5.7', '2.5.8', '3.2.6', '3.3.7', '3.3.8'])
  expect([...current.difference(next)]).toEqual([PARSING])
})

test('numbers are in the order of people, not of characters', () => {
  const numbers = criteria.map(({ sc }) => sc)
  expect(numbers.indexOf('1.4.9')).toBeLessThan(numbers.indexOf('1.4.10'))
  expect(numbers.indexOf('2.4.10')).toBeLessThan(numbers.indexOf('2.4.11'))
})

test.each(criteria)('$sc is complete, and its clause is its own', ({ sc, level, since, title, clause }) => {
  expect(title.it).not.toBe('')
  expect(title.en).not.toBe('')
  expect(clause).toBe(level !== 'AAA' && since !== '2.2' ? `9.${sc}` : '')
})

test('each criterion has its own page of explanations', () => {
  expect(new Set(criteria.map(({ understanding }) => understanding)).size).toBe(87)
  expect(findCriterion('1.4.3')?.understanding).toBe(
    'https://www.w3.org/WAI/WCAG22/Understanding/contrast-minimum.html',
  )
  expect(findCriterion(PARSING)?.understanding).toBe(
    'https://www.w3.org/WAI/WCAG21/Understanding/parsing.html',
  )
})

test.each([
  [['1.1.1'], 'current'],
  [['4.1.1'], 'current'],
  [['2.5.8'], 'next'],
  [['2.5.8', '1.4.3'], 'current'],
  [['1.4.6'], 'none'],
  [[], 'none'],
  [['9.9.9'], 'none'],
])('a failure of %j counts under %s', (numbers, obligation) => {
  expect(obligationOf(numbers)).toBe(obligation)
})

test.each([
  [
    ['1.1.1', '2.5.8'],
    ['9.1.1.1', '9.2.5.8'],
  ],
  [['1.4.6'], []],
  [['9.9.9'], []],
])('clauses of %j are %j', (numbers, clauses) => {
  expect(clausesOf(numbers)).toEqual(clauses)
})
