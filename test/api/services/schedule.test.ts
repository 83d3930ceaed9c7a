import { expect, test } from 'vitest'
import { isMissed, isQuiet, nextRun, type Timing } from '../../../api/services/schedule.ts'

const daily = (over: Partial<Timing> = {}): Timing => ({
  frequency: 'daily',
  day: null,
  hour: 3,
  quiet_from: null,
  quiet_to: null,
  ...over,
})
const next = (timing: Timing, from: string) => nextRun(timing, new Date(from)).toISOString()

test('an hour is an hour in Rome, in winter and in summer', () => {
  expect(next(daily(), '2026-01-10T12:00:00Z')).toBe('2026-01-11T02:00:00.000Z')
  expect(next(daily(), '2026-07-10T12:00:00Z')).toBe('2026-07-11T01:00:00.000Z')
})

test('a day that has no such hour, because the clock goes forward, is passed over', () => {
  expect(next(daily({ hour: 2 }), '2026-03-28T12:00:00Z')).toBe('2026-03-30T00:00:00.000Z')
})

test('an hour that comes twice, because the clock goes back, runs once', () => {
  const first = next(daily({ hour: 2 }), '2026-10-24T12:00:00Z')
  expect(first).toBe('2026-10-25T00:00:00.000Z')
  expect(next(daily({ hour: 2 }), first)).toBe('2026-10-26T01:00:00.000Z')
})

test('weeks begin on Monday, months have a day', () => {
  expect(next(daily({ frequency: 'weekly', day: 1 }), '2026-11-23T12:00:00Z')).toBe(
    '2026-11-30T02:00:00.000Z',
  )
  expect(next(daily({ frequency: 'monthly', day: 28 }), '2026-02-28T12:00:00Z')).toBe(
    '2026-03-28T02:00:00.000Z',
  )
})

test('quiet hours may go over midnight', () => {
  const timing = daily({ quiet_from: 22, quiet_to: 6 })
  expect(isQuiet(timing, new Date('2026-01-10T23:30:00Z'))).toBe(true)
  expect(isQuiet(timing, new Date('2026-01-10T04:59:00Z'))).toBe(true)
  expect(isQuiet(timing, new Date('2026-01-10T05:00:00Z'))).toBe(false)
})

test('what waits for its own quiet hours to end is not missed', () => {
  const due = { ...daily({ quiet_from: 2, quiet_to: 8 }), next_run_at: new Date('2026-01-10T02:00:00Z') }
  expect(isMissed(due, new Date('2026-01-10T05:00:00Z'))).toBe(false)
  expect(isMissed({ ...due, quiet_from: null }, new Date('2026-01-10T05:00:00Z'))).toBe(true)
  expect(isMissed({ ...due, quiet_from: null }, new Date('2026-01-10T02:30:00Z'))).toBe(false)
})
