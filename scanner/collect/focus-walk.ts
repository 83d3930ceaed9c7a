import type { CDPSession, Page } from 'puppeteer'
import type { FocusStop, FocusWalk } from './evidence.ts'
import { FOCUS_PROBE, type ProbedStop } from './focus-probe.ts'
import { realmOf } from './realm.ts'
import { sessionOf } from './snapshot.ts'

export interface FocusWalkOptions {
  /** Stops of the Tab key at the most. */
  readonly maxStops: number
  readonly maxMs: number
  readonly now: () => number
}

/** Presses of Tab that a native control may keep to itself. */
const STOPS_INSIDE_A_FIELD = 10
/** CSS px around an element in which a change of pixels counts as its focus indicator. */
const PIXEL_MARGIN = 6
/** Elements whose pixels are compared at the most: a screenshot costs as much as ten stops. */
const MAX_PIXEL_LOOKS = 12

/**
 * Walks the page with real presses of the Tab key and compares, at each stop, the computed styles of the
 * element and of what is around it with those it had without focus. Where no style differs, the pixels decide.
 */
export async function walkFocus(page: Page, options: FocusWalkOptions): Promise<FocusWalk> {
  const session = await sessionOf(page)
  const realm = realmOf(page.mainFrame())
  await realm.evaluate(FOCUS_PROBE)
  await realm.evaluate('rampaFocus.prepare()')
  const endsAt = options.now() + options.maxMs
  const stops: FocusStop[] = []
  let pixelLooks = 0
  let stuckPresses = 0
  let ended: FocusWalk['ended'] = 'limit'
  let trapBackendId: number | null = null

  for (let press = 0; press < options.maxStops; press++) {
    if (options.now() > endsAt) {
      ended = 'time'
      break
    }
    await pressTab(session, false)
    const probed = await realm.evaluate<ProbedStop>('rampaFocus.probe()')
    if (probed.kind === 'left' || probed.kind === 'seen-first') {
      ended = 'round'
      break
    }
    // Inside a frame the focus moves on, though the frame element stays the active one here.
    if (probed.kind === 'in-frame') continue
    const backendId = await focusedBackendId(page)
    if (probed.kind === 'stuck') {
      // A date field has several stops inside: day, month, year, the button of its calendar.
      if (++stuckPresses < STOPS_INSIDE_A_FIELD) continue
      const isTrap = await isTrapped(session, page, backendId)
      ended = isTrap ? 'trapped' : 'round'
      trapBackendId = isTrap ? backendId : null
      break
    }
    stuckPresses = 0
    const isDoubtful = !probed.changed.some(drawsByItself) && probed.box !== null && probed.isInView
    const compare = isDoubtful && pixelLooks < MAX_PIXEL_LOOKS
    if (compare) pixelLooks++
    stops.push({
      backendId,
      order: stops.length + 1,
      box: probed.box,
      changed: probed.changed,
      pixelsChanged: compare ? await pixelsChange(page, session) : null,
    })
  }
  await realm.evaluate('rampaFocus.end()')
  return { stops, ended, trapBackendId }
}

/** Changes that draw nothing unless there is something to draw: of an outline that is not there, say. */
const drawsByItself = ({ property, to }: FocusStop['changed'][number]): boolean =>
  !/^outline-(offset|color|width)$/.test(property) && !(property === 'outline-style' && to === 'none')

async function pressTab(session: CDPSession, isBackwards: boolean): Promise<void> {
  const key = {
    key: 'Tab',
    code: 'Tab',
    windowsVirtualKeyCode: 9,
    modifiers: isBackwards ? 8 : 0,
  }
  await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
  await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
}

/** Backend node id of the focused element, inside open shadow roots too; 0 when there is none. */
async function focusedBackendId(page: Page): Promise<number> {
  const handle = await realmOf(page.mainFrame()).evaluateHandle(() => {
    let active: Element | null = document.activeElement
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
    return active
  })
  try {
    const element = handle.asElement()
    return element ? await element.backendNodeId() : 0
  } finally {
    await handle.dispose()
  }
}

/** A trap holds the focus against Tab and against Shift+Tab alike. */
async function isTrapped(session: CDPSession, page: Page, backendId: number): Promise<boolean> {
  for (let press = 0; press < STOPS_INSIDE_A_FIELD; press++) {
    await pressTab(session, true)
    if ((await focusedBackendId(page)) !== backendId) return false
  }
  return true
}

/** Compares pictures of the focused element's surroundings with and without focus; null when none can be made. */
async function pixelsChange(page: Page, session: CDPSession): Promise<boolean | null> {
  const realm = realmOf(page.mainFrame())
  const box = await realm.evaluate<{ x: number; y: number; width: number; height: number } | null>(
    'rampaFocus.viewBox()',
  )
  if (!box || box.width < 1 || box.height < 1) return null
  const clip = {
    x: Math.max(0, box.x - PIXEL_MARGIN),
    y: Math.max(0, box.y - PIXEL_MARGIN),
    width: Math.min(box.width + 2 * PIXEL_MARGIN, 1200),
    height: Math.min(box.height + 2 * PIXEL_MARGIN, 600),
    scale: 1,
  }
  const shoot = async () => (await session.send('Page.captureScreenshot', { format: 'png', clip })).data
  try {
    const focused = await shoot()
    await realm.evaluate('rampaFocus.hide()')
    const unfocused = await shoot()
    await realm.evaluate('rampaFocus.show()')
    return focused !== unfocused
  } catch {
    return null
  }
}
