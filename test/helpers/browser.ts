import { type Arrived, type Navigation, navigate } from '../../scanner/browser/navigate.ts'
import {
  type BrowserPool,
  openBrowserPool,
  type PoolOptions,
  type RunResult,
} from '../../scanner/browser/pool.ts'
import { BUDGETS, type Budgets } from '../../scanner/browser/settle.ts'
import type { Tab } from '../../scanner/browser/tab.ts'

/** A pool for tests: two tabs, loopback allowed, a short patience with frozen pages. */
export function openTestPool(options: Partial<PoolOptions> = {}): Promise<BrowserPool> {
  return openBrowserPool({ concurrency: 2, allowPrivate: true, freezeMs: 2_000, ...options })
}

/** One visit that only goes there. */
export async function goTo(
  pool: BrowserPool,
  url: string,
  budgets: Partial<Budgets> = {},
): Promise<RunResult<Navigation>> {
  return pool.run((tab) => navigate(tab, url, { ...BUDGETS, ...budgets }), { timeoutMs: 30_000 })
}

/** Does something with a page that has settled. @throws Error with the cause when it cannot be reached */
export async function atPage<T>(
  pool: BrowserPool,
  url: string,
  work: (tab: Tab, arrived: Arrived) => Promise<T>,
): Promise<T> {
  const result = await pool.run(
    async (tab) => {
      const arrived = await navigate(tab, url)
      if (!arrived.ok) throw new Error(arrived.failure.code)
      return tab.whileBusy(60_000, () => work(tab, arrived))
    },
    { timeoutMs: 60_000 },
  )
  if (!result.ok) throw new Error(`${result.failure.code} ${result.failure.detail}`)
  return result.value
}

/** The cause a visit ended with, or `ok`. */
export function codeOf(result: RunResult<Navigation>): string {
  if (!result.ok) return result.failure.code
  return result.value.ok ? 'ok' : result.value.failure.code
}
