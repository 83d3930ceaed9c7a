import type { CDPSession, Page } from 'puppeteer'
import type { Box, FocusStop, FocusWalk } from './evidence.ts'
import { FOCUS_PROBE, type ProbedStop, type WalkEnd } from './focus-probe.ts'
import { type Realm, realmOf } from './realm.ts'
import { sessionOf } from './snapshot.ts'

export interface FocusWalkOptions {
  /** Stops of the Tab key at the most. */
  readonly maxStops: number
  readonly maxMs: number
  readonly now: () => number
  /** Kinds of stops at which no pixel changes: known from other pages, and added to. */
  readonly unmarkedKinds: Set<string>
}

/** Presses of Tab sent at once, more or fewer: waiting for each costs more than all the rest of the walk. */
const BATCH = { least: 3, most: 20 }
/** Presses of Shift+Tab after which an element that still has the focus may be a trap. */
const PRESSES_BACK = 10
/** Other keys that people try to leave with. https://www.w3.org/TR/WCAG22/#no-keyboard-trap */
const OTHER_WAYS_OUT = [
  { key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 27 },
  { key: 'ArrowRight', code: 'ArrowRight', windowsVirtualKeyCode: 39 },
  { key: 'ArrowDown', code: 'ArrowDown', windowsVirtualKeyCode: 40 },
]
/** ms between presses on a page whose scripts move the focus. */
const PACE_MS = 50
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
  const endsAt = options.now() + options.maxMs
  const isLate = () => options.now() > endsAt
  const prepare = () => realm.evaluate<number>(`${FOCUS_PROBE};rampaFocus.prepare(${options.maxStops})`)
  // One press more than there are stops, and the focus has left the page.
  const expected = Math.min(options.maxStops, await prepare()) + 1
  let end = await press(session, realm, { ...options, expected, isLate, paceMs: 0 })
  if (await realm.evaluate<boolean>('rampaFocus.drifts()')) {
    await realm.evaluate('rampaFocus.end()')
    await prepare()
    end = await press(session, realm, { ...options, expected, isLate, paceMs: PACE_MS })
  }
  const isTrap = end === 'stuck' && (await isTrapped(session, realm))
  const ids = await backendIdsOf(realm)
  const seen = await realm.evaluate<ProbedStop[]>('rampaFocus.seen()')
  const pixels = isTrap ? [] : await lookAtPixels(session, realm, seen, options.unmarkedKinds, isLate)
  const stops = seen.map(
    ({ box, changed }, at): FocusStop => ({
      backendId: ids[at] ?? 0,
      order: at + 1,
      box,
      changed,
      pixelsChanged: pixels[at] ?? null,
    }),
  )
  await realm.evaluate('rampaFocus.end()')
  const trap = isTrap ? stops.at(-1) : undefined
  return { stops, ended: isTrap ? 'trapped' : ENDS[end], trapBackendId: trap?.backendId ?? null }
}

/**
 * What a walk's end means. A loop may be a window in front of the page that another key closes, so it is a trap
 * without an element: for a person to judge. An element that only Shift+Tab leaves ends the walk before its end.
 */
const ENDS: Readonly<Record<WalkEnd | 'time', FocusWalk['ended']>> = {
  round: 'round',
  loop: 'trapped',
  stuck: 'limit',
  limit: 'limit',
  time: 'time',
}

interface Pressing {
  readonly maxStops: number
  /** Presses after which the walk should be at its end. */
  readonly expected: number
  readonly isLate: () => boolean
  readonly paceMs: number
}

async function press(
  session: CDPSession,
  realm: Realm,
  { maxStops, expected, isLate, paceMs }: Pressing,
): Promise<WalkEnd | 'time'> {
  // Frames have stops of their own that take presses too.
  for (let presses = 0, batch = 0; presses < 2 * maxStops; presses += batch) {
    if (isLate()) return 'time'
    batch = paceMs > 0 ? 1 : Math.min(BATCH.most, Math.max(BATCH.least, expected - presses))
    await Promise.all(Array.from({ length: batch }, () => pressTab(session, false)))
    if (paceMs > 0) await pause(paceMs)
    const end = await realm.evaluate<WalkEnd | null>('rampaFocus.ended()')
    if (end) return end
  }
  return 'limit'
}

const pressTab = (session: CDPSession, isBackwards: boolean): Promise<void> =>
  pressKey(session, {
    key: 'Tab',
    code: 'Tab',
    windowsVirtualKeyCode: 9,
    modifiers: isBackwards ? 8 : 0,
  })

interface Key {
  readonly key: string
  readonly code: string
  readonly windowsVirtualKeyCode: number
  readonly modifiers?: number
}

/** @returns when the page has dealt with both events; they keep their order */
async function pressKey(session: CDPSession, key: Key): Promise<void> {
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
  ])
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** Backend node ids of the stops, in order. */
async function backendIdsOf(realm: Realm): Promise<number[]> {
  const list = await realm.evaluateHandle('rampaFocus.stops()')
  const stops = [...(await list.getProperties()).values()].flatMap((handle) => handle.asElement() ?? [])
  return Promise.all(stops.map((element) => element.backendNodeId().catch(() => 0)))
}

/** A trap holds the focus against Tab, Shift+Tab and the other standard keys alike. */
async function isTrapped(session: CDPSession, realm: Realm): Promise<boolean> {
  const holds = async (pressed: Promise<void>) => {
    await pressed
    await pause(PACE_MS)
    return realm.evaluate<boolean>('rampaFocus.isAtLast()')
  }
  for (let presses = 0; presses < PRESSES_BACK; presses++) {
    if (!(await holds(pressTab(session, true)))) return false
  }
  for (const key of OTHER_WAYS_OUT) {
    // The key may move the focus, or give Tab back its meaning.
    if (!(await holds(pressKey(session, key)))) return false
    if (!(await holds(pressTab(session, true)))) return false
  }
  return true
}

/**
 * Whether pixels change at the stops in doubt; null for all others. That nothing changes at one stop holds for all
 * of its kind; a change does not, since it can be chance: a picture that moves by itself nearby. What other pages
 * showed saves the look, but counts as one: a page gets the same answers in whatever order pages are visited.
 */
async function lookAtPixels(
  session: CDPSession,
  realm: Realm,
  stops: readonly ProbedStop[],
  unmarkedKinds: Set<string>,
  isLate: () => boolean,
): Promise<(boolean | null)[]> {
  const unmarkedHere = new Set<string>()
  let looks = 0
  const answerOf = async (kind: string | null, at: number): Promise<boolean | null> => {
    if (kind === null) return null
    if (unmarkedHere.has(kind)) return false
    if (looks >= MAX_PIXEL_LOOKS || isLate()) return null
    looks++
    const answer = unmarkedKinds.has(kind) ? false : await pixelsChange(session, realm, at)
    if (answer === false) {
      unmarkedKinds.add(kind)
      unmarkedHere.add(kind)
    }
    return answer
  }
  const answers: (boolean | null)[] = []
  for (const [at, { doubtfulKind }] of stops.entries()) answers.push(await answerOf(doubtfulKind, at))
  return answers
}

/** Compares pictures of a stop's surroundings with and without focus; null when none can be made. */
async function pixelsChange(session: CDPSession, realm: Realm, at: number): Promise<boolean | null> {
  const box = await realm.evaluate<Box | null>(`rampaFocus.show(${at})`)
  if (!box || box.width < 1 || box.height < 1) return null
  const clip = {
    x: Math.max(0, box.x - PIXEL_MARGIN),
    y: Math.max(0, box.y - PIXEL_MARGIN),
    width: Math.min(box.width + 2 * PIXEL_MARGIN, 1200),
    height: Math.min(box.height + 2 * PIXEL_MARGIN, 600),
    scale: 1,
  }
  const shoot = async () =>
    (await session.send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true, clip })).data
  try {
    const focused = await shoot()
    await realm.evaluate(`rampaFocus.hide(${at})`)
    return focused !== (await shoot())
  } catch {
    return null
  }
}
