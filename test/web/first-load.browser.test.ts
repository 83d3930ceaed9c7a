import { gzipSync } from 'node:zlib'
import type { Browser } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, type ServedWeb, serveWeb } from '../helpers/web-app.ts'
import { administrator } from './example-data.ts'
import { openStubApi } from './stub-api.ts'

/** Bytes, gzip: what a slow phone takes before it can do anything. */
const MOST = 90 * 1024

let built: BuiltWeb
let browser: Browser
let served: ServedWeb
beforeAll(async () => {
  built = await buildWeb()
  browser = await openChromium()
  served = await serveWeb(built.folder, openStubApi(administrator).app)
})
afterAll(async () => {
  await browser.close()
  await served.close()
  built.remove()
})

test.each(['/', '/siti', '/segnalazioni', '/da-giudicare', '/corsi', '/formazione', '/profilo'])(
  'the first load of %s has at most 90 KB of script',
  async (path) => {
    const tab = await openTab(browser, 1280)
    await tab.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
    const scripts: Promise<number>[] = []
    tab.on('response', (response) => {
      const isScript = new URL(response.url()).pathname.endsWith('.js')
      if (isScript) scripts.push(response.buffer().then((bytes) => gzipSync(bytes).length))
    })
    await goAndSettle(tab, served.url + path)
    const sizes = await Promise.all(scripts)
    expect(sizes.length).toBeGreaterThan(1)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST)
    await tab.browserContext().close()
  },
)
