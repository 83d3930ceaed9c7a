import axe from 'axe-core'
import type { Frame, Page } from 'puppeteer'
import {
  AXE_SCRIPT,
  finish,
  type InnerFrame,
  isAxeThere,
  type Partial,
  runHere,
  runPart,
  type SlimReport,
  selectFrame,
  takePart,
} from './axe-in-page.ts'
import type { AxeRuleResult, AxeRun, State } from './evidence.ts'
import { type Realm, realmOf } from './realm.ts'
import { sessionOf } from './snapshot.ts'

/** ms. One run of axe; what a page needs longer for is split, down to single rules. */
const WHOLE_RUN_MS = 60_000
/** ms. One part of a run that was split, and all of them together. */
const PART_MS = 8_000
const ALL_PARTS_MS = 22_000
/** ms. How long a page has to answer after its script was ended. */
const ANSWER_MS = 250
const MAX_INTERRUPTS = 20

/** These look at every pixel or every pair of elements: on a page too large for all, the others go first. */
export const HEAVY_RULES: ReadonlySet<string> = new Set([
  'target-size',
  'color-contrast',
  'color-contrast-enhanced',
])

/** Every rule of axe, by its own id. */
export const AXE_RULES: readonly string[] = axe.getRules().map(({ ruleId }) => ruleId)

export interface AxeOptions {
  /** Only these rules; absent: all. */
  readonly rules?: readonly string[]
  /** Only these elements of the top document, as selectors; absent: the whole page. */
  readonly include?: readonly string[]
  readonly timeoutMs?: number
}

/**
 * Runs axe in every frame of a page, as axe's partial runs allow, and joins the results in the top frame.
 * https://github.com/dequelabs/axe-core/blob/develop/doc/run-partial.md
 */
export async function runAxe(page: Page, state: State, options: AxeOptions = {}): Promise<AxeRun> {
  const rules = options.rules ?? AXE_RULES
  try {
    return toRun(state, (await runRules(page, rules, options)).rules, [])
  } catch (error) {
    if (!(error instanceof AxeTimeout)) throw error
    return runInParts(page, state, rules, options)
  }
}

const toRun = (state: State, rules: readonly AxeRuleResult[], notRun: AxeRun['notRun']): AxeRun => ({
  state,
  version: axe.version,
  rules,
  notRun,
})

class AxeTimeout extends Error {
  override readonly name = 'AxeTimeout'
}

/** Light rules together, then each heavy one; a part that does not end in time is halved until the time is up. */
async function runInParts(
  page: Page,
  state: State,
  rules: readonly string[],
  options: AxeOptions,
): Promise<AxeRun> {
  const done: AxeRuleResult[] = []
  const notRun: { id: string; reason: string }[] = []
  const endsAt = performance.now() + ALL_PARTS_MS
  const light = rules.filter((id) => !HEAVY_RULES.has(id))
  const parts = [light, ...rules.filter((id) => HEAVY_RULES.has(id)).map((id) => [id])]
  for (let part = parts.shift(); part; part = parts.shift()) {
    if (part.length === 0) continue
    const timeoutMs = Math.min(PART_MS, endsAt - performance.now())
    try {
      if (timeoutMs <= 0) throw new AxeTimeout()
      done.push(...(await runRules(page, part, { ...options, timeoutMs })).rules)
    } catch (error) {
      const isSlow = error instanceof AxeTimeout
      if (part.length > 1 && timeoutMs > 0) parts.unshift(...halvesOf(part))
      else notRun.push(...part.map((id) => ({ id, reason: isSlow ? 'timeout' : 'error' })))
    }
  }
  return toRun(state, done, notRun)
}

const halvesOf = (part: readonly string[]): string[][] => {
  const middle = Math.ceil(part.length / 2)
  return [part.slice(0, middle), part.slice(middle)]
}

async function runRules(
  page: Page,
  rules: readonly string[],
  { include, timeoutMs = WHOLE_RUN_MS }: AxeOptions,
): Promise<SlimReport> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AxeTimeout()), timeoutMs)
  })
  try {
    return await Promise.race([runFrames(page, settingsFor(rules), include), deadline])
  } catch (error) {
    if (error instanceof AxeTimeout) await interrupt(page)
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Ends the script that is running, and forgets the axe that was in the middle of it. What that axe put off goes
 * on with the next task, so it takes as many times as it takes until the page answers.
 */
async function interrupt(page: Page): Promise<void> {
  const session = await sessionOf(page)
  const forget = () => Reflect.deleteProperty(window, 'axe')
  for (let attempt = 0; attempt < MAX_INTERRUPTS; attempt++) {
    await session.send('Runtime.terminateExecution')
    const forgotten = Promise.all(page.frames().map((frame) => realmOf(frame).evaluate(forget)))
    const late = new Promise<false>((resolve) => setTimeout(resolve, ANSWER_MS, false))
    if (await Promise.race([forgotten.then(Boolean, () => false), late])) return
  }
}

function settingsFor(rules: readonly string[]): axe.RunOptions {
  return {
    reporter: 'rampa' as axe.ReporterVersion,
    runOnly: { type: 'rule', values: [...rules] },
    ancestry: true,
    resultTypes: ['violations', 'incomplete'],
    // Style sheets only: fetching all media of a page again would cost its owner too much.
    preload: { assets: ['cssom'], timeout: 3_000 },
  }
}

const NOTHING: SlimReport = { version: axe.version, rules: [] }

async function runFrames(
  page: Page,
  settings: axe.RunOptions,
  include: readonly string[] | undefined,
): Promise<SlimReport> {
  const top = page.mainFrame()
  const realm = realmOf(top)
  await inject(realm)
  if (include || top.childFrames().length === 0) {
    return (await realm.evaluate(runHere, include ?? null, settings)) ?? NOTHING
  }
  const inner = await realm.evaluate(runPart, null, settings)
  const parts = await runInner(realm, inner, settings)
  return realm.evaluate(finish, parts, settings)
}

/** The parts of the frames inside a frame, depth first, as axe expects them. */
async function runInner(
  realm: Realm,
  frames: readonly InnerFrame[],
  settings: axe.RunOptions,
): Promise<Partial[]> {
  const parts: Partial[] = []
  for (const { frameSelector, frameContext } of frames) {
    parts.push(...(await runInside(realm, settings, frameSelector, frameContext)))
  }
  return parts
}

/** A frame that cannot be entered (gone, not loaded) counts as one without result. */
async function runInside(
  realm: Realm,
  settings: axe.RunOptions,
  selector: unknown,
  context: unknown,
): Promise<Partial[]> {
  try {
    const handle = await realm.evaluateHandle(selectFrame, selector)
    const child = await handle.asElement()?.contentFrame()
    await handle.dispose()
    if (!child) return [null]
    const inside = realmOf(child as Frame)
    await inject(inside)
    const inner = await inside.evaluate(runPart, context, settings)
    return [await inside.evaluate(takePart), ...(await runInner(inside, inner, settings))]
  } catch {
    return [null]
  }
}

async function inject(realm: Realm): Promise<void> {
  if (!(await realm.evaluate(isAxeThere))) await realm.evaluate(AXE_SCRIPT)
}
