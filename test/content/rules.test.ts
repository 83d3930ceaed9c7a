import { expect, test } from 'vitest'
import { axeRules } from '../../scanner/rules/axe-catalogue.ts'
import { pageRules, siteRules } from '../../scanner/rules/index.ts'
import type { RuleInfo } from '../../scanner/rules/rule.ts'
import { criteria as allCriteria } from '../../scanner/standards/wcag.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'

const texts = { it: loadRuleTexts('it'), en: loadRuleTexts('en') }
const rules: readonly RuleInfo[] = [...pageRules, ...siteRules, ...axeRules.values()]
const ids = rules.map(({ id }) => id)

const words = (text: string) => text.split(/\s+/).filter(Boolean).length

test.each(ids)('%s has its page in both languages, short enough to be read', (id) => {
  for (const lang of ['it', 'en'] as const) {
    const { title, why, fixEditor, fixDeveloper, sources } = texts[lang].of(id)
    expect(title.length).toBeLessThanOrEqual(70)
    expect(words(why)).toBeLessThanOrEqual(40)
    expect(words(fixEditor)).toBeLessThanOrEqual(45)
    expect(words(fixDeveloper)).toBeLessThanOrEqual(50)
    for (const sentence of why.split(/(?<=[.!?])\s+/)) expect(words(sentence)).toBeLessThanOrEqual(30)
    expect(sources.length).toBeGreaterThan(0)
    expect(sources).toEqual(texts.it.of(id).sources)
  }
  expect(texts.it.of(id).title).not.toBe(texts.en.of(id).title)
})

const STATEMENT = 'https://www.agid.gov.it/it/design-servizi/accessibilita/dichiarazione-accessibilita'

/** The addresses that a rule's page may name: of its criteria, and the page that axe's authors wrote on it. */
function addressesFor({ id, engine, criteria, source }: RuleInfo): readonly string[] {
  const about = criteria.length > 0 ? allCriteria.filter(({ sc }) => criteria.includes(sc)) : allCriteria
  return [
    ...about.map(({ understanding }) => understanding),
    ...(engine === 'axe' ? [source] : []),
    ...(id.startsWith('agid-') ? [STATEMENT] : []),
  ]
}

test.each(rules)('the sources of $id are about its criteria, or are what axe says of it', (rule) => {
  const { sources } = texts.it.of(rule.id)
  expect(addressesFor(rule)).toEqual(expect.arrayContaining([...sources]))
  if (rule.engine === 'axe') expect(sources).toContain(rule.source)
})

test('no page is about a rule that does not exist, and none lacks its twin', () => {
  expect([...texts.it.ids].sort()).toEqual([...ids].sort())
  expect([...texts.en.ids].sort()).toEqual([...ids].sort())
})

test('each rule speaks in words of its own', () => {
  for (const lang of ['it', 'en'] as const) {
    for (const part of ['title', 'why', 'fixEditor', 'fixDeveloper'] as const) {
      const written = ids.map((id) => texts[lang].of(id)[part])
      const repeated = written.filter((text, at) => written.indexOf(text) !== at)
      expect(repeated).toEqual([])
    }
  }
})

test('code stands in back quotes, so that nothing in the prose is taken for markup', () => {
  for (const lang of ['it', 'en'] as const) {
    for (const id of ids) {
      const { title, why, fixEditor, fixDeveloper } = texts[lang].of(id)
      expect([title, why, fixEditor, fixDeveloper].join(' ').replace(/`[^`]*`/g, '')).not.toMatch(/[<>`]/)
    }
  }
})

/** Readability of Italian, 0 to 100; 60 is easy for who finished middle school. https://it.wikipedia.org/wiki/Indice_Gulpease */
function gulpease(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const sentences = text.match(/[.!?]+(\s|$)/g)?.length ?? 1
  return 89 + (300 * sentences - 10 * letters) / words(text)
}

test('the Italian pages are easy to read', () => {
  const scores = ids.map((id) => gulpease(`${texts.it.of(id).why} ${texts.it.of(id).fixEditor}`))
  expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeGreaterThanOrEqual(60)
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(50)
})
