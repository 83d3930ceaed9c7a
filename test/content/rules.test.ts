import axe from 'axe-core'
import { expect, test } from 'vitest'
import { pageRules, siteRules } from '../../scanner/rules/index.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'

const texts = { it: loadRuleTexts('it'), en: loadRuleTexts('en') }
const ids = [...pageRules, ...siteRules]
  .map(({ id }) => id)
  .concat(axe.getRules().map(({ ruleId }) => `axe-${ruleId}`))

const words = (text: string) => text.split(/\s+/).filter(Boolean).length

test.each(ids)('%s has its page in both languages, short enough to be read', (id) => {
  for (const lang of ['it', 'en'] as const) {
    const { title, why, fixEditor, fixDeveloper, sources } = texts[lang].of(id)
    expect(title.length).toBeLessThanOrEqual(70)
    expect(words(why)).toBeLessThanOrEqual(45)
    expect(words(fixEditor)).toBeLessThanOrEqual(45)
    expect(words(fixDeveloper)).toBeLessThanOrEqual(60)
    for (const source of sources) expect(source).toMatch(/^https:\/\//)
  }
  expect(texts.it.of(id).title).not.toBe(texts.en.of(id).title)
})

test('no page is about a rule that does not exist, and none lacks its twin', () => {
  expect([...texts.it.ids].sort()).toEqual([...ids].sort())
  expect([...texts.en.ids].sort()).toEqual([...ids].sort())
})

test('each rule says why it matters in words of its own', () => {
  for (const lang of ['it', 'en'] as const) {
    const whys = ids.map((id) => texts[lang].of(id).why)
    expect(new Set(whys).size).toBe(whys.length)
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
  expect(Math.min(...scores)).toBeGreaterThanOrEqual(45)
})
