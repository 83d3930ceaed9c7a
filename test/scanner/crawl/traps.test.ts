import { expect, test } from 'vitest'
import { createTraps, patternOf } from '../../../scanner/crawl/traps.ts'

const site = (path: string) => `https://comune.esempio.it${path}`
const traps = () => createTraps({ thisYear: 2026 })

test.each([
  ['a path that repeats itself', '/a/b/a/b/a/b'],
  ['a path too deep', `/${Array.from({ length: 13 }, (_, at) => `s${at}`).join('/')}`],
  ['an address too long', `/${'x'.repeat(1100)}`],
  ['the host inside the path', '/notizie/comune.esempio.it/a'],
  ['a month of a far year', '/eventi/2031/05'],
  ['a day of a far year', '/calendario/2019-05-12'],
  ['a day before the month', '/eventi/giorno/12-05-2031'],
  ['a month with its view', '/eventi/2031-05/lista/'],
  ['a month in parameters', '/calendario?anno=2031&mese=5'],
  ['a date in a parameter', '/eventi?date=2031-05-12'],
  ['a compact date in a parameter', '/eventi?data=20310512'],
  ['the year 7749', '/eventi?tribe-bar-date=7749-01-01'],
  ['filters upon filters', '/ricerca?f[0]=a&f[1]=b&f[2]=c'],
  ['one filter many times', '/ricerca?tipo=a&tipo=b&tipo=c'],
])('%s is a trap', (_, path) => {
  expect(traps().catches(site(path))).toBe(true)
})

test.each([
  ['this month', '/eventi/2026/11'],
  ['next year', '/calendario?anno=2027&mese=1'],
  ['an old event', '/eventi/2019/05/festa-patronale'],
  ['an old article whose title speaks of a date', '/notizie/2019/05/nuova-data-per-gli-eventi'],
  ['an old archive', '/archivio/2019/05'],
  ['a year of acts', '/bandi?anno=2015'],
  ['a word that holds “data”', '/database/2015/05'],
  [
    'an address of a portlet',
    '/c?p_p_id=a&p_p_lifecycle=0&p_p_state=b&p_p_mode=c&p_p_col_id=d&p_p_col_count=1&x=2',
  ],
  ['numbers that come back', '/albo/1/2/1/3/1'],
])('%s is a page', (_, path) => {
  expect(traps().catches(site(path))).toBe(false)
})

const caughtAmong = (count: number, path: (at: number) => string) => {
  const guard = traps()
  return Array.from({ length: count }, (_, at) => guard.catches(site(path(at)))).filter(Boolean).length
}

test('a large municipality has a thousand articles, and an old portal gives all of them by number', () => {
  expect(caughtAmong(1_500, (at) => `/novita/notizia-${at}`)).toBe(0)
  expect(caughtAmong(400, (at) => `/index.php?option=com_content&view=article&id=${at}`)).toBe(0)
})

test('a series without end is cut', () => {
  expect(caughtAmong(5_000, (at) => `/a/${at}`)).toBeGreaterThan(1_000)
  expect(caughtAmong(5_000, (at) => `/a?q=${at}`)).toBeGreaterThan(4_000)
})

test('a parameter whose ten values give one page is dropped, on that path alone', () => {
  const guard = traps()
  for (let at = 0; at < 9; at++) guard.learn(site(`/a?ref=${at}&id=1`), 'same')
  expect(guard.simplify(site('/a?ref=x&id=1'))).toBe(site('/a?ref=x&id=1'))
  guard.learn(site('/a?ref=9&id=1'), 'same')
  expect(guard.simplify(site('/a?ref=x&id=1'))).toBe(site('/a?id=1'))
  expect(guard.simplify(site('/b?ref=x&id=1'))).toBe(site('/b?ref=x&id=1'))
})

test('a parameter that ever changed the page stays', () => {
  const guard = traps()
  guard.learn(site('/a?id=x'), 'other')
  for (let at = 0; at < 20; at++) guard.learn(site(`/a?id=${at}`), 'same')
  expect(guard.simplify(site('/a?id=3'))).toBe(site('/a?id=3'))
})

test('a shape of address whose pages all read the same stops', () => {
  const guard = traps()
  for (let at = 0; at < 10; at++) guard.learn(site(`/vuoto/${at}`), 'same')
  expect(guard.catches(site('/vuoto/11'))).toBe(true)
  expect(guard.catches(site('/pieno/11'))).toBe(false)
})

test('a shape with two different pages goes on', () => {
  const guard = traps()
  guard.learn(site('/vario/100'), 'one')
  for (let at = 0; at < 30; at++) guard.learn(site(`/vario/${at}`), 'same')
  expect(guard.catches(site('/vario/31'))).toBe(false)
})

test('a page seen twice is one page', () => {
  const guard = traps()
  for (let at = 0; at < 30; at++) guard.learn(site('/vario/1'), 'same')
  expect(guard.catches(site('/vario/2'))).toBe(false)
})

test.each([
  ['/novita/festa-patronale', '/novita/*'],
  ['/atti/2024/133', '/atti/#/#'],
  ['/a?b=1&a=2', '/a?a&b'],
  ['/', '/'],
])('the shape of %s is %s', (path, shape) => {
  expect(patternOf(new URL(site(path)))).toBe(shape)
})
