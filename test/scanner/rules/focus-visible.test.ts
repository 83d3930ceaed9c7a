import { expect, test } from 'vitest'
import type { FocusStop } from '../../../scanner/collect/evidence.ts'
import { focusVisible } from '../../../scanner/rules/focus-visible.ts'
import { evidenceOf, node, snapshotOf, stop } from './build.ts'

type Change = FocusStop['changed'][number]
const change = (property: string, from: string, to: string): Change => ({ where: 'self', property, from, to })
const judge = (over: Partial<FocusStop>) =>
  focusVisible.evaluate(
    evidenceOf({
      snapshot: snapshotOf([node({ tag: 'a', role: 'link' })]),
      focusWalk: { stops: [stop(over)], ended: 'round', trapBackendId: null },
    }),
  )

const OUTLINE = [change('outline-style', 'none', 'solid'), change('outline-width', '0px', '2px')]

test.each<[string, Partial<FocusStop>, string, string]>([
  ['no change at all', { pixelsChanged: false }, 'failed', 'invisible'],
  ['pixels that change', { pixelsChanged: true }, 'passed', 'visible'],
  ['no change and no picture', {}, 'cantTell', 'unknown'],
  [
    'an outline',
    { changed: [...OUTLINE, change('outline-color', '#000', 'rgb(0, 0, 0)')] },
    'passed',
    'visible',
  ],
  [
    'a transparent outline',
    { changed: [...OUTLINE, change('outline-color', '#000', 'rgba(0, 0, 0, 0)')], pixelsChanged: false },
    'failed',
    'unseen',
  ],
  [
    'an outline in the colour of the page',
    { changed: [...OUTLINE, change('outline-color', '#000', 'rgb(255, 255, 255)')], pixelsChanged: false },
    'failed',
    'unseen',
  ],
  [
    'an outline moved where none is drawn',
    { changed: [change('outline-offset', '0px', '1px')] },
    'cantTell',
    'unknown',
  ],
  [
    'a shadow',
    { changed: [change('box-shadow', 'none', 'rgb(0, 0, 0) 0px 0px 0px 3px')] },
    'passed',
    'visible',
  ],
  [
    'an element off the screen',
    { pixelsChanged: false, box: { x: -999, y: 0, width: 9, height: 9 } },
    'cantTell',
    'hidden',
  ],
])('%s', (_name, over, verdict, message) => {
  expect(judge(over)).toMatchObject([{ verdict, message }])
})
