import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { navigate } from '../../../scanner/browser/navigate.ts'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { collectEvidence } from '../../../scanner/collect/collect.ts'
import type { Evidence, EvidenceNode } from '../../../scanner/collect/evidence.ts'
import { evaluatePage } from '../../../scanner/rules/evaluate.ts'
import { pageRules } from '../../../scanner/rules/index.ts'
import type { Outcome } from '../../../scanner/rules/rule.ts'
import { openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite } from '../../helpers/fixture-site.ts'

const FOLDER = new URL('../../fixtures/rules/', import.meta.url)
const VERDICTS = { pass: 'passed', fail: 'failed', unsure: 'cantTell', na: 'none' } as const
type Word = keyof typeof VERDICTS

const fixtures = readdirSync(FOLDER).filter((name) => name.endsWith('.html'))
/** `<rule>.html`, `<rule>.<name>.html`, or `<rule>.<verdict>.<name>.html` when the page is the subject. */
const ruleOf = (fixture: string): string => fixture.split('.')[0] ?? ''

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  const routes = fixtures.map((name) => [`/${name}`, readFileSync(new URL(name, FOLDER), 'utf8')] as const)
  site = await openFixtureSite(Object.fromEntries(routes))
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

async function evidenceOf(fixture: string): Promise<Evidence> {
  const result = await pool.run(
    async (tab) => {
      const arrived = await navigate(tab, `${site.url}/${fixture}`)
      if (!arrived.ok) throw new Error(arrived.failure.code)
      const known = { ...arrived, url: arrived.finalUrl, links: [] }
      const states = ['default', 'focus', 'reflow', 'text-spacing'] as const
      return (await collectEvidence(tab.page, known, states, () => performance.now())).evidence
    },
    { timeoutMs: 60_000 },
  )
  if (!result.ok) throw new Error(result.failure.code)
  return result.value
}

const wordOf = (name: string): Word | undefined =>
  (['pass', 'fail', 'unsure', 'na'] as const).find((word) => name === word || name.startsWith(`${word}-`))

/** Id of each element → the verdict it got, of those that have a verdict in their id or got a complaint. */
function verdictsOf(nodes: readonly EvidenceNode[], outcomes: readonly Outcome[]): Record<string, string> {
  const verdicts: Record<string, string> = {}
  for (const { attributes } of nodes)
    if (attributes.id && wordOf(attributes.id)) verdicts[attributes.id] = 'none'
  for (const { node, verdict } of outcomes) {
    if (node === null) continue
    const id = nodes[node]?.attributes.id ?? `${nodes[node]?.tag} ${node}`
    if (id in verdicts || (verdict !== 'passed' && nodes[node]?.tag !== 'html')) verdicts[id] = verdict
  }
  return verdicts
}

test('every page rule has a fixture', () => {
  const missing = pageRules.filter(({ id }) => !fixtures.some((fixture) => ruleOf(fixture) === id))
  expect(missing.map(({ id }) => id)).toEqual([])
})

test.each(fixtures)('%s: the ids say the verdicts', async (fixture) => {
  const evidence = await evidenceOf(fixture)
  const { outcomes, runs } = evaluatePage(evidence)
  const rule = ruleOf(fixture)
  const own = outcomes.filter((outcome) => outcome.rule === rule)
  const state = pageRules.find(({ id }) => id === rule)?.state
  const { nodes } = state === 'reflow' && evidence.reflow ? evidence.reflow : evidence.snapshot
  const got = verdictsOf(nodes, own)
  expect(got).toEqual(Object.fromEntries(Object.keys(got).map((id) => [id, VERDICTS[wordOf(id) ?? 'na']])))
  const page = wordOf(fixture.split('.')[1] ?? '')
  const statuses = { pass: 'passed', fail: 'failed', unsure: 'to-judge', na: 'inapplicable' } as const
  if (page) expect(runs.find((run) => run.rule === rule)?.status).toBe(statuses[page])
  expect(runs.filter(({ status, rule: id }) => status === 'not-run' && !id.startsWith('axe-'))).toEqual([])
})
