import { expect, test } from 'vitest'
import { type EvidenceNode, STYLE_NAMES, type Styles } from '../../../scanner/collect/evidence.ts'
import {
  headingBefore,
  headingLevel,
  isVisuallyHidden,
  landmarkOf,
  textOf,
} from '../../../scanner/collect/tree.ts'
import { type Sketch, snapshotOf } from '../../helpers/evidence.ts'

const style = (over: Partial<Styles> = {}): Styles => ({
  ...(Object.fromEntries(STYLE_NAMES.map((name) => [name, ''])) as Styles),
  display: 'block',
  visibility: 'visible',
  opacity: '1',
  'overflow-x': 'visible',
  'overflow-y': 'visible',
  ...over,
})

/** The node with the id `x` in a document with these nodes. */
function look(...sketches: Sketch[]) {
  const snapshot = snapshotOf(sketches)
  const node = snapshot.nodes.find(({ attributes }) => attributes.id === 'x') as EvidenceNode
  return { snapshot, node }
}

const X = { attributes: { id: 'x' } }
const box = { x: 0, y: 0, width: 80, height: 20 }

test.each<[string, Sketch]>([
  ['nothing rendered', { ...X, box: null }],
  ['visibility', { ...X, style: style({ visibility: 'hidden' }) }],
  ['opacity of an ancestor', { style: style({ opacity: '0' }), inside: [X] }],
  [
    'one clipped pixel',
    { ...X, box: { ...box, width: 1, height: 1 }, style: style({ 'overflow-x': 'hidden' }) },
  ],
  [
    'a clipped ancestor',
    { box: { ...box, height: 0 }, style: style({ 'overflow-y': 'hidden' }), inside: [X] },
  ],
  ['the old clip', { ...X, style: style({ position: 'absolute', clip: 'rect(0px, 0px, 0px, 0px)' }) }],
  ['a clip path', { ...X, style: style({ 'clip-path': 'inset(50%)' }) }],
  ['far to the left', { ...X, box: { ...box, x: -9999 } }],
])('hidden from the eye: %s', (_, sketch) => {
  const { snapshot, node } = look(sketch)
  expect(isVisuallyHidden(snapshot, node)).toBe(true)
})

test.each<[string, Sketch]>([
  ['plain', X],
  [
    'inside a box without height that lets it show',
    { box: { ...box, height: 0 }, style: style(), inside: [X] },
  ],
  [
    'a clip that does not apply without a position',
    { ...X, style: style({ clip: 'rect(0px, 0px, 0px, 0px)' }) },
  ],
])('not hidden: %s', (_, sketch) => {
  const { snapshot, node } = look(sketch)
  expect(isVisuallyHidden(snapshot, node)).toBe(false)
})

test('text is what is rendered, with spaces between blocks and none within words', () => {
  const inline = style({ display: 'inline' })
  const { snapshot, node } = look({
    ...X,
    style: style(),
    inside: [
      { style: inline, inside: ['Orari', { tag: '::after', text: '!' }] },
      { style: inline, inside: [' di'] },
      { tag: 'script', inside: ['code()'] },
      { style: style(), inside: ['apertura\n  '] },
      { kind: 'text', text: 'nascosto', box: null },
    ],
  })
  expect(textOf(snapshot, node)).toBe('Orari di apertura')
})

test('the landmark is the nearest, and the heading is the one before', () => {
  const { snapshot, node } = look(
    { role: 'heading', tag: 'h1', properties: { level: 1 } },
    {
      role: 'main',
      inside: [
        { role: 'heading', tag: 'h3' },
        { role: 'navigation', inside: [X] },
        { role: 'heading', tag: 'h2' },
      ],
    },
  )
  expect(landmarkOf(snapshot, node)).toBe('navigation')
  const heading = headingBefore(snapshot, node)
  expect(heading && headingLevel(heading)).toBe(3)
})
