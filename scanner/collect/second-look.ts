import type { Page } from 'puppeteer'
import { widen } from '../browser/window.ts'
import type { Outcome } from '../rules/rule.ts'
import { HEAVY_RULES, runAxe } from './axe.ts'
import type { AxeRun, Evidence } from './evidence.ts'
import { pathOf } from './selector.ts'
import { takePlaces, takeSnapshot } from './snapshot.ts'
import { byBackendId, nodeAt } from './tree.ts'

/** ms between two looks at a page, at the least. */
export const SECOND_LOOK_AFTER_MS = 500

const AXE = /^axe-/

export interface Suspects {
  /** axe's ids of dear rules, asked of the elements they named only. */
  readonly heavyRules: readonly string[]
  /** Backend ids of those elements: paths to them may have changed since. */
  readonly elements: readonly number[]
  /** axe's ids of the other rules: many compare elements with each other, so they see the whole page again. */
  readonly wholePage: readonly string[]
  /** Rampa's own rules, which need styles and the accessibility tree again. */
  readonly ownRules: readonly string[]
}

/** What has to be looked at again; undefined when nothing does. */
export function suspectsOf({ snapshot }: Evidence, failures: readonly Outcome[]): Suspects | undefined {
  if (failures.length === 0) return undefined
  const heavyRules = new Set<string>()
  const wholePage = new Set<string>()
  const ownRules = new Set<string>()
  const elements = new Set<number>()
  for (const { rule, node } of failures) {
    if (!AXE.test(rule)) {
      ownRules.add(rule)
      continue
    }
    const id = rule.replace(AXE, '')
    const element = node === null ? null : nodeAt(snapshot, node)
    // Inside frames and shadow roots axe is not sent to single elements.
    if (HEAVY_RULES.has(id) && element && pathOf(snapshot, element) !== null) {
      heavyRules.add(id)
      elements.add(element.backendId)
    } else wholePage.add(id)
  }
  return {
    heavyRules: [...heavyRules].filter((id) => !wholePage.has(id)),
    elements: [...elements],
    wholePage: [...wholePage],
    ownRules: [...ownRules],
  }
}

/**
 * Looks at the page again, at the suspects only: axe's rules, and our own on a new snapshot. What was measured
 * by comparing (focus, another width) is kept.
 */
export async function lookAgain(page: Page, first: Evidence, suspects: Suspects): Promise<Evidence> {
  await widen(page)
  const { state } = first.snapshot
  const snapshot = await (suspects.ownRules.length > 0 ? takeSnapshot : takePlaces)(page, state)
  const axe: AxeRun[] = []
  if (suspects.heavyRules.length > 0) {
    const include = suspects.elements.flatMap((backendId) => {
      const element = byBackendId(snapshot, backendId)
      const path = element && pathOf(snapshot, element)
      return path ? [path] : []
    })
    axe.push(await runAxe(page, state, { rules: suspects.heavyRules, include }))
  }
  if (suspects.wholePage.length > 0) axe.push(await runAxe(page, state, { rules: suspects.wholePage }))
  return { ...first, snapshot, axe }
}
