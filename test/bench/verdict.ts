import { rmSync } from 'node:fs'
import { Hono } from 'hono'
import type { Page } from 'puppeteer'
import { openChromium, openTab } from '../helpers/chromium.ts'
import { buildWeb, serveWeb } from '../helpers/web-app.ts'

/**
 * ms from the last key to the verdict on screen, in Chromium, for pages of 1, 10 and 48 KB: what the learner waits.
 * The pause after which the page is looked at is in it. Ends with 1 when the median of one is over 300.
 */
const SIZES_KB = [1, 10, 48]
const TURNS = 15
const LIMIT_MS = 300

const RULES = ['image-alt', 'link-name', 'empty-heading', 'heading-order', 'td-headers-attr']

function pageOf(kb: number): string {
  const before = `<!doctype html><html lang="it"><head><title>Avviso</title></head><body><main>
<h1 id="titolo" data-edit="text">Orari</h1><p id="colore" class="testo-blu">Aperto</p>`
  const piece =
    '<h2>Sportello</h2><p>Aperto il <a href="#a">martedì</a>, <strong>ore 9</strong>.</p><ul><li>Uno</li></ul>'
  const times = Math.max(1, Math.round((kb * 1_024 - before.length) / piece.length))
  return `${before}${piece.repeat(times)}</main></body></html>`
}

const exerciseOf = (kb: number) => ({
  id: `pagina-${kb}`,
  rev: 1,
  kind: 'repair-page',
  title: 'Una pagina',
  after: 'Sai scrivere un titolo',
  skills: ['titoli'],
  autonomy: 3,
  minutes: 3,
  task: '<p>Scrivi il titolo.</p>',
  hints: [],
  spec: {
    page: pageOf(kb),
    checks: [
      {
        id: 'detto',
        required: true,
        ifFails: 'Manca la parola.',
        text: { of: '#titolo', contains: [['pari']] },
      },
      { id: 'regole', required: true, ifFails: 'Resta un ostacolo.', axe: { absent: RULES } },
      { id: 'nome', required: true, ifFails: 'Manca il nome.', name: { of: 'a', contains: [['martedì']] } },
      { id: 'contrasto', required: true, ifFails: 'Si legge male.', contrast: { of: '#colore', min: 4.5 } },
      { id: 'resto', required: true, ifFails: 'Il resto va bene.', unchanged: { allBut: '#titolo' } },
    ],
    typicalMistakes: [],
    solution: { put: {} },
    alsoValid: [],
  },
})

/** Types the last letters of a word by turns, so that the first check holds every second time. */
async function measure(tab: Page): Promise<readonly number[]> {
  const times: number[] = []
  for (let turn = 0; turn < TURNS; turn += 1) {
    await tab.evaluate(() => {
      const box = document.querySelector('.check-list')
      const state = globalThis as unknown as { took?: Promise<number> }
      state.took = new Promise((resolve) => {
        let last = 0
        addEventListener('keydown', () => {
          last = performance.now()
        })
        new MutationObserver((_, self) => {
          self.disconnect()
          resolve(performance.now() - last)
        }).observe(box ?? document.body, {
          subtree: true,
          childList: true,
          characterData: true,
          attributes: true,
        })
      })
    })
    if (turn % 2 === 0) await tab.keyboard.type('pari')
    else for (let at = 0; at < 4; at += 1) await tab.keyboard.press('Backspace')
    times.push(await tab.evaluate(() => (globalThis as unknown as { took: Promise<number> }).took))
  }
  return times.toSorted((a, b) => a - b)
}

const web = await buildWeb()
const api = new Hono()
  .get('/exercises/:id', (c) => c.json(exerciseOf(Number(c.req.param('id').split('-')[1]))))
  .get('/me', (c) => c.json({ person: null, organisation: null, role: null }))
const served = await serveWeb(web.folder, api)
const browser = await openChromium()
let isSlow = false
try {
  for (const kb of SIZES_KB) {
    const tab = await openTab(browser, 1280)
    await tab.goto(`${served.url}/esercizi/pagina-${kb}`)
    await tab.waitForSelector('.check-list')
    await tab.focus('main input')
    await tab.keyboard.press('End')
    const times = await measure(tab)
    const at = (share: number) => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)
    const byServer = await tab.evaluate(() => document.body.textContent?.includes('server di Rampa') ?? false)
    const note = byServer ? ' (by the server)' : ''
    process.stdout.write(
      `${kb} KB: median ${at(0.5)} ms, p90 ${at(0.9)} ms, worst ${at(1)} ms after the last key${note}\n`,
    )
    if (at(0.5) > LIMIT_MS || byServer) isSlow = true
    await tab.browserContext().close()
  }
} finally {
  await browser.close()
  await served.close()
  rmSync(web.folder, { recursive: true, force: true })
}
process.exitCode = isSlow ? 1 : 0
