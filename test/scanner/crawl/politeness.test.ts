import { expect, test } from 'vitest'
import { createPoliteness, type Politeness } from '../../../scanner/crawl/politeness.ts'

const polite = (minIntervalMs = 1_000, maxParallel = 4) => createPoliteness({ minIntervalMs, maxParallel })

/** Pages that can be under way at once, starting at `now` with the interval out of the way. */
function room(host: Politeness, now: number): number {
  let started = 0
  for (let at = now; started < 20 && host.mayStart(at) === 0; at += 60_000) {
    host.started(at)
    started++
  }
  for (let ended = 0; ended < started; ended++) host.ended(now, 'fine')
  return started
}

test('starts keep their distance', () => {
  const host = polite()
  expect(host.mayStart(0)).toBe(0)
  host.started(0)
  expect(host.mayStart(400)).toBe(600)
  expect(host.mayStart(1_000)).toBe(0)
})

test('no more run at once than allowed', () => {
  expect(room(polite(), 0)).toBe(4)
})

test('a host of our own is not slowed down', () => {
  const host = polite(0)
  host.started(0)
  expect(host.mayStart(0)).toBe(0)
  host.ended(0, 'strained')
  expect(host.mayStart(0)).toBe(0)
})

test('strain halves the pace and the number', () => {
  const host = polite()
  host.started(0)
  host.ended(100, 'strained')
  host.started(10_000)
  expect(host.mayStart(10_000)).toBe(2_000)
  host.ended(10_000, 'fine')
  expect(room(host, 20_000)).toBe(2)
})

test('pages that were already under way do not halve it again', () => {
  const host = polite()
  for (let at = 0; at < 4; at++) host.started(at * 1_000)
  for (let at = 0; at < 4; at++) host.ended(5_000, 'strained')
  expect(room(host, 100_000)).toBe(2)
})

test('fine answers give the pace back slowly', () => {
  const host = polite()
  host.started(0)
  host.ended(0, 'strained')
  for (let at = 1; at <= 20; at++) {
    host.started(at * 60_000)
    host.ended(at * 60_000, 'fine')
  }
  expect(room(host, 10_000_000)).toBe(4)
  host.started(100_000_000)
  expect(host.mayStart(100_000_000)).toBe(1_000)
})

test('what the server asks is waited for, within reason', () => {
  const host = polite()
  host.started(0)
  host.ended(0, 'strained', { retryAfterMs: 90_000 })
  expect(host.mayStart(0)).toBe(90_000)
  const greedy = polite()
  greedy.started(0)
  greedy.ended(0, 'strained', { retryAfterMs: 86_400_000 })
  expect(greedy.mayStart(0)).toBe(600_000)
})

test('after a dozen strained answers in a row the host rests', () => {
  const host = polite()
  for (let at = 0; at < 12; at++) {
    expect(host.isResting).toBe(false)
    host.started(at)
    host.ended(at, 'strained')
  }
  expect(host.isResting).toBe(true)
  expect(host.mayStart(1e9)).toBe('resting')
})

test('one fine answer breaks the row', () => {
  const host = polite()
  for (let at = 0; at < 30; at++) {
    host.started(at)
    host.ended(at, at % 11 === 10 ? 'fine' : 'strained')
  }
  expect(host.isResting).toBe(false)
})

/** As many pages as make a sample, one after the other, each answered in `latencyMs`. */
function visitSample(host: Politeness, now: number, latencyMs: number): void {
  for (let page = 0; page < 20; page++) visitOne(host, now + page * 60_000, latencyMs)
}

function visitOne(host: Politeness, now: number, latencyMs: number): void {
  host.started(now)
  host.ended(now, 'fine', { latencyMs })
}

/** ms between two starts. */
function intervalOf(host: Politeness): number {
  const at = 1e12
  host.started(at)
  const interval = host.mayStart(at)
  host.ended(at, 'fine')
  return Number(interval)
}

test('a host that takes twice as long as at first gets half as many pages', () => {
  const host = polite()
  visitSample(host, 0, 900)
  expect(intervalOf(host)).toBe(1_000)
  visitSample(host, 1e7, 2_000)
  expect(intervalOf(host)).toBe(2_000)
  expect(host.isResting).toBe(false)
})

test('once it is as quick as before, it gets its pace back', () => {
  const host = polite()
  visitSample(host, 0, 900)
  visitSample(host, 1e7, 2_000)
  visitSample(host, 2e7, 900)
  expect(intervalOf(host)).toBe(1_000)
})

test.each([
  ['one slow page in twenty', 1_000, (host: Politeness) => visitOne(host, 1e7, 30_000)],
  ['a host that is quick all the same', 1_000, (host: Politeness) => visitSample(host, 1e7, 450)],
  ['a host of our own', 0, (host: Politeness) => visitSample(host, 1e7, 60_000)],
])('%s is no reason to go slower', (_, minIntervalMs, then) => {
  const host = polite(minIntervalMs)
  visitSample(host, 0, 100)
  then(host)
  visitSample(host, 2e7, 100)
  expect(intervalOf(host)).toBe(minIntervalMs)
})
