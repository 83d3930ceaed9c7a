import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { AxeNode, AxeRuleResult } from './evidence.ts'

/**
 * What runs inside the page, in our own world beside axe: only results that somebody reads leave the page.
 * The functions are handed over as text, so they may use nothing but their arguments and `window`.
 */

/** axe's report, cut down to what the evidence keeps. */
export interface SlimReport {
  readonly version: string
  readonly rules: readonly AxeRuleResult[]
}

/** What axe hands from a frame to the top: opaque to us, JSON. */
export type Partial = unknown

export interface InnerFrame {
  readonly frameSelector: unknown
  readonly frameContext: unknown
}

declare global {
  interface Window {
    /** Only in the isolated world, once injected. */
    readonly axe: typeof axe
    /** The top frame's own partial result waits here: it is large, and would leave the page to come back. */
    rampaPartial: unknown
  }
}

/** A reporter that counts what passed instead of describing it: passes are most of what axe finds. */
function installReporter(): void {
  const toNode = (node: axe.NodeResult): AxeNode => ({
    ancestry: (node.ancestry ?? []) as AxeNode['ancestry'],
    target: node.target as AxeNode['target'],
    html: node.html,
    impact: node.impact ?? null,
    checks: [...node.any, ...node.all, ...node.none].map(({ id, message, data }) => ({ id, message, data })),
  })
  window.axe.addReporter<SlimReport>('rampa', (raw, options, resolve, reject) => {
    const passed = new Map(raw.map(({ id, passes }) => [id, passes.length]))
    const slim = (report: axe.AxeResults) => {
      const rules = new Map<string, AxeRuleResult>()
      const put = ({ id, impact }: axe.Result, found: object) => {
        const none = { id, impact: null, violations: [], incomplete: [], passedCount: passed.get(id) ?? 0 }
        const known = rules.get(id) ?? none
        rules.set(id, { ...known, impact: known.impact ?? impact ?? null, ...found })
      }
      for (const result of report.violations) put(result, { violations: result.nodes.map(toNode) })
      for (const result of report.incomplete) put(result, { incomplete: result.nodes.map(toNode) })
      for (const result of report.passes) put(result, {})
      resolve({ version: report.testEngine.version, rules: [...rules.values()] })
    }
    window.axe.getReporter<axe.AxeResults>('v2')(raw, options, slim, reject)
  })
}

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/**
 * axe and its reporter, as one script for a world that has neither. In ASCII: a few other characters would make
 * it a text of two bytes a letter wherever it goes, which doubles what it costs to send and to read.
 */
export const AXE_SCRIPT = `${source};(${installReporter})()`.replace(
  /[^\0-\x7f]/g,
  (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
)

/** A page can name an element `axe`: only a real axe counts. */
export const isAxeThere = (): boolean =>
  typeof (window.axe as { runPartial?: unknown })?.runPartial === 'function'

/**
 * The whole run, for a page without frames or for chosen elements of the top document: what passed is never
 * described at all. Elements that are gone are left out.
 */
export const runHere = async (
  include: readonly string[] | null,
  options: axe.RunOptions,
): Promise<SlimReport | null> => {
  const present = include?.filter((selector) => document.querySelector(selector))
  if (present?.length === 0) return null
  const context = present ? { include: present.map((selector) => [selector]) } : document
  const report = await window.axe.run(context as axe.ElementContext, { ...options, iframes: false })
  return report as unknown as SlimReport
}

/** The frame's own part, which waits in the page, and the frames inside it. */
export const runPart = async (frame: unknown, options: axe.RunOptions): Promise<readonly InnerFrame[]> => {
  const context = (frame ?? document) as axe.ElementContext
  const inner = window.axe.utils.getFrameContexts(context)
  window.rampaPartial = await window.axe.runPartial(context, options)
  return inner
}

export const takePart = (): Partial => {
  const part = window.rampaPartial
  window.rampaPartial = undefined
  return part
}

/** Joins the waiting part of the top frame with those of the other frames. */
export const finish = async (others: readonly Partial[], options: axe.RunOptions): Promise<SlimReport> => {
  const parts = [window.rampaPartial, ...others] as axe.PartialResults
  window.rampaPartial = undefined
  return (await window.axe.finishRun(parts, options)) as unknown as SlimReport
}

/** The element a frame selector names, through shadow roots. */
export const selectFrame = (path: never): Element | null => window.axe.utils.shadowSelect(path)
