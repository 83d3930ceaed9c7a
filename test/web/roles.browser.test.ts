import type { Browser } from 'puppeteer'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Me } from '../../api/app.ts'
import { PERMISSIONS } from '../../api/permissions.ts'
import { axeFaults, goAndSettle, openChromium, openTab } from '../helpers/chromium.ts'
import { type BuiltWeb, buildWeb, serveWeb } from '../helpers/web-app.ts'
import { administrator } from './example-data.ts'
import { SCREENS } from './screens.ts'
import { openStubApi } from './stub-api.ts'

// Every address as each role meets it, also those it has no right to, in a window of 1280 × 1024 at 400 %.

/** CSS px. https://www.w3.org/TR/WCAG22/#reflow */
const ZOOMED = { width: 320, height: 256 }

let built: BuiltWeb
let browser: Browser
beforeAll(async () => {
  built = await buildWeb()
  browser = await openChromium()
})
afterAll(async () => {
  await browser.close()
  built.remove()
})

const roles = (Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]).filter(
  (role) => role !== 'administrator',
)
const guest: Me = {
  ...administrator,
  kind: 'guest',
  person: null,
  roles: [],
  supplier: 'Web Agency',
  can: { 'finding.read': 'own' },
}
const everybody: readonly (readonly [string, Me])[] = [
  ...roles.map((role): [string, Me] => [role, { ...administrator, roles: [role], can: PERMISSIONS[role] }]),
  ['guest', guest],
]

test.each(everybody)('%s meets no fault on any screen', { timeout: 240_000 }, async (_role, me) => {
  const server = await serveWeb(built.folder, openStubApi(me).app)
  const tab = await openTab(browser, ZOOMED.width)
  await tab.setViewport(ZOOMED)
  await tab.evaluateOnNewDocument(() => localStorage.setItem('rampa-signed-in', 'yes'))
  const faults: string[] = []
  for (const { path } of SCREENS) {
    await goAndSettle(tab, server.url + path)
    await tab.waitForFunction(() => !document.title.startsWith('Caricamento'))
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    if (over > 0) faults.push(`${path}: ${over} px too wide`)
    faults.push(...(await axeFaults(tab)).map((fault) => `${path}: ${fault}`))
  }
  expect(faults).toEqual([])
  await tab.browserContext().close()
  await server.close()
})
