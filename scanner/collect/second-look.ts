import type { Page } from 'puppeteer'
import { axeRules } from '../rules/axe-catalogue.ts'
import type { Outcome } from '../rules/rule.ts'
import { runAxe } from './axe.ts'
import type { AxeRun, Evidence } from './evidence.ts'
import { takeSnapshot } from './snapshot.ts'

/** ms between two looks at a page, at the least. */
export const SECOND_LOOK_AFTER_MS = 500

export interface Suspects {
  /** axe's ids of rules that found elements, with a selector for each element. */
  readonly elements: ReadonlyMap<string, readonly string[]>
  /** axe's ids of rules that have to see the whole page again. */
  readonly wholePage: readonly string[]
}

/** What has to be looked at again; undefined when nothing does. */
export function suspectsOf(evidence: Evidence, failures: readonly Outcome[]): Suspects | undefined {
  if (failures.length === 0) return undefined
  const failing = new Set(failures.map(({ rule }) => rule))
  const elements = new Map<string, string[]>()
  const wholePage: string[] = []
  for (const run of evidence.axe) {
    for (const { id, violations } of run.rules) {
      if (violations.length === 0 || !failing.has(axeRules.get(id)?.id ?? '')) continue
      const selectors = violations.map(({ ancestry }) => (ancestry.length === 1 ? ancestry[0] : undefined))
      const isSimple = selectors.every(
        (selector) => typeof selector === 'string' && selector.split(' > ').length > 2,
      )
      if (isSimple) elements.set(id, selectors as string[])
      else wholePage.push(id)
    }
  }
  return { elements, wholePage }
}

/**
 * Looks at the page again, at the suspects only: axe's rules on the elements they named, our own rules on a new
 * snapshot. What was measured by comparing (focus, another width) is kept.
 */
export async function lookAgain(page: Page, first: Evidence, suspects: Suspects): Promise<Evidence> {
  const { state } = first.snapshot
  const snapshot = await takeSnapshot(page, state)
  const axe: AxeRun[] = []
  if (suspects.elements.size > 0) {
    const include = [...new Set([...suspects.elements.values()].flat())]
    axe.push(await runAxe(page, state, { rules: [...suspects.elements.keys()], include }))
  }
  if (suspects.wholePage.length > 0) axe.push(await runAxe(page, state, { rules: suspects.wholePage }))
  return { ...first, snapshot, axe }
}
