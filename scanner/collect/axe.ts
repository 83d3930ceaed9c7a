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

/** ms. One run of axe; a page that needs longer is judged rule by rule. */
const WHOLE_RUN_MS = 60_000
/** ms. One rule, when the whole run did not end, and all of them together. */
const ONE_RULE_MS = 5_000
const ALL_RULES_MS = 20_000

/** These look at every pixel or every pair of elements: on a page too large for all, the others go first. */
export const HEAVY_RULES: ReadonlySet<string> = new Set([
  'target-size',
  'color-contrast',
  'color-contrast-enhanced',
])

const ruleIds = axe.getRules().map(({ ruleId }) => ruleId)

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
  const rules = options.rules ?? ruleIds
  try {
    return toRun(state, (await runRules(page, rules, options)).rules, [])
  } catch (error) {
    if (!(error instanceof AxeTimeout)) throw error
    return runOneByOne(page, state, rules, options)
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

async function runOneByOne(
  page: Page,
  state: State,
  rules: readonly string[],
  options: AxeOptions,
): Promise<AxeRun> {
  const done: AxeRuleResult[] = []
  const notRun: { id: string; reason: string }[] = []
  const endsAt = performance.now() + ALL_RULES_MS
  for (const id of [...rules].sort((a, b) => Number(HEAVY_RULES.has(a)) - Number(HEAVY_RULES.has(b)))) {
    const timeoutMs = Math.min(ONE_RULE_MS, endsAt - performance.now())
    try {
      if (timeoutMs <= 0) throw new AxeTimeout()
      done.push(...(await runRules(page, [id], { ...options, timeoutMs })).rules)
    } catch (error) {
      notRun.push({ id, reason: error instanceof AxeTimeout ? 'timeout' : 'error' })
    }
  }
  return toRun(state, done, notRun)
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

/** Ends the script that is running, and forgets the axe that was in the middle of it. */
async function interrupt(page: Page): Promise<void> {
  const session = await sessionOf(page)
  await session.send('Runtime.terminateExecution').catch(() => undefined)
  const forget = () => {
    Reflect.deleteProperty(window, 'axe')
  }
  for (const frame of page.frames())
    void realmOf(frame)
      .evaluate(forget)
      .catch(() => undefined)
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
