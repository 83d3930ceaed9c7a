import { expect, test } from 'vitest'
import type { EvidenceNode, Snapshot } from '../../../scanner/collect/evidence.ts'
import { outerHtmlOf, pathOf, resolveAncestry, selectorOf } from '../../../scanner/collect/selector.ts'
import { type Sketch, snapshotOf } from '../../helpers/evidence.ts'

const el = (tag: string, name: string, ...inside: Sketch[]): Sketch => ({
  tag,
  attributes: { 'data-name': name },
  inside,
})

const PAGE = snapshotOf([
  {
    tag: 'html',
    inside: [
      { tag: 'head' },
      {
        tag: 'body',
        inside: [
          'testo',
          el('p', 'first', { tag: '::before', text: '«' }, el('a', 'link')),
          el('p', 'second'),
          el(
            'x-menu',
            'host',
            { kind: 'shadow-root', inside: [el('button', 'open'), el('iframe', 'deep', frame('inDeep'))] },
            el('i', 'light'),
          ),
          el('iframe', 'frame', frame('inFrame')),
          el('svg', 'drawing', el('lineargradient', 'gradient')),
          {
            tag: 'section',
            attributes: { id: 'orari' },
            inside: [el('ul', 'list', el('li', 'one'), el('li', 'two'))],
          },
          { tag: 'section', attributes: { id: 'ember1234' }, inside: [el('em', 'generated')] },
        ],
      },
    ],
  },
])

function frame(name: string): Sketch {
  return { kind: 'document', inside: [{ tag: 'html', inside: [{ tag: 'body', inside: [el('b', name)] }] }] }
}

function named({ nodes }: Snapshot, name: string): EvidenceNode {
  const node = nodes.find(({ attributes }) => attributes['data-name'] === name)
  if (!node) throw new Error(name)
  return node
}

test.each([
  ['link', ['html > body > p:nth-child(1) > a']],
  ['second', ['html > body > p:nth-child(2)']],
  ['open', [['html > body > x-menu', 'button']]],
  ['light', ['html > body > x-menu > i']],
  ['inFrame', ['html > body > iframe:nth-child(4)', 'html > body > b']],
  ['inDeep', [['html > body > x-menu', 'iframe:nth-child(2)'], 'html > body > b']],
  ['gradient', ['html > body > svg > linearGradient']],
])('axe’s path to %s leads to it', (name, ancestry) => {
  expect(resolveAncestry(PAGE, ancestry)).toBe(named(PAGE, name))
})

test.each([
  [['html > body > table']],
  [['html > body > a:nth-child(1)']],
  [['html > body > p:nth-child(40)']],
  [['html > body > p:nth-child(1)', 'html']],
  [[['html > body > p:nth-child(1)', 'b']]],
])('a path that leads nowhere finds nothing: %j', (ancestry) => {
  expect(resolveAncestry(PAGE, ancestry)).toBeUndefined()
})

test.each([
  ['two', ['#orari > ul > li:nth-child(2)']],
  ['open', ['html > body > x-menu >>> button']],
  ['inFrame', ['html > body > iframe', 'html > body > b']],
  ['inDeep', ['html > body > x-menu >>> iframe', 'html > body > b']],
  // An id that a framework counted out is another tomorrow.
  ['generated', ['html > body > section:nth-child(7) > em']],
])('people get a short selector for %s', (name, selector) => {
  expect(selectorOf(PAGE, named(PAGE, name))).toEqual(selector)
})

test('querySelector gets a path to what is in the top document only', () => {
  expect(pathOf(PAGE, named(PAGE, 'link'))).toBe(':root > :nth-child(2) > :nth-child(1) > :nth-child(1)')
  expect(pathOf(PAGE, named(PAGE, 'open'))).toBeNull()
  expect(pathOf(PAGE, named(PAGE, 'inFrame'))).toBeNull()
})

test('a snippet is cut where it is full, escaped, and without scripts', () => {
  const snapshot = snapshotOf([
    {
      tag: 'p',
      attributes: { title: 'a "b" & c' },
      inside: [
        '1 < 2',
        { tag: 'script', inside: ['secret()'] },
        { tag: 'br' },
        { tag: '::after', text: '!' },
      ],
    },
  ])
  const paragraph = snapshot.nodes[1]
  if (!paragraph) throw new Error('no node')
  expect(outerHtmlOf(snapshot, paragraph, 200)).toBe(
    '<p title="a &quot;b&quot; &amp; c">1 &lt; 2<script></script><br></p>',
  )
  expect(outerHtmlOf(snapshot, paragraph, 12)).toBe('<p title="a…')
})
