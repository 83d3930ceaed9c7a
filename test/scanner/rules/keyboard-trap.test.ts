import { expect, test } from 'vitest'
import type { FocusWalk } from '../../../scanner/collect/evidence.ts'
import { keyboardTrap } from '../../../scanner/rules/keyboard-trap.ts'
import { evidenceOf, node, snapshotOf, stop } from './build.ts'

const judge = (ended: FocusWalk['ended'], role = 'button') =>
  keyboardTrap.evaluate(
    evidenceOf({
      snapshot: snapshotOf([node({ role })]),
      focusWalk: { stops: [stop()], ended, trapBackendId: ended === 'trapped' ? 1 : null },
    }),
  )

test('a walk that comes round passes', () => expect(judge('round')).toMatchObject([{ message: 'free' }]))
test('an element that keeps the focus fails', () => {
  expect(judge('trapped')).toMatchObject([{ verdict: 'failed', message: 'trapped', node: 0 }])
})
test('an editor may keep Tab for itself, if the page says how to leave', () => {
  expect(judge('trapped', 'textbox')).toMatchObject([{ verdict: 'cantTell', message: 'standard' }])
})
test('a walk that was cut short says nothing', () => expect(judge('limit')).toEqual([]))
