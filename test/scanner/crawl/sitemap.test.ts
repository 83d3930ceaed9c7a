import { expect, test } from 'vitest'
import { readSitemap } from '../../../scanner/crawl/sitemap.ts'

const BASE = 'https://comune.esempio.it/sitemap.xml'
const read = (text: string, maxUrls = 100) => readSitemap(text, BASE, maxUrls)
const urlset = (inside: string) =>
  `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${inside}</urlset>`
const loc = (path: string) => `<url><loc>https://comune.esempio.it${path}</loc></url>`
const paths = (text: string) => read(text).urls.map((url) => new URL(url).pathname)

test('pages come in order, each once', () => {
  expect(read(urlset(loc('/b') + loc('/a') + loc('/b')))).toEqual({
    kind: 'urlset',
    urls: ['https://comune.esempio.it/b', 'https://comune.esempio.it/a'],
    problem: '',
  })
})

test('an index names other sitemaps', () => {
  const text = '<sitemapindex><sitemap><loc>/s1.xml</loc></sitemap></sitemapindex>'
  expect(read(text)).toMatchObject({ kind: 'index', urls: ['https://comune.esempio.it/s1.xml'] })
})

test.each([
  ['prefixed names', '<s:urlset xmlns:s="x"><s:url><s:loc>https://a.it/1</s:loc></s:url></s:urlset>'],
  ['a byte order mark and space', `\uFEFF \n${urlset('<url><loc> https://a.it/1 </loc></url>')}`],
  ['CDATA', urlset('<url><loc><![CDATA[https://a.it/1]]></loc></url>')],
  [
    'pictures beside the page',
    urlset(
      '<url><loc>https://a.it/1</loc><image:image xmlns:image="i"><image:loc>https://a.it/p.jpg</image:loc></image:image></url>',
    ),
  ],
  [
    'addresses that are not the web’s',
    urlset('<url><loc>javascript:alert(1)</loc></url><url><loc>https://a.it/1</loc></url>'),
  ],
  [
    'other languages of the page',
    urlset('<url><loc>https://a.it/1</loc><xhtml:link xmlns:xhtml="h" href="https://a.it/de"/></url>'),
  ],
])('%s are understood', (_, text) => {
  expect(paths(text)).toEqual(['/1'])
})

test.each([
  ['cut short', urlset(loc('/a') + loc('/b')).slice(0, -40), ['/a']],
  ['a wrong end', `<urlset>${loc('/a')}</wrong>`, ['/a']],
  ['an address with a bare ampersand', urlset(`${loc('/a')}${loc('/b?x=1&y=2')}`), ['/a', '/b']],
  ['something after the end', `${urlset(loc('/a'))}<!-- --><p>`, ['/a']],
])('of a sitemap with %s what can be read counts, and the fault is told', (_, text, expected) => {
  expect(paths(text)).toEqual(expected)
  expect(read(text).problem).not.toBe('')
})

test('a page in place of a sitemap is none', () => {
  expect(read('<!DOCTYPE html><html><body><br><p>404</body></html>')).toMatchObject({
    kind: 'unknown',
    urls: [],
  })
  expect(read('')).toMatchObject({ kind: 'unknown', urls: [] })
})

test('a list of lines is a sitemap', () => {
  expect(read('https://a.it/1\r\nhttps://a.it/2\n\nniente\n')).toEqual({
    kind: 'text',
    urls: ['https://a.it/1', 'https://a.it/2'],
    problem: '',
  })
})

test('entities do not multiply', () => {
  const bomb = `<!DOCTYPE u [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "${'&a;'.repeat(1000)}">]><urlset><url><loc>https://a.it/&b;</loc></url>${loc('/ok')}</urlset>`
  const answer = read(bomb)
  expect(answer.urls).toContain('https://comune.esempio.it/ok')
  expect(answer.urls.join('').length).toBeLessThan(200)
})

test('the number of pages has a limit', () => {
  expect(read(urlset(loc('/a') + loc('/b') + loc('/c')), 2).urls).toHaveLength(2)
})

test('a great many pages are read in seconds', () => {
  const text = urlset(Array.from({ length: 50_000 }, (_, at) => loc(`/${at}`)).join(''))
  expect(read(text, 100_000).urls).toHaveLength(50_000)
})
