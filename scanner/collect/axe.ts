import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import axe from 'axe-core'
import type { Frame, Page } from 'puppeteer'
import type { AxeNode, AxeRuleResult, AxeRun, State } from './evidence.ts'
import { type Realm, realmOf } from './realm.ts'

/** ms. One run of axe; a page that needs longer is judged rule by rule. */
const WHOLE_RUN_MS = 60_000
/** ms. One rule, when the whole run did not end. */
const ONE_RULE_MS = 8_000

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const ruleIds = axe.getRules().map(({ ruleId }) => ruleId)

export interface AxeOptions {
  /** Only these rules; absent: all. */
  readonly rules?: readonly string[]
  /** Only these elements of the top document, as selectors; absent: the whole page. */
  readonly include?: readonly string[]
  readonly timeoutMs?: number
}

/** What axe hands from a frame to the top: opaque to us, JSON. */
type Partial = unknown

/**
 * Runs axe in every frame of a page, each in its own process as axe's partial runs allow, and joins the
 * results in the top frame. https://github.com/dequelabs/axe-core/blob/develop/doc/run-partial.md
 */
export async function runAxe(page: Page, state: State, options: AxeOptions = {}): Promise<AxeRun> {
  const rules = options.rules ?? ruleIds
  try {
    return toRun(state, await runWhole(page, rules, options), [])
  } catch (error) {
    if (!(error instanceof AxeTimeout)) throw error
    return runOneByOne(page, state, rules, options)
  }
}

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
  for (const id of rules) {
    try {
      done.push(...toRun(state, await runWhole(page, [id], { ...options, timeoutMs: ONE_RULE_MS }), []).rules)
    } catch (error) {
      notRun.push({ id, reason: error instanceof AxeTimeout ? 'timeout' : 'error' })
    }
  }
  return { state, version: axe.version, rules: done, notRun }
}

async function runWhole(
  page: Page,
  rules: readonly string[],
  { include, timeoutMs = WHOLE_RUN_MS }: AxeOptions,
): Promise<axe.AxeResults> {
  const settings = settingsFor(rules)
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AxeTimeout()), timeoutMs)
  })
  try {
    return await Promise.race([runFrames(page, settings, include), deadline])
  } finally {
    clearTimeout(timer)
  }
}

function settingsFor(rules: readonly string[]): axe.RunOptions {
  return {
    runOnly: { type: 'rule', values: [...rules] },
    ancestry: true,
    resultTypes: ['violations', 'incomplete'],
    // Style sheets only: fetching all media of a page again would cost its owner too much.
    preload: { assets: ['cssom'], timeout: 3_000 },
  }
}

interface FrameContext {
  readonly frameSelector: unknown
  readonly frameContext: unknown
}

declare global {
  interface Window {
    /** Only in the isolated world, once injected. */
    readonly axe: typeof axe
  }
}

async function runFrames(
  page: Page,
  settings: axe.RunOptions,
  include: readonly string[] | undefined,
): Promise<axe.AxeResults> {
  const top = page.mainFrame()
  const partials = await runPartial(
    top,
    settings,
    include && { include: include.map((selector) => [selector]) },
  )
  return realmOf(top).evaluate(
    (results: never, options: never) => window.axe.finishRun(results, options),
    partials,
    settings,
  )
}

/** The frame's own result, then those of its frames, in the order axe expects. */
async function runPartial(frame: Frame, settings: axe.RunOptions, context: unknown): Promise<Partial[]> {
  const realm = realmOf(frame)
  await inject(realm)
  const inner = (await realm.evaluate(
    (scope: never) => window.axe.utils.getFrameContexts(scope ?? document),
    context,
  )) as readonly FrameContext[]
  const own = await realm.evaluate(
    (scope: never, options: never) => window.axe.runPartial(scope ?? document, options),
    context,
    settings,
  )
  const results: Partial[] = [own]
  for (const { frameSelector, frameContext } of inner) {
    results.push(...(await runInside(realm, settings, frameSelector, frameContext)))
  }
  return results
}

/** A frame that cannot be entered (gone, not loaded) counts as one without result. */
async function runInside(
  realm: Realm,
  settings: axe.RunOptions,
  selector: unknown,
  context: unknown,
): Promise<Partial[]> {
  try {
    const handle = await realm.evaluateHandle((path: never) => window.axe.utils.shadowSelect(path), selector)
    const child = await handle.asElement()?.contentFrame()
    return child ? await runPartial(child as Frame, settings, context) : [null]
  } catch {
    return [null]
  }
}

async function inject(realm: Realm): Promise<void> {
  const isThere = await realm.evaluate(() => 'axe' in window)
  if (!isThere) await realm.evaluate(source)
  // Frames are entered from here, not by messages between them.
  await realm.evaluate(() => {
    window.axe.configure({ allowedOrigins: ['<unsafe_all_origins>'] })
  })
}

function toRun(state: State, results: axe.AxeResults, notRun: AxeRun['notRun']): AxeRun {
  const rules = new Map<string, AxeRuleResult>()
  const ruleOf = (result: axe.Result): AxeRuleResult =>
    rules.get(result.id) ?? {
      id: result.id,
      impact: result.impact ?? null,
      violations: [],
      incomplete: [],
      passedCount: 0,
    }
  for (const result of results.violations) {
    rules.set(result.id, { ...ruleOf(result), violations: result.nodes.map(toNode) })
  }
  for (const result of results.incomplete) {
    rules.set(result.id, { ...ruleOf(result), incomplete: result.nodes.map(toNode) })
  }
  for (const result of results.passes) {
    rules.set(result.id, { ...ruleOf(result), passedCount: result.nodes.length })
  }
  return { state, version: results.testEngine.version, rules: [...rules.values()], notRun }
}

function toNode(node: axe.NodeResult): AxeNode {
  const checks = [...node.any, ...node.all, ...node.none].map(({ id, message, data }) => ({
    id,
    message,
    data,
  }))
  return {
    ancestry: (node.ancestry ?? []) as AxeNode['ancestry'],
    target: node.target as AxeNode['target'],
    html: node.html,
    impact: node.impact ?? null,
    checks,
  }
}
