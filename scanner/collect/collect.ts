import type { Page } from 'puppeteer'
import { AXE_RULES, runAxe } from './axe.ts'
import { watchChanges } from './changes.ts'
import type { AxeRun, Evidence, FocusWalk, LinkEvidence, Readiness, Snapshot, State } from './evidence.ts'
import { walkFocus } from './focus-walk.ts'
import { realmOf } from './realm.ts'
import { takeReflow } from './reflow.ts'
import { takeSnapshot } from './snapshot.ts'
import { takeTextSpacing } from './text-spacing.ts'

/** What is known of the page before anything is collected. */
export interface Arrived {
  readonly url: string
  readonly finalUrl: string
  readonly status: number
  /** Lower-case names, cookies and authorisation removed: see browser/navigate.ts. */
  readonly headers: Readonly<Record<string, string>>
  readonly readiness: Readiness
  readonly links: readonly LinkEvidence[]
}

export interface Collected {
  readonly evidence: Evidence
  readonly collectMs: number
  readonly axeMs: number
}

export interface CollectOptions {
  /** Which of axe's rules are run, by axe's id; the others are told as not run. Absent: all. */
  readonly isAsked?: (axeRule: string) => boolean
  /** What earlier pages showed; see focus-walk.ts. */
  readonly unmarkedKinds?: Set<string>
}

/** Stops of the Tab key on one page: more than a menu, a page and a footer usually have. */
const MAX_STOPS = 60
/** ms. */
const MAX_WALK_MS = 15_000

/**
 * Reads a settled page into evidence. The order matters: what only reads comes first, what disturbs the page
 * (Tab presses, another width) comes last.
 */
export async function collectEvidence(
  page: Page,
  arrived: Arrived,
  states: readonly State[],
  now: () => number,
  { isAsked = () => true, unmarkedKinds = new Set() }: CollectOptions = {},
): Promise<Collected> {
  const startedAt = now()
  const main: State = states.includes('banner-first-visit') ? 'banner-first-visit' : 'default'
  await watchChanges(page)
  const { title, lang } = await readMetadata(page)
  const snapshot = await takeSnapshot(page, main)
  const axeStartedAt = now()
  const axe: AxeRun[] = [await runAsked(page, main, isAsked)]
  const axeMs = now() - axeStartedAt
  const focusWalk: FocusWalk | null = states.includes('focus')
    ? await walkFocus(page, { maxStops: MAX_STOPS, maxMs: MAX_WALK_MS, now, unmarkedKinds })
    : null
  const spacing = states.includes('text-spacing') ? await takeTextSpacing(page) : null
  const reflow: Snapshot | null = states.includes('reflow') ? await takeReflow(page, spacing?.giveBack) : null
  if (!reflow) await spacing?.giveBack()
  const evidence: Evidence = {
    ...arrived,
    title,
    lang,
    snapshot,
    reflow,
    textSpacing: spacing?.places ?? null,
    axe,
    focusWalk,
  }
  return { evidence, collectMs: now() - startedAt - axeMs, axeMs }
}

async function runAsked(page: Page, state: State, isAsked: (axeRule: string) => boolean): Promise<AxeRun> {
  const run = await runAxe(page, state, { rules: AXE_RULES.filter(isAsked) })
  const notAsked = AXE_RULES.filter((id) => !isAsked(id)).map((id) => ({ id, reason: 'not-asked' }))
  return { ...run, notRun: [...run.notRun, ...notAsked] }
}

function readMetadata(page: Page): Promise<{ title: string | null; lang: string | null }> {
  return realmOf(page.mainFrame()).evaluate(() => ({
    title: document.querySelector('title') || document.title ? document.title : null,
    lang: document.documentElement.getAttribute('lang'),
  }))
}
