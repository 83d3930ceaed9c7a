import { expect, test } from 'vitest'
import { evaluatePage } from '../../../scanner/rules/evaluate.ts'
import { pageRules, siteRules } from '../../../scanner/rules/index.ts'
import { pageTitle } from '../../../scanner/rules/page-title.ts'
import type { PageRule } from '../../../scanner/rules/rule.ts'
import { evidenceOf } from './build.ts'

const runOf = (rule: PageRule, title: string | null = null) => {
  const { outcomes, runs } = evaluatePage(evidenceOf({ title }), [rule])
  return { outcomes, run: runs.find((one) => one.rule === rule.id) }
}

test('a rule that throws was not run, and never passed', () => {
  const broken: PageRule = {
    ...pageTitle,
    evaluate: () => {
      throw new Error('bug')
    },
  }
  expect(runOf(broken)).toMatchObject({ outcomes: [], run: { status: 'not-run', passedCount: 0 } })
})

test('a rule whose state was not looked at was not run', () => {
  expect(runOf({ ...pageTitle, state: 'reflow' }).run?.status).toBe('not-run')
  expect(runOf({ ...pageTitle, state: 'focus' }).run?.status).toBe('not-run')
})

test('what an experimental rule calls a failure is to be judged', () => {
  const { outcomes, run } = runOf({ ...pageTitle, isExperimental: true })
  expect(outcomes).toMatchObject([{ verdict: 'cantTell' }])
  expect(run?.status).toBe('to-judge')
})

test('a rule with nothing to look at is not applicable', () => {
  expect(runOf({ ...pageTitle, evaluate: () => [] }).run?.status).toBe('inapplicable')
})

test('rules have ids of their own, and messages short enough to read', () => {
  const rules = [...pageRules, ...siteRules]
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  for (const { messages } of pageRules) {
    for (const { it, en } of Object.values(messages)) {
      for (const text of [it, en]) expect(text.split(/\s+/).length, text).toBeLessThanOrEqual(25)
    }
  }
})
