import axe from 'axe-core'
import { expect, test } from 'vitest'
import type { AxeNode, AxeRun } from '../../../scanner/collect/evidence.ts'
import { axeOutcomes } from '../../../scanner/rules/axe.ts'
import { axeRules } from '../../../scanner/rules/axe-catalogue.ts'
import { findCriterion } from '../../../scanner/standards/wcag.ts'
import { evidenceOf } from './build.ts'

const rules = axe.getRules()

test('every rule of axe is known, and no other', () => {
  expect([...axeRules.keys()].sort()).toEqual(rules.map(({ ruleId }) => ruleId).sort())
})

test.each(rules)('$ruleId is described as people and reports need it', ({ ruleId, tags, actIds = [] }) => {
  const info = axeRules.get(ruleId)
  expect(info).toMatchObject({ id: `axe-${ruleId}`, engine: 'axe' })
  expect(info?.family).not.toBe('')
  expect(info?.source).toMatch(/^https:\/\/dequeuniversity\.com\/rules\/axe\/[\d.]+\/[a-z0-9-]+$/)
  expect(info?.criteria.filter((sc) => !findCriterion(sc))).toEqual([])
  expect(info?.isExperimental ?? false).toBe(tags.includes('experimental') && actIds.length === 0)
})

test.each(rules.filter(({ tags }) => tags.some((tag) => /^wcag2\d?a{1,3}$/.test(tag))))(
  'the level of $ruleId is that of one of its criteria',
  ({ ruleId }) => {
    const info = axeRules.get(ruleId)
    if (info?.level === 'best-practice') return
    expect(info?.criteria.map((sc) => findCriterion(sc)?.level)).toContain(info?.level)
  },
)

const element: AxeNode = { ancestry: ['html > #gone'], target: [], html: '', impact: null, checks: [] }

/** What becomes of one rule's result. */
function judge(id: string, found: { violations?: AxeNode[]; incomplete?: AxeNode[]; passedCount?: number }) {
  const result = { id, impact: null, violations: [], incomplete: [], passedCount: 0, ...found }
  const run: AxeRun = { state: 'default', version: axe.version, rules: [result], notRun: [] }
  const { outcomes, runs } = axeOutcomes(evidenceOf({ axe: [run] }))
  return {
    verdicts: outcomes.map(({ verdict }) => verdict),
    status: runs.find(({ rule }) => rule === `axe-${id}`)?.status,
  }
}

const experimental = [...axeRules].filter(([, { isExperimental }]) => isExperimental).map(([id]) => id)

test.each(experimental)('a failure of %s, an experimental rule, is to be judged', (id) => {
  expect(judge(id, { violations: [element] })).toEqual({ verdicts: ['cantTell'], status: 'to-judge' })
})

test('a failure of an experimental rule that the ACT has too is a failure', () => {
  expect(judge('css-orientation-lock', { violations: [element] }).verdicts).toEqual(['failed'])
})

test.each([
  ['a violation', { violations: [element] }, ['failed'], 'failed'],
  ['what axe cannot decide', { incomplete: [element], passedCount: 3 }, ['cantTell'], 'to-judge'],
  ['both', { violations: [element], incomplete: [element] }, ['failed', 'cantTell'], 'failed'],
  ['elements that pass', { passedCount: 2 }, [], 'passed'],
  ['nothing to look at', {}, [], 'inapplicable'],
])('%s is told as it is', (_what, found, verdicts, status) => {
  expect(judge('image-alt', found)).toEqual({ verdicts, status })
})

test('a rule that did not end is never taken for passed', () => {
  const run: AxeRun = {
    state: 'default',
    version: axe.version,
    rules: [],
    notRun: [{ id: 'color-contrast', reason: 'timeout' }],
  }
  const { runs } = axeOutcomes(evidenceOf({ axe: [run] }))
  expect(runs.filter(({ status }) => status === 'not-run').map(({ rule }) => rule)).toEqual([
    'axe-color-contrast',
  ])
})
