import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { hasChanged, watchChanges } from '../../../scanner/collect/changes.ts'
import type { Snapshot } from '../../../scanner/collect/evidence.ts'
import { takePlaces } from '../../../scanner/collect/snapshot.ts'
import { takeTextSpacing } from '../../../scanner/collect/text-spacing.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite } from '../../helpers/fixture-site.ts'

const PAGE = `<!doctype html><html lang="it"><head><title>Orari</title>
<style>body { font: 16px/1.2 sans-serif } p { transition: all 5s }</style></head>
<body><p>Aperto il lunedì<br>e il giovedì</p><div id="host"></div>
<script>host.attachShadow({ mode: 'open' }).innerHTML = '<p>Chiuso il sabato<br>e la domenica</p>'</script></body></html>`

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({ '/': PAGE })
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

test('text is spaced out at once, in shadow roots too, and the page is given back as it was', async () => {
  const { before, spaced, after, isChanged } = await atPage(pool, site.url, async ({ page }) => {
    await watchChanges(page)
    const widths = async (taken: Promise<Snapshot>) =>
      (await taken).nodes.flatMap(({ kind, lines }) => (kind === 'text' && lines[0] ? [lines[0].width] : []))
    const spacedWidths = async () => {
      const { places, giveBack } = await takeTextSpacing(page)
      await giveBack()
      return widths(Promise.resolve(places))
    }
    return {
      before: await widths(takePlaces(page, 'default')),
      spaced: await spacedWidths(),
      after: await widths(takePlaces(page, 'default')),
      isChanged: await hasChanged(page),
    }
  })
  expect(before).toHaveLength(4)
  // 0.12 em a letter and 0.16 em a word: a tenth more at the least.
  for (const [at, width] of spaced.entries()) expect(width).toBeGreaterThan((before[at] ?? 0) * 1.1)
  expect(after).toEqual(before)
  expect(isChanged).toBe(false)
})
