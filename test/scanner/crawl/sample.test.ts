import { expect, test } from 'vitest'
import { drawSample } from '../../../scanner/crawl/sample.ts'

const page = (path: string, order: number, skeleton = '') => ({
  url: `https://comune.esempio.it${path}`,
  order,
  skeleton,
})
const news = Array.from({ length: 100 }, (_, at) => page(`/novita/n${at}`, at + 10))
const acts = Array.from({ length: 20 }, (_, at) => page(`/atti/a${at}/b`, at + 200))
const site = [page('/', 0), page('/contatti', 1), page('/servizi/anagrafe', 2), ...news, ...acts]
const urls = (size: number, seed = 's', from = site) => drawSample(from, size, seed).map(({ url }) => url)

test('what fits is taken whole', () => {
  expect(drawSample(site, site.length, 's')).toEqual(site)
})

test.each([0, 1, 2, 7, 50])('of a larger site exactly %d pages are taken, in order', (size) => {
  const sample = drawSample(site, size, 's')
  expect(sample).toHaveLength(size)
  expect(sample.map(({ order }) => order)).toEqual(sample.map(({ order }) => order).toSorted((a, b) => a - b))
})

test('the start is always among them', () => {
  for (const seed of ['a', 'b', 'c', 'd']) expect(urls(1, seed)).toEqual(['https://comune.esempio.it/'])
})

test('small kinds are whole, large kinds in proportion', () => {
  const sample = urls(40)
  expect(sample).toContain('https://comune.esempio.it/contatti')
  expect(sample).toContain('https://comune.esempio.it/servizi/anagrafe')
  const ofNews = sample.filter((url) => url.includes('/novita/')).length
  const ofActs = sample.filter((url) => url.includes('/atti/')).length
  expect(ofNews).toBeGreaterThan(ofActs * 3)
  expect(ofActs).toBeGreaterThanOrEqual(5)
})

test('two skeletons behind one shape of address are two kinds', () => {
  const mixed = [...news.map((each) => ({ ...each, skeleton: 'a' })), page('/novita/n999', 999, 'b')]
  expect(urls(3, 's', mixed)).toContain('https://comune.esempio.it/novita/n999')
})

test('the same seed takes the same pages, however they are handed in', () => {
  expect(urls(30)).toEqual(urls(30, 's', site.toReversed()))
  expect(urls(30)).not.toEqual(urls(30, 'other'))
})
