import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserPool } from '../../../scanner/browser/pool.ts'
import { takePictures } from '../../../scanner/collect/pictures.ts'
import { atPage, openTestPool } from '../../helpers/browser.ts'
import { type FixtureSite, openFixtureSite, page } from '../../helpers/fixture-site.ts'

const EMAIL = '<p>Scrivi a <span id="personal">mario.rossi@example.it</span></p>'
const PAGES = {
  '/text': page(EMAIL),
  '/scrolled': page(`<p style="height:3000px">su</p>${EMAIL}<script>scrollTo(0, 3000)</script>`),
  '/field': page('<input id="personal" aria-label="Nome" value="Mario">'),
}

let site: FixtureSite
let pool: BrowserPool
const folder = mkdtempSync(join(tmpdir(), 'rampa-pictures-'))
beforeAll(async () => {
  site = await openFixtureSite(PAGES)
  pool = await openTestPool({ concurrency: 1 })
})
afterAll(async () => {
  await pool.close()
  await site.close()
  rmSync(folder, { recursive: true })
})

const CONTENT = { width: 1280, height: 800 }
const wanted = (name: string, box = { x: 10, y: 10, width: 200, height: 60 }) => ({
  name,
  box,
  file: join(folder, name),
})

/** Whether something is drawn over the whole of the element, but for the space above and below its letters. */
const IS_COVERED = `(() => {
  const rect = document.querySelector('#personal').getBoundingClientRect()
  return [...document.querySelectorAll('[data-rampa=cover] > div')].some((cover) => {
    const over = cover.getBoundingClientRect()
    return over.left <= rect.left + 1 && over.right >= rect.right - 1 && over.top <= rect.top + 4 && over.bottom >= rect.bottom - 4
  })
})()`

test.each(Object.keys(PAGES))('what is personal is covered: %s', async (path) => {
  const covered = await atPage(pool, site.url + path, async (tab) => {
    await takePictures(tab.page, [wanted('a.jpg')], CONTENT)
    return tab.evaluate<boolean>(IS_COVERED)
  })
  expect(covered).toBe(true)
})

test('each picture is a JPEG of its own; one outside the page is not taken', async () => {
  const inside = [wanted('one.jpg'), wanted('two.jpg')]
  const outside = [wanted('far.jpg', { x: 5_000, y: 10, width: 50, height: 50 })]
  const taken = await atPage(pool, `${site.url}/text`, (tab) =>
    takePictures(tab.page, [...inside, ...outside], CONTENT),
  )
  expect([...taken]).toEqual(['one.jpg', 'two.jpg'])
  for (const { file } of inside) expect(readFileSync(file).subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]))
})
