import { expect, test } from 'vitest'
import {
  afterSight,
  type OccurrenceState,
  resolveFinding,
  type Standing,
} from '../../../api/services/lifecycle.ts'

const present: OccurrenceState = { status: 'present', absentCount: 0 }
const fixed: OccurrenceState = { status: 'fixed', absentCount: 2 }
const removed: OccurrenceState = { status: 'page-removed', absentCount: 0 }
const unproven: OccurrenceState = { status: 'not-verified', absentCount: 0 }
const standing = (over: Partial<Standing> = {}): Standing => ({
  status: 'open',
  isAssigned: false,
  isDecided: false,
  ...over,
})

test('one absence is no proof, two are', () => {
  const once = afterSight(present, 'absent')
  expect(once).toEqual({ status: 'present', absentCount: 1 })
  expect(afterSight(once, 'absent').status).toBe('fixed')
})

test('an absence that is contradicted begins again', () => {
  const again = afterSight(afterSight(present, 'absent'), 'present')
  expect(afterSight(again, 'absent').status).toBe('present')
})

test('a page that nobody saw neither fixes nor breaks', () => {
  expect(afterSight(present, 'unproven').status).toBe('not-verified')
  expect(afterSight(fixed, 'unproven')).toEqual(fixed)
  expect(afterSight(removed, 'unproven')).toEqual(removed)
})

test('a finding is fixed when each of its occurrences is', () => {
  expect(resolveFinding(standing(), [fixed, present], false).status).toBe('open')
  expect(resolveFinding(standing(), [fixed, fixed], false)).toEqual({
    status: 'verified-fixed',
    event: 'verified-fixed',
  })
})

test('pages that went away close a finding, but never as fixed', () => {
  expect(resolveFinding(standing(), [removed], false).status).toBe('page-removed')
  expect(resolveFinding(standing(), [removed, fixed], false).status).toBe('verified-fixed')
})

test('what comes back after it was proven fixed has reappeared', () => {
  expect(resolveFinding(standing({ status: 'verified-fixed' }), [present], true)).toEqual({
    status: 'open',
    event: 'reappeared',
  })
  expect(
    resolveFinding(standing({ status: 'verified-fixed', isAssigned: true }), [present], true).status,
  ).toBe('assigned')
})

test('a claim that the next look contradicts is open again, and says so', () => {
  expect(resolveFinding(standing({ status: 'claimed-fixed', isAssigned: true }), [present], true)).toEqual({
    status: 'assigned',
    event: 'still-there',
  })
})

test('a claim that nobody could check stays a claim', () => {
  expect(resolveFinding(standing({ status: 'claimed-fixed' }), [unproven], false).status).toBe(
    'claimed-fixed',
  )
})

test('an open finding that nobody could look at is not verified, never fixed', () => {
  expect(resolveFinding(standing(), [unproven], false)).toEqual({
    status: 'not-verified',
    event: 'not-verified',
  })
  expect(resolveFinding(standing({ status: 'not-verified' }), [unproven], false).event).toBeNull()
})

test('a decision holds as long as it covers the finding', () => {
  expect(resolveFinding(standing({ status: 'decided', isDecided: true }), [present], true)).toEqual({
    status: 'decided',
    event: null,
  })
  expect(resolveFinding(standing({ status: 'decided' }), [present], true).status).toBe('open')
  expect(resolveFinding(standing({ status: 'decided', isAssigned: true }), [present], false).status).toBe(
    'assigned',
  )
})
