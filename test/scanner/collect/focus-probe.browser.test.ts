import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import type { FocusWalk, Snapshot } from '../../../scanner/collect/evidence.ts'
import { walkFocus } from '../../../scanner/collect/focus-walk.ts'
import { takeSnapshot } from '../../../scanner/collect/snapshot.ts'
import { byBackendId } from '../../../scanner/collect/tree.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

const INDICATORS = page(`<style>
  :focus { outline: none } .js { text-decoration: none } .on { text-decoration: line-through }
  #after::after { content: ''; border-bottom: 2px solid transparent } #after:focus::after { border-bottom-color: red }
  #around:focus-within { background: yellow } #before:focus + span { font-weight: bold }
  #slow { transition: background-color 5s } #slow:focus { background: lime }</style>
  <button id="ring" style="outline: revert">Anello</button>
  <a id="after" href="/a">Dopo</a>
  <div id="around"><a id="inside" href="/b">Dentro</a></div>
  <p><a id="before" href="/c">Prima</a><span>accanto</span></p>
  <a id="slow" href="/d">Piano</a>
  <a id="scripted" class="js" href="/e">Con script</a><a id="silent" href="/f">Niente</a>
  <div id="host"></div>
  <script>
    scripted.onfocus = () => scripted.classList.add('on')
    scripted.onblur = () => scripted.classList.remove('on')
    host.attachShadow({ mode: 'open' }).innerHTML = '<button id="shadowed">Ombra</button>'
  </script>`)

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/': INDICATORS,
    '/late-trap': page(`<button id="one">Uno</button>
      <button id="trap" onblur="setTimeout(() => this.focus(), 10)">Trappola</button><button id="three">Tre</button>`),
    '/window':
      page(`<a href="/x">Dietro</a><div><button id="a">Sì</button><button id="b">No</button></div><script>
      document.addEventListener('keydown', (event) => {
        if (event.key !== 'Tab') return
        event.preventDefault();
        (document.activeElement === a ? b : a).focus()
      })</script>`),
  })
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
})

interface Walked {
  readonly walk: FocusWalk
  readonly snapshot: Snapshot
}

const walkAt = (path: string): Promise<Walked> =>
  atPage(pool, site.url + path, async ({ page: tab }) => ({
    snapshot: await takeSnapshot(tab, 'default'),
    walk: await walkFocus(tab, {
      maxStops: 60,
      maxMs: 20_000,
      now: () => performance.now(),
      unmarkedKinds: new Set(),
    }),
  }))

const idOf = (snapshot: Snapshot, backendId: number) => byBackendId(snapshot, backendId)?.attributes.id

test('an indicator is found wherever the page draws it', async () => {
  const { walk, snapshot } = await walkAt('/')
  const found = walk.stops.map(({ backendId, changed, pixelsChanged }) => {
    // The browser gives the outline an offset even where the page takes the outline away.
    const drawn = changed.filter(({ property }) => property !== 'outline-offset')
    const places = drawn.map(({ where, property }) => `${where} ${property}`)
    return [idOf(snapshot, backendId), places[0], pixelsChanged]
  })
  expect(found).toEqual([
    ['ring', 'self outline-style', null],
    ['after', 'after border-bottom-color', null],
    ['inside', 'ancestor background-color', null],
    ['before', 'label font-weight', null],
    ['slow', 'self background-color', null],
    ['scripted', 'self text-decoration-line', null],
    ['silent', undefined, false],
    ['shadowed', 'self outline-style', null],
  ])
  expect(walk.ended).toBe('round')
})

test('a transition is read at its end', async () => {
  const { walk, snapshot } = await walkAt('/')
  const slow = walk.stops.find(({ backendId }) => idOf(snapshot, backendId) === 'slow')
  expect(slow?.changed).toContainEqual(expect.objectContaining({ to: 'rgb(0, 255, 0)' }))
})

test('an element that takes the focus back a moment later is a trap', async () => {
  const { walk, snapshot } = await walkAt('/late-trap')
  expect(walk.ended).toBe('trapped')
  expect(idOf(snapshot, walk.trapBackendId ?? 0)).toBe('trap')
})

test('a window that keeps the focus to itself is a trap without an element: another key may close it', async () => {
  const { walk } = await walkAt('/window')
  expect(walk).toMatchObject({ ended: 'trapped', trapBackendId: null })
  expect(walk.stops).toHaveLength(2)
})
