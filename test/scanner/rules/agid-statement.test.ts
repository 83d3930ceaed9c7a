import { expect, test } from 'vitest'
import { agidRules, statementLink } from '../../../scanner/rules/agid-statement.ts'
import type { PageDigest, SiteFacts, StatementFacts } from '../../../scanner/rules/rule.ts'
import { digest } from './build.ts'

const UUID = '01234567-89ab-cdef-0123-456789abcdef'
const PUBLISHED = `https://form.agid.gov.it/view/${UUID}`

const link = (over: Partial<PageDigest['footerLinks'][number]> = {}) => ({
  href: PUBLISHED,
  text: 'Dichiarazione di accessibilità',
  dataElement: '',
  ...over,
})
const home = (...footerLinks: PageDigest['footerLinks']) => digest({ hasFooter: true, footerLinks })

const statement = (text: string, over: Partial<StatementFacts> = {}): StatementFacts => ({
  href: PUBLISHED,
  outcome: 'ok',
  status: 200,
  text,
  links: [],
  ...over,
})

/** `verdict message` of one rule. */
function judge(id: string, pages: readonly PageDigest[], facts: Partial<SiteFacts> = {}) {
  const rule = agidRules.find((one) => one.id === `agid-statement-${id}`)
  const world = {
    startUrl: 'https://www.comune.example/',
    host: 'www.comune.example',
    today: '2026-11-23',
    statement: null,
    ...facts,
  }
  return rule?.evaluate(pages, world).map(({ verdict, message, page }) => `${page} ${verdict} ${message}`)
}

test.each([
  ['by its mark before its name', [link(), link({ href: '/a', dataElement: 'accessibility-link' })], '/a'],
  ['by its name', [link({ href: '/b', text: 'Dichiarazione d’accessibilità' })], '/b'],
  ['by an English name', [link({ href: '/c', text: 'Accessibility statement' })], '/c'],
  ['by AGID’s address', [link({ text: 'Accessibilità' })], PUBLISHED],
  [
    'never when it leads nowhere',
    [link({ href: 'https://comune.example/#' }), link({ href: '' })],
    undefined,
  ],
  ['never by the word accessibility alone', [link({ href: '/d', text: 'Accessibilità' })], undefined],
])('the link is found %s', (_how, links, href) => {
  expect(statementLink(home(...links))?.href).toBe(href)
})

test.each([
  ['is there', [home(link())], 'p1 passed there'],
  ['is missing', [home()], 'p1 failed missing'],
  ['has another name', [home(link({ text: 'Accessibilità' }))], 'p1 failed unnamed'],
  [
    'is missing from another page',
    [home(link()), digest({ page: 'p2', hasFooter: true })],
    'p2 cantTell missingElsewhere',
  ],
  ['cannot be on a page without a footer', [home(link()), digest({ page: 'p2' })], 'p1 passed there'],
])('when the link %s', (_what, pages, outcome) => {
  expect(judge('link', pages)).toEqual([outcome])
})

test.each([
  [PUBLISHED, 'passed published'],
  [`${PUBLISHED}/`, 'passed published'],
  ['https://form.agid.gov.it/comuni%2fmontalto/dichiarazione', 'passed published'],
  ['https://form.agid.gov.it/altro', 'cantTell unusual'],
  ['https://comune.example/dichiarazione', 'failed elsewhere'],
  [`https://form.agid.gov.it.evil.example/view/${UUID}`, 'failed elsewhere'],
])('a statement at %s: %s', (href, outcome) => {
  expect(judge('form', [home(link({ href }))])).toEqual([`p1 ${outcome}`])
})

test('without a link there is no form and no content to judge', () => {
  expect(judge('form', [home()])).toEqual([])
  expect(judge('content', [home()])).toEqual([])
  expect(judge('link', [])).toEqual([])
})

const GOOD = 'Il sito comune.example è conforme alle WCAG 2.1. Recapiti: urp. Redatta il 20/09/2026.'

test.each([
  ['complete', statement(GOOD), 'passed complete'],
  ['unreachable', statement('', { outcome: 'unreachable', status: 503 }), 'cantTell unreachable'],
  ['gone', statement('', { outcome: 'http-error', status: 404 }), 'failed dead'],
  ['of another site', statement(GOOD.replace('comune', 'provincia')), 'failed otherSite'],
  ['without the standard', statement(GOOD.replace('WCAG 2.1', 'le norme')), 'failed noStandard'],
  ['of WCAG 2.2', statement(GOOD.replace('WCAG 2.1', 'WCAG 2.2')), 'passed complete'],
  ['without a way to report', statement(GOOD.replace('Recapiti', 'Ufficio')), 'cantTell noFeedback'],
  ['of last year', statement(GOOD.replace('2026', '2025')), 'failed oldYear'],
  ['without a date', statement(GOOD.replace('20/09/2026', 'tempo fa')), 'passed complete'],
])('a statement that is %s', (_what, facts, outcome) => {
  expect(judge('content', [home(link())], { statement: facts })).toEqual([`p1 ${outcome}`])
})

test('a way to report may be a link alone', () => {
  const facts = statement(GOOD.replace('Recapiti', 'Ufficio'), {
    links: [{ href: 'mailto:urp@comune.example', text: 'urp' }],
  })
  expect(judge('content', [home(link())], { statement: facts })).toEqual(['p1 passed complete'])
})

test.each([
  ['2026-09-23', '2025', 'passed complete'],
  ['2026-09-24', '2025', 'failed oldYear'],
  ['2026-09-24', '2026', 'passed complete'],
  ['2027-01-10', '2026', 'passed complete'],
  ['2026-09-23', '2024', 'failed oldYear'],
])('on %s a statement of %s: %s', (today, year, outcome) => {
  const facts = statement(GOOD.replace('2026', year))
  expect(judge('content', [home(link())], { today, statement: facts })).toEqual([`p1 ${outcome}`])
})

test.each(['2026-09-20', '20.09.2026', '20 settembre 2026', '1º settembre 2026', '1° settembre 2026'])(
  'the date %s is read, also beside that of an old law',
  (date) => {
    const text = `${GOOD.replace('20/09/2026', date)} Decreto legislativo 10 agosto 2018, n. 106.`
    expect(judge('content', [home(link())], { statement: statement(text) })).toEqual(['p1 passed complete'])
  },
)

test('the date of an old law alone says nothing about the statement', () => {
  const text = GOOD.replace('20/09/2026', 'tempo fa. Legge 9 gennaio 2004, decreto 10 agosto 2018')
  expect(judge('content', [home(link())], { statement: statement(text) })).toEqual(['p1 passed complete'])
})

test('a port does not hide the site’s name', () => {
  const facts = { host: 'www.comune.example:8080', statement: statement(GOOD) }
  expect(judge('content', [home(link())], facts)).toEqual(['p1 passed complete'])
})
