import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { runAxe } from '../../../scanner/collect/axe.ts'
import type { AxeRun } from '../../../scanner/collect/evidence.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

const ROWS = '<li><a href="/x">Voce <b>di elenco</b></a><img src="/x.png" alt="Stemma"></li>'.repeat(800)

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/inner': page('<img src="/x.png"><iframe title="Altro" srcdoc="<img src=/x.png>"></iframe>'),
    '/plain': page('<img src="/x.png"><img src="/x.png" alt="Sala"><img src="/x.png" alt="Piazza">'),
    '/large': page(`<ul>${ROWS}</ul><img src="/x.png">`),
  })
  // Another name of the same machine is another site.
  const foreign = `${site.url.replace('127.0.0.1', 'localhost')}/inner`
  site.route('/frames', page(`<img src="/x.png"><iframe title="Mappa" src="${foreign}"></iframe>`))
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

const ruleOf = ({ rules }: AxeRun, id: string) => rules.find((rule) => rule.id === id)
const runAt = (path: string, options?: Parameters<typeof runAxe>[2]) =>
  atPage(pool, site.url + path, (tab) => runAxe(tab.page, 'default', options))

test('frames are judged, those of other sites and those inside frames too', async () => {
  const run = await runAt('/frames')
  expect(ruleOf(run, 'image-alt')?.violations.map(({ ancestry }) => ancestry.length)).toEqual([1, 2, 3])
})

test('what passes is counted and not described', async () => {
  const run = await runAt('/plain')
  expect(ruleOf(run, 'image-alt')).toMatchObject({ passedCount: 2, incomplete: [] })
  expect(ruleOf(run, 'image-alt')?.violations).toHaveLength(1)
})

test('of chosen elements, those that are gone are left out', async () => {
  const rules = ['image-alt']
  const [some, none] = [
    await runAt('/plain', { rules, include: ['img:nth-child(1)', '#gone'] }),
    await runAt('/plain', { rules, include: ['#gone'] }),
  ]
  expect(ruleOf(some, 'image-alt')).toMatchObject({ passedCount: 0, violations: [{ impact: 'critical' }] })
  expect(none.rules).toEqual([])
})

test('a page too large for one run is judged rule by rule, and answers afterwards', async () => {
  await atPage(pool, `${site.url}/large`, async (tab) => {
    const run = await runAxe(tab.page, 'default', {
      timeoutMs: 20,
      rules: ['color-contrast', 'image-alt', 'list'],
    })
    expect(run.notRun).toEqual([])
    expect(ruleOf(run, 'image-alt')?.violations).toHaveLength(1)
    expect(ruleOf(run, 'list')?.passedCount).toBe(1)
    expect(await tab.evaluate('document.images.length')).toBe(801)
  })
})
