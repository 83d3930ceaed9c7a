import { NATIVES_PROBE, type SettleBudgets, type SettleResult, settleExpression } from './settle-script.ts'
import type { Tab } from './tab.ts'

export interface Budgets extends SettleBudgets {
  /** Up to the first answer and DOMContentLoaded. */
  readonly navigationMs: number
  /** Requests still under way when the page has gone quiet. */
  readonly networkMs: number
  /** Documents a page may lead through by itself before it counts as a loop. */
  readonly moves: number
}

/**
 * Stacked budgets: each stage ends as soon as it is reached. Quiet is 300 ms without a mutation or a finished
 * request after the load event, 500 ms once something moved; a page without script needs no quiet at all.
 */
export const BUDGETS: Budgets = {
  navigationMs: 30_000,
  loadMs: 30_000,
  quietMs: 300,
  quietAfterActivityMs: 500,
  quietMaxMs: 10_000,
  mediaMs: 5_000,
  scrollMs: 20_000,
  scrollScreens: 30,
  refreshMs: 5_000,
  networkMs: 3_000,
  moves: 10,
  doesScroll: true,
}

const GONE = /context was destroyed|Cannot find context|navigated or closed|Inspected target navigated/i

/**
 * Waits until the document in the tab is ready to be read; follows it when it moves on by itself.
 *
 * @returns null when it moves more often than the budget allows
 */
export async function settle(tab: Tab, budgets: Budgets = BUDGETS): Promise<SettleResult | null> {
  const notes = new Set<string>()
  let doesScroll = budgets.doesScroll
  for (;;) {
    if (tab.commits.length > budgets.moves) return null
    try {
      const probe = tab.session.send('Runtime.evaluate', { expression: NATIVES_PROBE, returnByValue: true })
      // Looked at below; a failure before then must not count as unhandled.
      probe.catch(() => undefined)
      const result = await tab.evaluate<SettleResult>(settleExpression({ ...budgets, doesScroll }))
      for (const note of result.notes) notes.add(note)
      const natives: unknown = (await probe).result.value
      if (typeof natives === 'string' && natives) notes.add(`natives replaced: ${natives}`)
      if (result.stage === 'load-timeout') {
        await tab.session.send('Page.stopLoading')
      } else if (result.stage === 'quiet' && (await networkWasBusy(tab, budgets))) {
        doesScroll = false
        continue
      }
      return { stage: result.stage, notes: [...notes] }
    } catch (error) {
      if (!(error instanceof Error) || !GONE.test(error.message)) throw error
      doesScroll = budgets.doesScroll
    }
  }
}

/** Waits for what is under way: a next document as long as a navigation may take, other requests a little. */
async function networkWasBusy(tab: Tab, budgets: Budgets): Promise<boolean> {
  if (tab.inFlight === 0) return false
  const isLeaving = tab.isLeaving
  return tab.whenIdle(isLeaving ? budgets.navigationMs : budgets.networkMs)
}
