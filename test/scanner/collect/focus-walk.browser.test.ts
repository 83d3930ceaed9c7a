import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import type { FocusWalk, Snapshot } from '../../../scanner/collect/evidence.ts'
import { walkFocus } from '../../../scanner/collect/focus-walk.ts'
import { takeSnapshot } from '../../../scanner/collect/snapshot.ts'
import { byBackendId } from '../../../scanner/collect/tree.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

const TRAP = `<a href="#" id="before">prima</a><div id="trap" tabindex="0">qui</div><a href="#" id="after">dopo</a>
  <script>document.querySelector('#trap').addEventListener('keydown', (e) => e.key === 'Tab' && e.preventDefault())</script>`

/** Tab stays, as in an editor, until the key has been pressed. */
const until = (
  key: string,
) => `<a href="#">prima</a><div id="editor" tabindex="0">qui</div><a href="#">dopo</a>
  <script>
    let isFree = false
    document.querySelector('#editor').addEventListener('keydown', (e) => {
      if (e.key === '${key}') isFree = true
      else if (e.key === 'Tab' && !isFree) e.preventDefault()
    })
  </script>`

/** More links than pictures are compared of, and between them one that a script marks, out of sight of the styles. */
const MANY = `<style>li a { outline: none } #mark { position: absolute; width: 9px; height: 9px; background: red }</style>
  <ul>${'<li><a href="#">uno</a></li>'.repeat(7)}<li><a href="#" id="marked" data-marked>due</a></li>
  ${'<li><a href="#">uno</a></li>'.repeat(7)}</ul><p id="mark" hidden></p>
  <script>
    const [link, mark] = [document.querySelector('#marked'), document.querySelector('#mark')]
    link.addEventListener('focus', () => {
      const { left, top } = link.getBoundingClientRect()
      mark.style.left = left + scrollX + 'px'
      mark.style.top = top + scrollY + 'px'
      mark.hidden = false
    })
    link.addEventListener('blur', () => { mark.hidden = true })
  </script>`

/** A link that nothing marks, but for what the page's script draws. */
const one = (script: string) =>
  page(`<style>a { outline: none } i { position: fixed; inset: 0; background: red }</style>
    <ul><li><a href="#" id="link">uno</a></li></ul><script>${script}</script>`)

let site: FixtureSite
let pool: BrowserPool
beforeAll(async () => {
  site = await openFixtureSite({
    '/many-kinds': page(
      `<style>a:focus { outline: none }</style>${Array.from({ length: 15 }, (_, at) => `<p><a href="#" class="k${at}">Avviso ${at}</a></p>`).join('')}`,
    ),
    '/indicators':
      page(`<style>#bare:focus { outline: none } #painted { outline: none } #painted:focus { background: navy }</style>
      <a href="#" id="plain">uno</a> <a href="#" id="bare">due</a> <a href="#" id="painted">tre</a>`),
    '/many': page(MANY),
    '/one': one('1'),
    '/one-again': one('1'),
    '/one-marked': one(
      "const [a, i] = [document.querySelector('a'), document.createElement('i')]; a.onfocus = () => document.body.append(i); a.onblur = () => i.remove()",
    ),
    '/trap': page(TRAP),
    '/until-escape': page(until('Escape')),
    '/until-arrow': page(until('ArrowRight')),
    '/until-other': page(until('F6')),
    '/date': page(
      '<a href="#" id="before">prima</a><input type="date" id="day" aria-label="Giorno"><a href="#" id="after">dopo</a>',
    ),
    '/none': page('<p>Niente da raggiungere</p>'),
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

const walkAt = (path: string, maxStops = 20, unmarkedKinds = new Set<string>()): Promise<Walked> =>
  atPage(pool, site.url + path, async (tab) => ({
    snapshot: await takeSnapshot(tab.page, 'default'),
    walk: await walkFocus(tab.page, {
      maxStops,
      maxMs: 15_000,
      now: () => performance.now(),
      unmarkedKinds,
    }),
  }))

const idOf = (snapshot: Snapshot, backendId: number | null) =>
  backendId === null ? null : byBackendId(snapshot, backendId)?.attributes.id

const stopAt = ({ walk, snapshot }: Walked, id: string) =>
  walk.stops.find(({ backendId }) => idOf(snapshot, backendId) === id)

test('stops come in the order of the Tab key', async () => {
  const { walk, snapshot } = await walkAt('/indicators')
  expect(walk.stops.map(({ backendId }) => idOf(snapshot, backendId))).toEqual(['plain', 'bare', 'painted'])
  expect(walk.stops.map(({ order }) => order)).toEqual([1, 2, 3])
  expect(walk.ended).toBe('round')
})

test('an indicator is seen in styles; without one, the pixels say that nothing changed', async () => {
  const walked = await walkAt('/indicators')
  expect(stopAt(walked, 'plain')?.changed.map(({ property }) => property)).toContain('outline-style')
  expect(stopAt(walked, 'painted')?.changed.map(({ property }) => property)).toContain('background-color')
  expect(stopAt(walked, 'bare')?.pixelsChanged).toBe(false)
})

test('what the pixels of one link say holds for those like it, and for no other', async () => {
  const walked = await walkAt('/many')
  const marked = stopAt(walked, 'marked')
  const others = walked.walk.stops.filter((stop) => stop !== marked)
  expect(others.map(({ pixelsChanged }) => pixelsChanged)).toEqual(Array(14).fill(false))
  expect(marked?.pixelsChanged).toBe(true)
})

test('it holds on other pages with the same scripts and style sheets, and on no others', async () => {
  const known = new Set<string>()
  const changed = async (path: string) => stopAt(await walkAt(path, 20, known), 'link')?.pixelsChanged
  expect(await changed('/one')).toBe(false)
  expect(await changed('/one-again')).toBe(false)
  expect(known.size).toBe(1)
  expect(await changed('/one-marked')).toBe(true)
})

test('an element that the focus cannot leave is named as a trap', async () => {
  const { walk, snapshot } = await walkAt('/trap')
  expect(walk.ended).toBe('trapped')
  expect(idOf(snapshot, walk.trapBackendId)).toBe('trap')
})

test.each(['escape', 'arrow'])(
  'what lets go of the focus after a standard key (%s) is no trap',
  async (key) => {
    const { walk } = await walkAt(`/until-${key}`)
    expect(walk).toMatchObject({ ended: 'limit', trapBackendId: null })
  },
)

test('a key that nobody expects to leave with is no way out', async () => {
  expect((await walkAt('/until-other')).walk.ended).toBe('trapped')
})

test('the inner parts of a date field are no trap', async () => {
  const walked = await walkAt('/date')
  expect(walked.walk).toMatchObject({ ended: 'round', trapBackendId: null })
  expect(stopAt(walked, 'after')).toBeDefined()
})

test('a page with nothing to reach has no stops and no trap', async () => {
  const { walk } = await walkAt('/none')
  expect(walk).toMatchObject({ stops: [], trapBackendId: null })
})

test('the walk ends at its limit', async () => {
  const { walk } = await walkAt('/indicators', 2)
  expect(walk.stops.length).toBeLessThanOrEqual(2)
  expect(walk.ended).toBe('limit')
})

test('more kinds in doubt than are looked at: what other pages showed changes no answer', async () => {
  const unmarkedKinds = new Set<string>()
  const answers = async () =>
    (await walkAt('/many-kinds', 20, unmarkedKinds)).walk.stops.map((stop) => stop.pixelsChanged)
  const first = await answers()
  expect(first.filter((answer) => answer === false)).toHaveLength(12)
  expect(unmarkedKinds.size).toBe(12)
  expect(await answers()).toEqual(first)
})
