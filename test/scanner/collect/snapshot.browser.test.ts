import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { widen } from '../../../scanner/browser/window.ts'
import { runAxe } from '../../../scanner/collect/axe.ts'
import type { AxeNode, EvidenceNode, Snapshot } from '../../../scanner/collect/evidence.ts'
import { takeReflow } from '../../../scanner/collect/reflow.ts'
import { resolveAncestry } from '../../../scanner/collect/selector.ts'
import { takeSnapshot } from '../../../scanner/collect/snapshot.ts'
import { ancestors } from '../../../scanner/collect/tree.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

const shadow = (mode: string, html: string) =>
  `<script>document.currentScript.previousElementSibling.attachShadow({ mode: '${mode}' }).innerHTML = '${html}'</script>`

const JOINED = page(`<style>#generated::before { content: "Nuovo: " }</style>
  <div id="open-host"></div>${shadow('open', '<img id="in-open"><slot></slot>')}
  <div id="closed-host"></div>${shadow('closed', '<button id="in-closed">Apri</button>')}
  <p id="generated">testo</p>
  <img id="top" src="/x.png">
  <iframe id="frame" title="Mappa" src="/frame"></iframe>
  <input id="secret" value="segretissimo" aria-label="Nome">
  <input id="typed" aria-label="Cognome"><script>document.querySelector('#typed').value = 'digi' + 'tato'</script>
  <textarea id="area" aria-label="Note">riservato</textarea>
  <select id="choice" aria-label="Comune"><option>Uno</option></select>`)

const BROKEN_NATIVES = page(`<img id="fault" src="/x.png"><iframe title="Mappa" src="/frame"></iframe>
  <script>
    window.Set = function () { throw new Error('no') }
    window.Map = Array
    Array.prototype.filter = () => []
    JSON.stringify = () => '"lie"'
    document.querySelectorAll = () => []
    window.axe = { runPartial: () => { throw new Error('not axe') } }
  </script>`)

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/': JOINED,
    '/frame': page(`<img id="in-frame"><div></div>${shadow('open', '<img id="in-both">')}`),
    '/natives': BROKEN_NATIVES,
    '/wide': page('<p id="wide" style="width:900px">Largo</p>'),
    '/axe-element': page('<form id="axe"></form><img id="fault" src="/x.png">'),
  })
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

const snapshotAt = (path: string) => atPage(pool, site.url + path, (tab) => takeSnapshot(tab.page, 'default'))

function byId({ nodes }: Snapshot, id: string): EvidenceNode {
  const node = nodes.find(({ attributes }) => attributes.id === id)
  if (!node) throw new Error(`The snapshot has no element ${id}.`)
  return node
}

test('shadow trees, frames and generated content are joined in one tree', async () => {
  const snapshot = await snapshotAt('/')
  const hostsOf = (id: string) =>
    [...ancestors(snapshot, byId(snapshot, id))]
      .filter(({ kind, tag, attributes }) => kind === 'shadow-root' || tag === 'iframe' || attributes.id)
      .map(({ kind, attributes }) => attributes.id ?? kind)
  expect(hostsOf('in-open')).toEqual(['shadow-root', 'open-host'])
  expect(hostsOf('in-closed')).toEqual(['shadow-root', 'closed-host'])
  expect(hostsOf('in-frame')).toEqual(['frame'])
  expect(hostsOf('in-both')).toEqual(['shadow-root', 'frame'])
  const before = snapshot.nodes.find(({ tag }) => tag === '::before')
  expect(before).toMatchObject({ parent: byId(snapshot, 'generated').index })
})

test('nodes stand in document order and know each other', async () => {
  const { nodes } = await snapshotAt('/')
  for (const [at, { index, parent, children }] of nodes.entries()) {
    expect(index).toBe(at)
    expect(parent).toBeLessThan(at)
    for (const child of children) expect(nodes[child]?.parent).toBe(at)
  }
})

test('roles and names are those of the browser, in shadow trees and frames too', async () => {
  const snapshot = await snapshotAt('/')
  expect(byId(snapshot, 'in-closed')).toMatchObject({ role: 'button', name: 'Apri' })
  expect(byId(snapshot, 'secret')).toMatchObject({ role: 'textbox', name: 'Nome', hasValue: true })
  expect(byId(snapshot, 'in-frame').role).toBe('image')
})

test('no value of a form control is kept, only that there is one', async () => {
  const snapshot = await snapshotAt('/')
  const kept = /segretissimo|digitato|riservato/.exec(JSON.stringify(snapshot))?.[0]
  expect(kept).toBeUndefined()
  for (const id of ['secret', 'typed', 'area']) expect(byId(snapshot, id).hasValue).toBe(true)
})

/** Ids of the elements that axe names for a rule, as the snapshot finds them again. */
const idsOf = (snapshot: Snapshot, nodes: readonly AxeNode[]) =>
  nodes.map(({ ancestry }) => resolveAncestry(snapshot, ancestry)?.attributes.id).sort()

test('every element that axe names is found in the snapshot', async () => {
  const { snapshot, run } = await atPage(pool, `${site.url}/`, async ({ page: tabPage }) => ({
    snapshot: await takeSnapshot(tabPage, 'default'),
    run: await runAxe(tabPage, 'default'),
  }))
  const images = run.rules.find(({ id }) => id === 'image-alt')
  expect(idsOf(snapshot, images?.violations ?? [])).toEqual(['in-both', 'in-frame', 'in-open', 'top'])
  const named = run.rules.flatMap(({ violations, incomplete }) => [...violations, ...incomplete])
  expect(named.filter(({ ancestry }) => !resolveAncestry(snapshot, ancestry))).toEqual([])
})

test.each(['/natives', '/axe-element'])(
  'axe judges %s, whatever the page did to natives and names',
  async (path) => {
    const { snapshot, run } = await atPage(pool, site.url + path, async ({ page: tabPage }) => ({
      snapshot: await takeSnapshot(tabPage, 'default'),
      run: await runAxe(tabPage, 'default'),
    }))
    expect(run.notRun).toEqual([])
    const images = run.rules.find(({ id }) => id === 'image-alt')
    expect(idsOf(snapshot, images?.violations ?? [])).toContain('fault')
  },
)

test('at 320 px the layout is another, and the window comes back when it is asked to', async () => {
  const { reflow, narrowWidth, width } = await atPage(pool, `${site.url}/wide`, async (tab) => {
    const innerWidth = () => tab.evaluate<number>('innerWidth')
    const narrow = await takeReflow(tab.page)
    const narrowWidth = await innerWidth()
    await widen(tab.page)
    return { reflow: narrow, narrowWidth, width: await innerWidth() }
  })
  expect(reflow).toMatchObject({ state: 'reflow', viewport: { width: 320 } })
  expect(reflow.content.width).toBeGreaterThan(320)
  expect([narrowWidth, width]).toEqual([320, 1280])
})

test('a visit that ends in a narrow window leaves a wide one to the next', async () => {
  const alone = await openTestPool({ concurrency: 1 })
  try {
    await atPage(alone, `${site.url}/wide`, (tab) => takeReflow(tab.page))
    const { visits, width } = await atPage(alone, `${site.url}/wide`, async (tab) => ({
      visits: tab.visits,
      width: await tab.evaluate<number>('innerWidth'),
    }))
    expect({ visits, width }).toEqual({ visits: 2, width: 1280 })
  } finally {
    await alone.close()
  }
})
