import { expect, test } from 'vitest'
import type { Outcome } from '../../../scanner/rules/rule.ts'
import { settleOutcomes, settleRuns } from '../../../scanner/rules/stability.ts'
import { evidence, type Sketch, snapshotOf } from '../../helpers/evidence.ts'

const outcome = (node: number | null, over: Partial<Outcome> = {}): Outcome => ({
  rule: 'axe-image-alt',
  verdict: 'failed',
  state: 'default',
  node,
  message: { it: 'x', en: 'x' },
  data: {},
  ...over,
})
const look = (sketches: readonly Sketch[], ...outcomes: Outcome[]) => ({
  evidence: evidence({ snapshot: snapshotOf(sketches) }),
  outcomes,
})
const PICTURE = { tag: 'img', backendId: 7 }
const first = look([PICTURE], outcome(1))
const verdictAfter = (second: ReturnType<typeof look>, before = first) =>
  settleOutcomes(before, second).map(({ verdict }) => verdict)

test('what both looks see fails', () => {
  expect(verdictAfter(look([PICTURE], outcome(1)))).toEqual(['failed'])
})

test('what only the first look sees is unstable', () => {
  expect(verdictAfter(look([PICTURE]))).toEqual(['unstable'])
})

test('an element that the second look passes is unstable, not confirmed', () => {
  expect(verdictAfter(look([PICTURE], outcome(1, { verdict: 'passed' })))).toEqual(['unstable'])
})

test('an element that the page moved is the same', () => {
  expect(verdictAfter(look([{ tag: 'aside' }, PICTURE], outcome(2)))).toEqual(['failed'])
})

test('an element that the page drew anew at the same place is the same', () => {
  expect(verdictAfter(look([{ tag: 'img', backendId: 8 }], outcome(1)))).toEqual(['failed'])
})

test('another element of the same rule does not confirm the first', () => {
  expect(verdictAfter(look([PICTURE, { tag: 'p' }], outcome(2)))).toEqual(['unstable'])
})

test('what concerns the whole page is confirmed by its rule', () => {
  const whole = look([], outcome(null))
  expect(verdictAfter(look([], outcome(null)), whole)).toEqual(['failed'])
})

test.each([
  outcome(1, { state: 'focus' }),
  outcome(1, { state: 'reflow' }),
  outcome(1, { verdict: 'cantTell' }),
])('what is not looked at twice stays as it is: $state $verdict', (once) => {
  expect(settleOutcomes(look([PICTURE], once), look([PICTURE]))).toEqual([once])
})

test('a rule whose failures are all unstable has not failed on the page', () => {
  const run = { rule: 'axe-image-alt', state: 'default', status: 'failed', passedCount: 2 } as const
  expect(settleRuns([run], [outcome(1, { verdict: 'unstable' })])).toEqual([{ ...run, status: 'to-judge' }])
  expect(settleRuns([run], [outcome(1, { verdict: 'unstable' }), outcome(2)])).toEqual([run])
  expect(settleRuns([{ ...run, state: 'reflow' }], [outcome(1)])).toEqual([
    { ...run, state: 'reflow', status: 'to-judge' },
  ])
})
