import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ASKED_FAMILIES, questionOf } from '../../../api/services/questions.ts'
import { allRules } from '../../../scanner/auditor.ts'

const RULES = new URL('../../../scanner/rules/', import.meta.url)
const families = new Set([...allRules.values()].map(({ family }) => family))

/** Families of our own rules whose source can end in a doubt. */
const doubting = readdirSync(RULES).flatMap((file) => {
  const source = readFileSync(new URL(file, RULES), 'utf8')
  const isRule = /define(Site)?Rule\(/.test(source) && source.includes("'cantTell'")
  return isRule ? [...source.matchAll(/^ {2}family: '([^']+)'/gm)].map(([, family = '']) => family) : []
})

test('every question belongs to a family that rules have', () => {
  expect(ASKED_FAMILIES.filter((family) => !families.has(family))).toEqual([])
})

test('every rule of ours that can be in doubt has a question of its own', () => {
  expect(doubting.length).toBeGreaterThan(8)
  expect(doubting.filter((family) => !ASKED_FAMILIES.includes(family))).toEqual([])
})

test('each is one question, short enough to be answered in seconds', () => {
  for (const family of ASKED_FAMILIES) {
    const { it, en } = questionOf(family, '')
    expect(it, family).toMatch(/^[^?]+\?$/)
    expect(en, family).toMatch(/^[^?]+\?$/)
    expect(it.split(' ').length, it).toBeLessThanOrEqual(22)
  }
})

test('a rule without its own question asks about its title', () => {
  expect(questionOf('altro', 'Pulsante senza nome').it).toContain('«Pulsante senza nome»')
})
