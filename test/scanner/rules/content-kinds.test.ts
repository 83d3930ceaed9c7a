import { expect, test } from 'vitest'
import { lackingIn } from '../../../scanner/rules/content-kinds.ts'
import { type Sketch, snapshotOf } from '../../helpers/evidence.ts'

const lacking = (...inside: readonly Sketch[]) => lackingIn(snapshotOf([{ tag: 'body', inside }]))

test('a page of text has no media, no fields, no links', () => {
  expect(lacking({ tag: 'p', inside: ['Orari'] })).toEqual(['media', 'fields', 'links'])
})

test.each<[string, Sketch]>([
  ['a video', { tag: 'video' }],
  ['a drawing surface', { tag: 'canvas' }],
  ['a picture that may move', { tag: 'img', attributes: { src: '/festa.gif' } }],
  ['a picture of unknown format', { tag: 'img', attributes: { src: '/media?id=12' } }],
  ['a link to a film', { tag: 'a', attributes: { href: '/consiglio.mp4#t=10' } }],
])('%s may play', (_what, sketch) => {
  expect(lacking(sketch)).not.toContain('media')
})

test.each(['/stemma.png', '/stemma.JPG?v=2', 'data:image/svg+xml,x'])('%s stands still', (src) => {
  expect(lacking({ tag: 'img', attributes: { src } })).toContain('media')
})

test.each<[string, Sketch]>([
  ['a field without type', { tag: 'input' }],
  ['a list to choose from', { tag: 'select' }],
  ['a text that can be edited', { tag: 'div', attributes: { contenteditable: '' } }],
  ['a switch of its own making', { tag: 'div', role: 'switch' }],
  ['a hidden field of its own making', { tag: 'div', box: null, attributes: { role: 'textbox' } }],
  ['a button that stays pressed', { tag: 'button', role: 'button', attributes: { 'aria-pressed': 'false' } }],
])('%s is a field', (_what, sketch) => {
  expect(lacking(sketch)).not.toContain('fields')
})

test('buttons and hidden inputs are no fields', () => {
  const inputs = ['hidden', 'SUBMIT', 'button'].map((type) => ({ tag: 'input', attributes: { type } }))
  expect(lacking(...inputs, { tag: 'button', role: 'button' })).toContain('fields')
})

test('an anchor without address is no link', () => {
  expect(lacking({ tag: 'a', attributes: { id: 'su' } })).toContain('links')
})

test('of a frame that was not read nothing is known; one that was read counts for what is in it', () => {
  expect(lacking({ tag: 'iframe' })).toEqual([])
  const read: Sketch = { tag: 'iframe', inside: [{ kind: 'document', inside: [{ tag: 'select' }] }] }
  expect(lacking(read)).toEqual(['media', 'links'])
})
