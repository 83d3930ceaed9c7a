import { availableParallelism } from 'node:os'
import { expect, test } from 'vitest'
import { parseScanOptions, type ScanOptionsInput } from '../../scanner/options.ts'
import { type Host, paceOf } from '../../scanner/pace.ts'

const pace = (host: Partial<Host> = {}, input: Partial<ScanOptionsInput> = {}) =>
  paceOf(parseScanOptions({ startUrls: ['https://www.comune.esempio.it/'], ...input }), {
    isPrivate: false,
    crawlDelayS: 0,
    ...host,
  })

test('a host on the internet gets a page a second, two at once', () => {
  expect(pace()).toEqual({ minIntervalMs: 1_000, maxParallel: 2 })
})

test('a private host that the operator vouches for gets all that the machine can do', () => {
  const { minIntervalMs, maxParallel } = pace({ isPrivate: true })
  expect(minIntervalMs).toBe(0)
  expect(maxParallel).toBe(Math.min(16, 2 * availableParallelism()))
})

test.each([false, true])('what was asked for holds, on a private host (%s) too', (isPrivate) => {
  expect(pace({ isPrivate }, { concurrency: 7, pagesPerSecond: 4 })).toEqual({
    minIntervalMs: 250,
    maxParallel: 7,
  })
})

test('more pages at once are not more pages a second', () => {
  expect(pace({}, { concurrency: '8' })).toEqual({ minIntervalMs: 1_000, maxParallel: 8 })
})

test('a delay that robots.txt asks for comes first: one page at a time', () => {
  expect(pace({ crawlDelayS: 5 }, { concurrency: 8, pagesPerSecond: 10 })).toEqual({
    minIntervalMs: 5_000,
    maxParallel: 1,
  })
  expect(pace({ crawlDelayS: 5, isPrivate: true })).toEqual({ minIntervalMs: 0, maxParallel: 1 })
})
