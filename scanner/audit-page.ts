import { join } from 'node:path'
import { type ConsentAnswer, hasConsentBanner, rejectConsent } from './browser/consent.ts'
import { collectLinks, type PageLinks } from './browser/links.ts'
import { type Arrived, type NotArrived, navigate } from './browser/navigate.ts'
import { settle } from './browser/settle.ts'
import type { Tab } from './browser/tab.ts'
import { hasChanged } from './collect/changes.ts'
import { collectEvidence } from './collect/collect.ts'
import type { Evidence, State } from './collect/evidence.ts'
import { takePictures, type WantedPicture } from './collect/pictures.ts'
import { lookAgain, SECOND_LOOK_AFTER_MS, suspectsOf } from './collect/second-look.ts'
import { componentKey } from './findings/identity.ts'
import type { PageRecord, Sighting } from './findings/sighting.ts'
import { toSightings } from './findings/sightings.ts'
import { pictureName } from './picture-files.ts'
import { digestOf } from './rules/digest.ts'
import { evaluatePage } from './rules/evaluate.ts'
import { pageRules } from './rules/index.ts'
import type { Outcome, PageDigest, RuleInfo, RuleRun } from './rules/rule.ts'
import { isTimeSensitive, settleOutcomes, settleRuns } from './rules/stability.ts'

export interface PageTask {
  readonly url: string
  readonly page: string
  /** `discover`: only where it leads and what it looks like. */
  readonly mode: 'audit' | 'discover'
  /** The first page is looked at before and after its consent banner is answered. */
  readonly isHome: boolean
  /** Characters of the visible text that are wanted; absent: enough to tell a challenge page. */
  readonly maxText?: number
}

export interface PageContext {
  readonly site: string
  readonly rules: ReadonlyMap<string, RuleInfo>
  readonly states: readonly State[]
  /** Which of axe's rules are worth their time: what the report's level leaves out is not run. */
  readonly isAxeRuleAsked: (axeRule: string) => boolean
  /** null: no pictures. */
  readonly picturesFolder: string | null
  /** Components that have their picture already; shared by all pages of an audit. */
  readonly pictured: Set<string>
  /** Kinds of elements that show nothing when they get the focus; shared likewise. */
  readonly unmarkedKinds: Set<string>
  readonly now: () => number
}

/** A page that was read. Small: its evidence is gone, what is needed later is in the record. */
export interface ReadPage {
  readonly ok: true
  readonly finalUrl: string
  readonly status: number
  readonly title: string
  readonly lang: string
  readonly chain: Arrived['chain']
  readonly isStable: boolean
  readonly links: PageLinks
  readonly hasPasswordField: boolean
  /** Beginning of the visible text. */
  readonly text: string
  readonly headers: Readonly<Record<string, string>>
  readonly consent: ConsentAnswer | null
  readonly record: PageRecord | null
  readonly digest: PageDigest | null
  readonly timingsMs: Readonly<Record<'load' | 'settle' | 'collect' | 'axe' | 'rules', number>>
}

export type PageResult = ReadPage | NotArrived

/** Pictures of one page at the most: the report shows each component once. */
const MAX_PICTURES = 12
/** ms. The engines' longest honest work on one page. */
const ENGINE_BUDGET_MS = 90_000

interface PageFacts {
  readonly title: string
  readonly lang: string
  readonly text: string
  readonly hasPasswordField: boolean
}

/** Characters: more than any challenge page has. */
const BEGINNING = 3_000

const factsExpression = (
  maxText: number,
) => `({ title: document.title, lang: document.documentElement.lang || '',
  text: (document.body ? document.body.innerText : '').slice(0, ${maxText}),
  hasPasswordField: document.querySelector('input[type=password]') !== null })`

/** One page, from its address to what is wrong with it, in a clean tab. */
export async function auditPage(tab: Tab, task: PageTask, context: PageContext): Promise<PageResult> {
  const arrived = await navigate(tab, task.url)
  if (!arrived.ok) return arrived
  const facts = await tab.evaluate<PageFacts>(factsExpression(task.maxText ?? BEGINNING))
  const shared = {
    ok: true as const,
    finalUrl: arrived.finalUrl,
    status: arrived.status,
    headers: arrived.headers,
    chain: arrived.chain,
    isStable: arrived.readiness.stage === 'quiet',
    ...facts,
  }
  const timings = {
    load: arrived.timingsMs.load,
    settle: arrived.timingsMs.settle,
    collect: 0,
    axe: 0,
    rules: 0,
  }
  if (task.mode === 'discover') {
    const links = await collectLinks(tab)
    return { ...shared, links, consent: null, record: null, digest: null, timingsMs: timings }
  }
  const first = task.isHome ? await lookAtFirstVisit(tab, arrived, task, context) : null
  const links = await collectLinks(tab)
  const judged = await tab.whileBusy(ENGINE_BUDGET_MS, () =>
    judge(tab, arrived, links, task, context, context.states),
  )
  const record = {
    page: task.page,
    sightings: [...(first?.sightings ?? []), ...judged.sightings],
    runs: [...(first?.runs ?? []), ...judged.runs],
  }
  return {
    ...shared,
    links,
    consent: first?.consent ?? null,
    record,
    digest: first?.digest ? withBanner(judged.digest, first.digest) : judged.digest,
    timingsMs: { ...timings, ...judged.timingsMs },
  }
}

interface FirstVisit {
  readonly consent: ConsentAnswer
  readonly sightings: readonly Sighting[]
  readonly runs: readonly RuleRun[]
  readonly digest: PageDigest | null
}

/** The page as a citizen meets it, then the real button that rejects. Without a banner there is one look only. */
async function lookAtFirstVisit(
  tab: Tab,
  arrived: Arrived,
  task: PageTask,
  context: PageContext,
): Promise<FirstVisit> {
  if (!(await hasConsentBanner(tab)))
    return { consent: { outcome: 'no-banner', state: null }, sightings: [], runs: [], digest: null }
  const links = await collectLinks(tab)
  const seen = await tab.whileBusy(ENGINE_BUDGET_MS, () =>
    judge(tab, arrived, links, task, context, ['banner-first-visit']),
  )
  const consent = await rejectConsent(tab)
  if (consent.outcome !== 'rejected') return { consent, sightings: [], runs: [], digest: seen.digest }
  await settle(tab)
  return { consent, sightings: seen.sightings, runs: seen.runs, digest: seen.digest }
}

/** What a banner has, its page has, also when the banner is gone. */
const withBanner = (page: PageDigest, banner: PageDigest): PageDigest => ({
  ...page,
  lacks: page.lacks.filter((kind) => banner.lacks.includes(kind)),
})

interface JudgedPage {
  readonly sightings: readonly Sighting[]
  readonly runs: readonly RuleRun[]
  readonly digest: PageDigest
  readonly timingsMs: { readonly collect: number; readonly axe: number; readonly rules: number }
}

async function judge(
  tab: Tab,
  arrived: Arrived,
  { links }: PageLinks,
  task: PageTask,
  context: PageContext,
  states: readonly State[],
): Promise<JudgedPage> {
  const { now } = context
  const startedAt = now()
  const from = { ...arrived, url: task.url, links }
  const { evidence, axeMs, collectMs } = await collectEvidence(tab.page, from, states, now, {
    isAsked: context.isAxeRuleAsked,
    unmarkedKinds: context.unmarkedKinds,
  })
  const rulesStartedAt = now()
  const { outcomes: seen, runs } = evaluatePage(evidence)
  const rulesMs = now() - rulesStartedAt
  const outcomes = await confirm(tab, evidence, seen, startedAt, context)
  const sightings = toSightings(evidence, outcomes, context.rules, task.page)
  return {
    sightings: await withPictures(tab, evidence, sightings, context),
    runs: settleRuns(runs, outcomes),
    digest: digestOf(evidence, task.page),
    timingsMs: { collect: collectMs, axe: axeMs, rules: rulesMs },
  }
}

/**
 * A failure is filed only when a second look, some time later, sees it too. A page on which nothing has happened
 * by then need not be read again.
 */
async function confirm(
  tab: Tab,
  evidence: Evidence,
  outcomes: readonly Outcome[],
  startedAt: number,
  context: PageContext,
): Promise<Outcome[]> {
  const suspects = suspectsOf(evidence, outcomes.filter(isTimeSensitive))
  if (!suspects) return [...outcomes]
  const waited = context.now() - startedAt
  if (waited < SECOND_LOOK_AFTER_MS) {
    await new Promise((resolve) => setTimeout(resolve, SECOND_LOOK_AFTER_MS - waited))
  }
  if (!(await hasChanged(tab.page))) return [...outcomes]
  const again = await lookAgain(tab.page, evidence, suspects)
  const asked = pageRules.filter(({ id }) => suspects.ownRules.includes(id))
  const second = { evidence: again, outcomes: evaluatePage(again, asked).outcomes }
  return settleOutcomes({ evidence, outcomes }, second)
}

/** One picture a component and audit: the same fault on two hundred pages looks the same. */
async function withPictures(
  tab: Tab,
  evidence: Evidence,
  sightings: readonly Sighting[],
  context: PageContext,
): Promise<readonly Sighting[]> {
  if (!context.picturesFolder) return sightings
  const files = new Map<Sighting, WantedPicture>()
  for (const sighting of sightings) {
    const { box, state, rule, identity } = sighting
    if (!box || state === 'reflow' || files.size >= MAX_PICTURES) continue
    const key = componentKey(context.site, context.rules.get(rule)?.family ?? rule, identity)
    if (context.pictured.has(key)) continue
    context.pictured.add(key)
    const name = pictureName(key)
    files.set(sighting, { box, file: join(context.picturesFolder, name), name })
  }
  if (files.size === 0) return sightings
  const taken = await takePictures(tab.page, [...files.values()], evidence.snapshot.content)
  return sightings.map((sighting) => {
    const picture = files.get(sighting)
    return picture && taken.has(picture.name) ? { ...sighting, picture: picture.name } : sighting
  })
}
