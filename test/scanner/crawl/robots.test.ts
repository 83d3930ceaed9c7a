import { expect, test } from 'vitest'
import { robotsOf } from '../../../scanner/crawl/robots.ts'

const ADDRESS = 'https://www.comune.esempio.it/robots.txt'
const robots = (text: string) => robotsOf({ url: ADDRESS, status: 200, text, isIgnored: false })
const allows = (text: string, path: string) => robots(text).allows(`https://www.comune.esempio.it${path}`)

test.each([
  ['the longest match decides', 'User-agent: *\nDisallow: /a\nAllow: /a/b', '/a/b/c', true],
  ['the longest match decides', 'User-agent: *\nAllow: /a\nDisallow: /a/b', '/a/b/c', false],
  ['of two equals the milder decides', 'User-agent: *\nDisallow: /a\nAllow: /a', '/a', true],
  ['a star is any run', 'User-agent: *\nDisallow: /*/bozze', '/it/2024/bozze', false],
  ['a dollar is the end', 'User-agent: *\nDisallow: /*.php$', '/a.php?x=1', true],
  ['a dollar is the end', 'User-agent: *\nDisallow: /*.php$', '/a.php', false],
  ['parameters count', 'User-agent: *\nDisallow: /*?stampa=', '/a?stampa=1', false],
  [
    'our own group replaces the general one',
    'User-agent: *\nDisallow: /\n\nUser-agent: Rampa\nDisallow: /x',
    '/a',
    true,
  ],
  ['names are compared without case', 'User-agent: RAMPA\nDisallow: /', '/a', false],
  ['several names share a group', 'User-agent: altro\nUser-agent: rampa\nDisallow: /', '/a', false],
  [
    'groups of one name add up',
    'User-agent: rampa\nDisallow: /a\nUser-agent: rampa\nDisallow: /b',
    '/a',
    false,
  ],
  ['an empty rule forbids nothing', 'User-agent: *\nDisallow:', '/a', true],
  ['remarks are no rules', 'User-agent: * # tutti\nDisallow: /a # qui', '/a', false],
  ['a mark at the beginning is no letter', '\uFEFFUser-agent: *\nDisallow: /', '/a', false],
  ['letters are compared encoded', 'User-agent: *\nDisallow: /città', '/citt%c3%a0', false],
  ['old line ends count', 'User-agent: *\rDisallow: /a\r', '/a', false],
])('%s', (_, text, path, expected) => {
  expect(allows(text, path)).toBe(expected)
})

test('the rules hold with and without www, encrypted or not: it is one site', () => {
  const { allows } = robots('User-agent: *\nDisallow: /privato')
  for (const origin of ['https://www.comune', 'https://comune', 'http://www.comune', 'http://comune']) {
    expect(allows(`${origin}.esempio.it/privato/a`)).toBe(false)
    expect(allows(`${origin}.esempio.it/pubblico`)).toBe(true)
  }
})

test('the rules of one site say nothing of another', () => {
  const { allows } = robots('User-agent: *\nDisallow: /')
  expect(allows('https://altro.it/')).toBe(true)
  expect(allows('https://www.comune.esempio.it:8080/')).toBe(true)
})

test.each([
  [404, 'absent'],
  [403, 'absent'],
  [301, 'absent'],
  [500, 'unreachable'],
  [503, 'unreachable'],
  [null, 'unreachable'],
] as const)('status %s means %s, and the audit goes on', (status, state) => {
  const answer = robotsOf({ url: ADDRESS, status, text: 'User-agent: *\nDisallow: /', isIgnored: false })
  expect(answer).toMatchObject({ state, crawlDelayS: 0 })
  expect(answer.allows('https://www.comune.esempio.it/')).toBe(true)
})

test('a page in place of the file is no file', () => {
  expect(robots('<!DOCTYPE html><p>Disallow: /').state).toBe('absent')
})

test('sitemaps are absolute, whoever they are named for', () => {
  const text =
    'Sitemap: /mappa.xml\nUser-agent: altro\nDisallow: /\nSITEMAP:https://cdn.it/s.xml\nSitemap: http://['
  expect(robots(text).sitemaps).toEqual(['https://www.comune.esempio.it/mappa.xml', 'https://cdn.it/s.xml'])
})

test.each([
  ['5', 5],
  ['0.5', 0.5],
  ['86400', 30],
  ['-3', 0],
  ['presto', 0],
])('a delay of %s is %d seconds', (asked, expected) => {
  expect(robots(`User-agent: *\nCrawl-delay: ${asked}`).crawlDelayS).toBe(expected)
})

test('the operator may put the rules aside, and sitemaps are still read', () => {
  const answer = robotsOf({
    url: ADDRESS,
    status: 200,
    text: 'User-agent: *\nDisallow: /\nSitemap: /s.xml',
    isIgnored: true,
  })
  expect(answer.state).toBe('ignored')
  expect(answer.allows('https://www.comune.esempio.it/')).toBe(true)
  expect(answer.sitemaps).toHaveLength(1)
})

test('what comes after the limit of size is not read', () => {
  expect(allows(`${'#\n'.repeat(256 * 1024)}User-agent: *\nDisallow: /`, '/')).toBe(true)
})

test('a rule made of stars costs no time', () => {
  const started = performance.now()
  allows(`User-agent: *\nDisallow: /${'*a'.repeat(200)}b`, `/${'a'.repeat(1000)}`)
  expect(performance.now() - started).toBeLessThan(1_000)
})
