/**
 * What runs inside the page to know when it is ready. It runs in a world of its own, so the page's changed
 * natives do not reach it. The functions are sent as text: each may use only its arguments, what a browser
 * has, and the other functions of this file.
 */

export interface SettleBudgets {
  readonly loadMs: number
  /** Silence that counts as quiet when nothing moved since the load event, and when something did. */
  readonly quietMs: number
  readonly quietAfterActivityMs: number
  readonly quietMaxMs: number
  readonly mediaMs: number
  readonly scrollMs: number
  readonly scrollScreens: number
  /** A refresh within this time is a redirect to wait for; a later one is stopped while the page is read. */
  readonly refreshMs: number
  readonly doesScroll: boolean
}

export interface SettleResult {
  readonly stage: 'quiet' | 'load-timeout' | 'never-quiet'
  readonly notes: readonly string[]
}

interface Activity {
  last: number
  callbacks: number
  isCut: boolean
  readonly seen: WeakMap<Node, Map<string, number>>
  readonly roots: WeakSet<Node>
  readonly stop: (() => void)[]
}

async function settleInPage(budgets: SettleBudgets): Promise<SettleResult> {
  const activity = watchActivity()
  const notes: string[] = []
  const isLoaded = await whenLoaded(budgets.loadMs)
  const loadedAt = performance.now()
  const isStatic = hasNoScript()
  activity.last = loadedAt
  lookInto(activity, document)
  await refreshWait(budgets.refreshMs)
  let isQuiet = isStatic || (await whenQuiet(activity, loadedAt, budgets))
  if (budgets.doesScroll && needsScroll(isStatic)) {
    const before = performance.now()
    if (await scrollThrough(budgets)) notes.push('content grows while scrolling')
    const hasMoved = activity.last > before
    if (isQuiet && !isStatic && hasMoved) isQuiet = await whenQuiet(activity, before, budgets)
  }
  await whenMediaIsIn(budgets.mediaMs)
  finishAnimations()
  for (const stop of activity.stop) stop()
  if (activity.isCut) notes.push('never stops changing')
  return { stage: isLoaded ? (isQuiet ? 'quiet' : 'never-quiet') : 'load-timeout', notes }
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

function whenLoaded(maxMs: number): Promise<boolean> {
  if (document.readyState === 'complete') return Promise.resolve(true)
  return new Promise((done) => {
    const timer = setTimeout(() => done(false), maxMs)
    const loaded = () => {
      clearTimeout(timer)
      done(true)
    }
    window.addEventListener('load', loaded, { once: true, capture: true })
  })
}

/** Nothing can move by itself: such a page need not be watched for silence. */
function hasNoScript(): boolean {
  for (const script of document.scripts) if (!/json|template/.test(script.type)) return false
  return document.querySelector('iframe, frame, object, embed, portal') === null
}

function watchActivity(): Activity {
  const activity: Activity = {
    last: performance.now(),
    callbacks: 0,
    isCut: false,
    seen: new WeakMap(),
    roots: new WeakSet(),
    stop: [],
  }
  lookInto(activity, document)
  const resources = new PerformanceObserver(() => {
    if (!activity.isCut) activity.last = performance.now()
  })
  resources.observe({ type: 'resource', buffered: false })
  activity.stop.push(() => resources.disconnect())
  return activity
}

/** Observes a document or shadow root, and the open shadow roots and same-origin frames inside it. */
function lookInto(activity: Activity, root: Document | ShadowRoot | Element): void {
  if (root.nodeType !== 1 && !activity.roots.has(root)) {
    activity.roots.add(root)
    const observer = new MutationObserver((records) => onMutations(activity, records))
    observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true })
    activity.stop.push(() => observer.disconnect())
  }
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) lookInto(activity, element.shadowRoot)
    if (element.localName !== 'iframe' && element.localName !== 'frame') continue
    const inner = (element as HTMLIFrameElement).contentDocument
    if (inner) lookInto(activity, inner)
  }
}

/**
 * Carousels and tickers change the same thing for ever: only the first three changes of one (node, attribute)
 * pair count, and after 5,000 callbacks the watch is given up.
 */
function onMutations(activity: Activity, records: MutationRecord[]): void {
  if (++activity.callbacks > 5_000) {
    activity.isCut = true
    for (const stop of activity.stop) stop()
    return
  }
  let hasNews = false
  for (const { target, type, attributeName, addedNodes } of records) {
    const counts = activity.seen.get(target) ?? new Map<string, number>()
    activity.seen.set(target, counts)
    const key = attributeName ?? type
    const times = (counts.get(key) ?? 0) + 1
    counts.set(key, times)
    if (times <= 3) hasNews = true
    for (const node of addedNodes) {
      if (node.nodeType !== 1) continue
      const { shadowRoot } = node as Element
      if (shadowRoot) lookInto(activity, shadowRoot)
      lookInto(activity, node as Element)
    }
  }
  if (hasNews) activity.last = performance.now()
}

async function whenQuiet(activity: Activity, since: number, budgets: SettleBudgets): Promise<boolean> {
  const deadline = performance.now() + budgets.quietMaxMs
  for (;;) {
    const windowMs = activity.last > since ? budgets.quietAfterActivityMs : budgets.quietMs
    const now = performance.now()
    const left = Math.max(activity.last, since) + windowMs - now
    if (left <= 0) return !activity.isCut
    if (now >= deadline) return false
    await pause(Math.min(left, deadline - now) + 1)
  }
}

/** A refresh that comes at once is a redirect: the page that follows it is the one to read. */
async function refreshWait(maxMs: number): Promise<void> {
  const refresh = document.querySelector('meta[http-equiv="refresh" i]')?.getAttribute('content') ?? ''
  const match = /^\s*(\d+(?:\.\d+)?)\s*[;,]\s*(?:url\s*=)?\s*\S/i.exec(refresh)
  const delayMs = Number(match?.[1] ?? Number.NaN) * 1000
  if (delayMs <= maxMs) await pause(delayMs + 500)
}

function needsScroll(isStatic: boolean): boolean {
  const { scrollHeight } = document.scrollingElement ?? document.documentElement
  if (scrollHeight <= innerHeight * 1.1) return false
  return !isStatic || document.querySelector('[loading="lazy" i]') !== null
}

/** A frame or two, so that what watches for visibility hears of it. */
function nextFrame(): Promise<void> {
  return new Promise((done) => {
    setTimeout(done, 120)
    requestAnimationFrame(() => requestAnimationFrame(() => done()))
  })
}

/** @returns whether the page grew again and again: content without an end */
async function scrollThrough({ scrollMs, scrollScreens }: SettleBudgets): Promise<boolean> {
  const box = document.scrollingElement ?? document.documentElement
  const deadline = performance.now() + scrollMs
  let height = box.scrollHeight
  let growths = 0
  for (let screen = 1; screen <= scrollScreens && performance.now() < deadline; screen++) {
    const top = screen * innerHeight
    if (top >= box.scrollHeight) break
    window.scrollTo({ top, left: 0, behavior: 'instant' })
    await nextFrame()
    if (box.scrollHeight > height + innerHeight / 2) growths++
    height = box.scrollHeight
  }
  window.scrollTo({ top: 0, left: 0, behavior: 'instant' })
  await nextFrame()
  return growths >= 3
}

async function whenMediaIsIn(maxMs: number): Promise<void> {
  const waits: Promise<unknown>[] = []
  if (document.fonts.status === 'loading') waits.push(document.fonts.ready)
  for (const image of document.images) {
    // A lazy picture that is not rendered is never asked for.
    if (image.complete || (image.loading === 'lazy' && image.getClientRects().length === 0)) continue
    waits.push(
      new Promise((done) => {
        image.addEventListener('load', done, { once: true })
        image.addEventListener('error', done, { once: true })
      }),
    )
  }
  if (waits.length > 0) await Promise.race([Promise.all(waits), pause(maxMs)])
}

/** Colours and boxes are read at the end of each movement, not in the middle. */
function finishAnimations(): void {
  for (const animation of document.getAnimations()) {
    try {
      if (animation.effect?.getComputedTiming().endTime === Number.POSITIVE_INFINITY) animation.pause()
      else animation.finish()
    } catch {
      animation.cancel()
    }
  }
}

const PARTS = [
  settleInPage,
  pause,
  whenLoaded,
  hasNoScript,
  watchActivity,
  lookInto,
  onMutations,
  whenQuiet,
  refreshWait,
  needsScroll,
  nextFrame,
  scrollThrough,
  whenMediaIsIn,
  finishAnimations,
]

const SOURCE = PARTS.map(String).join('\n')

export function settleExpression(budgets: SettleBudgets): string {
  return `(() => {${SOURCE}\nreturn settleInPage(${JSON.stringify(budgets)})})()`
}

/** Runs in the page's own world: names the natives that the page replaced, without trusting any of them. */
export const NATIVES_PROBE = `(() => {
  let found = ''
  const look = (name, value) => {
    let text = ''
    try { text = Function.prototype.toString.call(value) } catch {}
    if (typeof value !== 'function' || text.indexOf('[native code]') < 0) found += (found ? ', ' : '') + name
  }
  look('Set', window.Set); look('Map', window.Map); look('WeakMap', window.WeakMap)
  look('Promise', window.Promise); look('MutationObserver', window.MutationObserver)
  look('JSON.stringify', window.JSON && JSON.stringify); look('JSON.parse', window.JSON && JSON.parse)
  look('Array.from', window.Array && Array.from); look('Object.keys', window.Object && Object.keys)
  for (const name of ['map', 'filter', 'forEach', 'includes', 'indexOf', 'push', 'slice'])
    look('Array.prototype.' + name, Array.prototype[name])
  return found
})()`
