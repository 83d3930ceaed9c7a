import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { hasChanged, watchChanges } from '../../../scanner/collect/changes.ts'
import { walkFocus } from '../../../scanner/collect/focus-walk.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/': page(`<style>p { color: #777 }</style><p id="text">Testo</p><input id="field" aria-label="Nome">
      <a href="#">Avanti</a><div id="host"></div>
      <script>document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<b>Dentro</b>'</script>`),
    '/frame': page('<iframe title="Mappa" srcdoc="<p>Dentro</p>"></iframe>'),
  })
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

const changesAfter = (script: string, path = '/') =>
  atPage(pool, site.url + path, async (tab) => {
    await watchChanges(tab.page)
    // In the page's own world: what it does itself.
    await tab.page.evaluate(script)
    return hasChanged(tab.page)
  })

test('a page that does nothing has not changed, however often it is looked at', async () => {
  expect(await changesAfter('0')).toBe(false)
  const afterWalk = await atPage(pool, site.url, async (tab) => {
    await watchChanges(tab.page)
    await walkFocus(tab.page, {
      maxStops: 20,
      maxMs: 15_000,
      now: () => performance.now(),
      unmarkedKinds: new Set(),
    })
    return hasChanged(tab.page)
  })
  expect(afterWalk).toBe(false)
})

test.each([
  ['an attribute', "document.querySelector('#text').hidden = true"],
  ['a text', "document.querySelector('#text').firstChild.data = 'Altro'"],
  ['an element of a shadow tree', "document.querySelector('#host').shadowRoot.innerHTML = ''"],
  ['a new shadow tree', "document.querySelector('#text').attachShadow({ mode: 'open' })"],
  ['a rule of a style sheet', "document.styleSheets[0].insertRule('p { color: #000 }')"],
  ['an adopted style sheet', 'document.adoptedStyleSheets = [new CSSStyleSheet()]'],
  ['the text of a field', "document.querySelector('#field').value = 'Anna'"],
  ['an animation', "document.querySelector('#text').animate([{ color: 'red' }], 60_000)"],
])('%s is a change', async (_, script) => {
  expect(await changesAfter(script)).toBe(true)
})

test('of what happens inside frames nothing is known', async () => {
  expect(await changesAfter('0', '/frame')).toBe(true)
})
