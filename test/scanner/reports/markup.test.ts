import { expect, test } from 'vitest'
import { escapeMarkup, html, link, trusted } from '../../../scanner/reports/markup.ts'

test('every value is escaped, in text and in attributes', () => {
  const hostile = `"><script>alert('1')</script>&amp;`
  expect(String(html`<p title="${hostile}">${hostile}</p>`)).toBe(
    '<p title="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;">&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;</p>',
  )
})

test('markup put into markup is not escaped twice, and lists are joined', () => {
  const items = ['<b>', 'c'].map((text) => html`<li>${text}</li>`)
  expect(String(html`<ul>${items}</ul>`)).toBe('<ul><li>&lt;b&gt;</li><li>c</li></ul>')
  expect(String(html`${trusted('<hr>')}${null}${undefined}${false}${0}`)).toBe('<hr>0')
})

test('an object that only looks like markup is escaped', () => {
  const impostor = { toString: () => '<script>' }
  expect(() => String(html`${impostor as never}`)).toThrow()
})

test.each([
  ['a null', 'a\u0000b', 'ab'],
  ['an escape for terminals', 'a\u001b[31mb', 'a[31mb'],
  ['a character no XML may hold', 'a\uFFFEb\uFFFF', 'ab'],
  ['half of an emoji', 'a\uD83D', 'a\uFFFD'],
])('%s does not reach the reader', (_, text, expected) => {
  expect(escapeMarkup(text)).toBe(expected)
})

test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,<script>', '//x.it', ''])(
  '%s is told but never a link',
  (url) => {
    expect(String(link(url))).toBe(escapeMarkup(url))
  },
)

test('a web address is a link, its quotes harmless', () => {
  expect(String(link('https://x.it/"onclick="a', '<x>'))).toBe(
    '<a href="https://x.it/&quot;onclick=&quot;a">&lt;x&gt;</a>',
  )
})
