import type { Page } from 'puppeteer'
import { runAxe } from './axe.ts'
import type { Evidence } from './evidence.ts'
import { takeSnapshot } from './snapshot.ts'

/** ms between two looks at a page, at the least. */
export const SECOND_LOOK_AFTER_MS = 500

export interface Suspects {
  /** axe's ids of the rules that found something. */
  readonly axeRules: readonly string[]
  /** Whether a rule of ours found something in the main state. */
  readonly own: boolean
}

/**
 * Looks at the page again, at the suspects only. What was collected by walking or resizing is kept: it was
 * measured by comparison already.
 */
export async function lookAgain(page: Page, first: Evidence, suspects: Suspects): Promise<Evidence> {
  const { state } = first.snapshot
  const snapshot =
    suspects.own || suspects.axeRules.length > 0 ? await takeSnapshot(page, state) : first.snapshot
  const axe = suspects.axeRules.length > 0 ? [await runAxe(page, state, { rules: suspects.axeRules })] : []
  return { ...first, snapshot, axe }
}
