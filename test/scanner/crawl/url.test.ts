import { expect, test } from 'vitest'
import { normalise, pageKey, visitKey } from '../../../scanner/crawl/url.ts'

const BASE = 'https://www.comune.esempio.it/servizi/pagina'

test.each([
  ['a fragment is dropped', '/a#parte', '/a'],
  ['a default port is dropped', 'https://www.comune.esempio.it:443/a', '/a'],
  ['trackers are dropped, the rest keeps its order', '/a?z=1&utm_source=x&b=2&fbclid=y', '/a?z=1&b=2'],
  ['an encoded tracker name is still a tracker', '/a?%75tm_source=x', '/a'],
  ['a lone question mark is dropped', '/a?', '/a'],
  ['a session id inside the path is dropped', '/a;jsessionid=0A1B2C?b=1', '/a?b=1'],
  ['a session parameter is dropped', '/a?PHPSESSID=abc&id=3', '/a?id=3'],
  ['the case of a path is kept', '/Uffici/ANAGRAFE', '/Uffici/ANAGRAFE'],
  ['unreserved characters are written plainly', '/%7Eurp/%61', '/~urp/a'],
  ['other encodings have one spelling', '/citt%c3%a0', '/citt%C3%A0'],
  ['letters are encoded as a browser does', '/città', '/citt%C3%A0'],
  ['an encoded slash stays one', '/a%2fb', '/a%2Fb'],
  ['a broken encoding is left alone', '/100%', '/100%'],
  ['dots are resolved', '../b/./c', '/b/c'],
  ['a query alone belongs to the page', '?p=2', '/servizi/pagina?p=2'],
  ['surrounding space is no part of it', '  /a\n', '/a'],
  ['two slashes are one', '/a//b', '/a/b'],
])('%s', (_, href, expected) => {
  expect(normalise(href, BASE)).toBe(`https://www.comune.esempio.it${expected}`)
})

test.each([
  ['javascript:void(0)'],
  ['JaVaScRiPt:alert(1)'],
  ['java\nscript:alert(1)'],
  ['mailto:urp@comune.esempio.it'],
  ['tel:+39091'],
  ['data:text/html,<p>'],
  ['blob:https://a.it/1'],
  ['file:///etc/passwd'],
  ['ftp://comune.esempio.it/'],
  ['http://'],
  ['http://[::1'],
  ['https://a.it:99999/'],
])('%j is no page', (href) => {
  expect(normalise(href, BASE)).toBeUndefined()
})

test('an address of a megabyte is refused at once', () => {
  expect(normalise(`/${'a/'.repeat(500_000)}`, BASE)).toBeUndefined()
})

test.each([
  ['https://forlì.esempio.it/', 'https://xn--forl-tpa.esempio.it/'],
  ['https://WWW.Esempio.IT./a', 'https://www.esempio.it/a'],
  ['//altro.it/x', 'https://altro.it/x'],
  ['https://utente:segreto@esempio.it/a', 'https://esempio.it/a'],
])('the host of %s has one form', (href, expected) => {
  expect(normalise(href, BASE)).toBe(expected)
})

test('a normal form is its own normal form', () => {
  for (const href of ['/%7e%2f%C3%a0?b=%2f&a', '/a;sid=1/b//c?x=1&&y', '/%', '/?=1&utm_x=2']) {
    const once = normalise(href, BASE)
    expect(once && normalise(once)).toBe(once)
  }
})

test('short numbers called sid are content: old portals number their articles so', () => {
  expect(normalise('/news.php?sid=12', BASE)).toMatch(/\?sid=12$/)
  expect(normalise('/news.php?sid=0a1b2c3d4e5f60718293a4b5', BASE)).toMatch(/news\.php$/)
})

test('hash routes are kept only on request', () => {
  expect(normalise('#/servizi', BASE)).toBe(BASE)
  expect(normalise('#/servizi', BASE, { hashRoutes: true })).toBe(`${BASE}#/servizi`)
  expect(normalise('#!/servizi', BASE, { hashRoutes: true })).toBe(`${BASE}#!/servizi`)
  expect(normalise('#titolo', BASE, { hashRoutes: true })).toBe(BASE)
})

test.each([
  ['https://www.esempio.it/a/', 'http://esempio.it/a'],
  ['https://esempio.it/a?b=1&a=2', 'https://esempio.it/a?a=2&b=1'],
  ['https://esempio.it/a?q=citt%C3%A0', 'https://esempio.it/a?q=città'],
  ['https://esempio.it', 'https://www.esempio.it/?gclid=1'],
])('%s and %s are one page', (left, right) => {
  expect(pageKey(left)).toBe(pageKey(right))
  expect(visitKey(left)).toBe(visitKey(right))
})

test.each([
  ['https://esempio.it/a', 'https://esempio.it/A'],
  ['https://esempio.it/?a=1&b=2', 'https://esempio.it/?a=1%26b%3D2'],
  ['https://esempio.it/?id=1', 'https://esempio.it/?id=2'],
])('%s and %s are two pages', (left, right) => {
  expect(pageKey(left)).not.toBe(pageKey(right))
})

test('two hosts are visited apart', () => {
  expect(visitKey('https://a.esempio.it/')).not.toBe(visitKey('https://b.esempio.it/'))
})
