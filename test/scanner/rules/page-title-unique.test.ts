import { expect, test } from 'vitest'
import { pageTitleUnique } from '../../../scanner/rules/page-title-unique.ts'
import type { PageDigest } from '../../../scanner/rules/rule.ts'
import { digest } from './build.ts'

const facts = { startUrl: '', host: '', today: '2026-01-15', statement: null }
const verdicts = (pages: readonly PageDigest[]) =>
  pageTitleUnique.evaluate(pages, facts).map(({ page, verdict, message }) => `${page} ${verdict} ${message}`)
const about = (page: string, path: string, heading: string) =>
  digest({
    page,
    url: `https://comune.example${path}`,
    title: 'Comune di Montalto',
    headings: heading ? [{ level: 1, text: heading }] : [],
  })

test('pages with different headings and one title fail', () => {
  expect(verdicts([about('a', '/orari', 'Orari'), about('b', '/bandi', 'Bandi')])).toEqual([
    'a failed shared',
    'b failed shared',
  ])
})

test('pages whose headings do not tell them apart are for a person to judge', () => {
  expect(verdicts([about('a', '/orari', ''), about('b', '/bandi', 'Bandi')])).toEqual([
    'a cantTell versions',
    'b cantTell versions',
  ])
})

test('one list in several pages of results may keep its title', () => {
  expect(verdicts([about('a', '/bandi', 'Bandi'), about('b', '/bandi/?page=2', 'Bandi')])).toEqual([
    'a passed unique',
    'b passed unique',
  ])
})

test('a page without a title is no twin of another one', () => {
  expect(verdicts([digest({ page: 'a' }), digest({ page: 'b', title: ' ' })])).toEqual([])
})
