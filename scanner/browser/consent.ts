import { BUTTON_EXPRESSION, type ConsentFinding, FIND_EXPRESSION, goneExpression } from './consent-script.ts'
import { BUDGETS, settle } from './settle.ts'
import type { ConsentState, Tab } from './tab.ts'

export interface ConsentAnswer {
  readonly outcome: 'rejected' | 'no-reject-button' | 'no-banner'
  /** What the rejection stored; other tabs given it need no banner. */
  readonly state: ConsentState | null
}

/** A banner whose platform's script is there, but that is not to be seen yet. */
const LATE_MS = 3_000
const GONE_MS = 3_000

/** A place where the finding was made: the main frame (null) or a frame's world. */
interface Place {
  readonly world: number
  readonly finding: ConsentFinding
}

/**
 * Looks for a consent banner and really clicks its reject button, as a person would. It never accepts and
 * never removes anything: a banner taken out of the page leaves scroll locks and focus traps behind.
 */
export async function rejectConsent(tab: Tab): Promise<ConsentAnswer> {
  const place = await findPlace(tab)
  if (!place) return { outcome: 'no-banner', state: null }
  if (!place.finding.hasButton) return { outcome: 'no-reject-button', state: null }
  const before = await storedBy(tab)
  // The answer may reload the page: that is its right.
  tab.unpin()
  const moves = tab.commits.length
  const isGone = await clickAway(tab, place.world, moves)
  if (tab.commits.length > moves || tab.isLeaving) await settle(tab, { ...BUDGETS, doesScroll: false })
  tab.pin()
  if (!isGone) return { outcome: 'no-reject-button', state: null }
  return { outcome: 'rejected', state: newIn(await storedBy(tab), before) }
}

/** Whether a banner is on the page, without touching it. */
export async function hasConsentBanner(tab: Tab): Promise<boolean> {
  return (await findPlace(tab)) !== null
}

async function findPlace(tab: Tab): Promise<Place | null> {
  const deadline = performance.now() + LATE_MS
  for (;;) {
    let isExpected = false
    let best: Place | null = null
    for (const world of await tab.worlds()) {
      const finding = await tab.evaluateIn<ConsentFinding>(world, FIND_EXPRESSION).catch(() => null)
      if (!finding) continue
      isExpected ||= finding.isExpected
      if (finding.hasBanner && (!best || (finding.hasButton && !best.finding.hasButton)))
        best = { world, finding }
    }
    if (best || !isExpected || performance.now() > deadline) return best
    await new Promise((done) => setTimeout(done, 150))
  }
}

async function clickAway(tab: Tab, world: number, moves: number): Promise<boolean> {
  const button = await tab.session.send('Runtime.evaluate', {
    expression: BUTTON_EXPRESSION,
    contextId: world,
  })
  const { objectId } = button.result
  if (!objectId) return false
  if (await mouseClick(tab, objectId)) {
    const isGone = await isGoneSoon(tab, world)
    if (isGone || tab.commits.length > moves || tab.isLeaving) return true
  }
  // Covered by something, or moving: the click goes to the button all the same.
  await tab.session
    .send('Runtime.callFunctionOn', { objectId, functionDeclaration: 'function () { this.click() }' })
    .catch(() => undefined)
  return (await isGoneSoon(tab, world)) || tab.commits.length > moves
}

/** A document that went away took its banner along. */
function isGoneSoon(tab: Tab, world: number): Promise<boolean> {
  return tab.evaluateIn<boolean>(world, goneExpression(GONE_MS)).catch(() => true)
}

async function mouseClick(tab: Tab, objectId: string): Promise<boolean> {
  try {
    await tab.session.send('DOM.scrollIntoViewIfNeeded', { objectId })
    const { quads } = await tab.session.send('DOM.getContentQuads', { objectId })
    const [x0 = 0, y0 = 0, , , x2 = 0, y2 = 0] = quads[0] ?? []
    if (x2 <= x0 || y2 <= y0) return false
    await tab.page.mouse.click((x0 + x2) / 2, (y0 + y2) / 2)
    return true
  } catch {
    return false
  }
}

async function storedBy(tab: Tab): Promise<ConsentState> {
  const [cookies, own] = await Promise.all([
    tab.context.cookies(),
    tab.evaluate<{ origin: string; entries: [string, string][] }>(
      '(() => { try { return { origin: location.origin, entries: Object.entries(localStorage) } } catch { return { origin: location.origin, entries: [] } } })()',
    ),
  ])
  return {
    cookies: cookies.map(({ name, value, domain, path, secure }) => ({ name, value, domain, path, secure })),
    stored: [own],
  }
}

/** Only what the answer itself stored: a session begun by the site must not be shared by many tabs. */
function newIn(after: ConsentState, before: ConsentState): ConsentState {
  const had = new Set([
    ...before.cookies.map((cookie) => JSON.stringify(cookie)),
    ...before.stored.flatMap(({ entries }) => entries.map((entry) => JSON.stringify(entry))),
  ])
  return {
    cookies: after.cookies.filter((cookie) => !had.has(JSON.stringify(cookie))),
    stored: after.stored.map(({ origin, entries }) => ({
      origin,
      entries: entries.filter((entry) => !had.has(JSON.stringify(entry))),
    })),
  }
}
