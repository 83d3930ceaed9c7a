import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { collectEvidence } from '../../../scanner/collect/collect.ts'
import type { Evidence } from '../../../scanner/collect/evidence.ts'
import { lookAgain, suspectsOf } from '../../../scanner/collect/second-look.ts'
import { evaluatePage } from '../../../scanner/rules/evaluate.ts'
import type { Outcome } from '../../../scanner/rules/rule.ts'
import { settleOutcomes } from '../../../scanner/rules/stability.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/': page(`<h1>Titolo</h1><img id="stays" src="/x.png"><img id="mended" src="/x.png"><img id="moved" src="/x.png">
      <p id="pale" style="color:#999">Grigio</p><p id="dark" style="color:#999">Grigio</p>
      <h2 id="empty"></h2><h2 id="filled"></h2>`),
  })
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

/** What a page may do between two looks. */
const LATER = `(() => {
  const get = (id) => document.getElementById(id)
  get('mended').alt = 'Il municipio'
  get('dark').style.color = '#000'
  get('filled').textContent = 'Orari'
  get('moved').remove()
  get('stays').before(document.createElement('div'))
})()`

const idsOf = ({ snapshot }: Evidence, outcomes: readonly Outcome[], rule: RegExp, verdict: string) =>
  outcomes
    .filter((outcome) => rule.test(outcome.rule) && outcome.verdict === verdict && outcome.node !== null)
    .map(({ node }) => snapshot.nodes[node ?? 0]?.attributes.id)

test('what fails at one look only is unstable; what stays or is moved fails', async () => {
  const { first, settled } = await atPage(pool, site.url, async (tab, arrived) => {
    const known = { ...arrived, url: site.url, links: [] }
    const { evidence } = await collectEvidence(tab.page, known, ['default'], () => performance.now())
    const { outcomes } = evaluatePage(evidence)
    const suspects = suspectsOf(
      evidence,
      outcomes.filter(({ verdict }) => verdict === 'failed'),
    )
    if (!suspects) throw new Error('Nothing failed.')
    await tab.evaluate(LATER)
    const again = await lookAgain(tab.page, evidence, suspects)
    const second = { evidence: again, outcomes: evaluatePage(again).outcomes }
    return { first: evidence, settled: settleOutcomes({ evidence, outcomes }, second) }
  })
  expect(idsOf(first, settled, /axe-image-alt/, 'failed')).toEqual(['stays'])
  expect(idsOf(first, settled, /axe-image-alt/, 'unstable')).toEqual(['mended', 'moved'])
  expect(idsOf(first, settled, /^axe-color-contrast$/, 'failed')).toEqual(['pale'])
  expect(idsOf(first, settled, /^axe-color-contrast$/, 'unstable')).toEqual(['dark'])
  expect(idsOf(first, settled, /^heading-empty$/, 'failed')).toEqual(['empty'])
  expect(idsOf(first, settled, /^heading-empty$/, 'unstable')).toEqual(['filled'])
})

test('a page without failures is not looked at again', async () => {
  const evidence = await atPage(pool, site.url, async (tab, arrived) => {
    const known = { ...arrived, url: site.url, links: [] }
    return (await collectEvidence(tab.page, known, ['default'], () => performance.now())).evidence
  })
  expect(suspectsOf(evidence, [])).toBeUndefined()
})
