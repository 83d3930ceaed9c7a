import { expect, test } from 'vitest'
import { sourceFaults } from '../../learning/markup/source-faults.ts'

test.each([
  ['<p>Uno</p>\n<ul>\n<li>Due\n</ul>\n<img src="a.png" alt="">', []],
  ['<p>Uno</p>\n</b>', [{ line: 2, code: 'end-tag-without-matching-open-element' }]],
  ['<div>\n<strong>Uno\n</div>', [{ line: 2, code: 'open-elements-left-after-eof' }]],
  ['<p>\n<a href="x" href="y">Via</a>', [{ line: 2, code: 'duplicate-attribute' }]],
  ['<p>Uno</p>\n<a href="x"', [{ line: 2, code: 'eof-in-tag' }]],
] as const)('%j', (source, faults) => {
  expect(sourceFaults(source)).toEqual(faults)
})

test('the pages of one table, with and without what may be left out, have none', () => {
  expect(sourceFaults('<table><caption>Orari</caption><tr><th scope="col">Ora</th></tr></table>')).toEqual([])
  expect(sourceFaults('<table><tr><td>Uno<td>Due</table>')).toEqual([])
})
