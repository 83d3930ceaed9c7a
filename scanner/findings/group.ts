import type { State } from '../collect/evidence.ts'
import { bareHost } from '../crawl/url.ts'
import type { Finding, Occurrence } from '../reports/report.ts'
import { MAX_OCCURRENCES } from '../reports/report.ts'
import type { RuleInfo } from '../rules/rule.ts'
import { attribute } from './attribution.ts'
import { componentKey, digest, findingKeys } from './identity.ts'
import { priorityOf } from './priority.ts'
import type { PageRecord, Sighting } from './sighting.ts'
import { STATE_ORDER } from './sightings.ts'

interface RuleTexts {
  readonly title: string
  /** Why it matters. */
  readonly why: string
  readonly fixEditor: string
  readonly fixDeveloper: string
  /** Id of the lesson, or ''. */
  readonly lesson: string
}

interface GroupedPage {
  readonly url: string
  readonly pageKey: string
  readonly title: string
  /** Clicks from the start page. */
  readonly depth: number
}

export interface GroupContext {
  /** Host of the site; `www.` makes no difference. */
  readonly site: string
  readonly rules: ReadonlyMap<string, RuleInfo>
  readonly pages: ReadonlyMap<string, GroupedPage>
  readonly totalPages: number
  readonly lang: 'it' | 'en'
  readonly texts: { of(ruleId: string): RuleTexts }
  /** What standards say of a rule; without it a finding cites its criteria only. */
  readonly standards?: (rule: RuleInfo) => Pick<Finding, 'en301549' | 'obligation'>
}

type Outcome = Finding['outcome']
type More = Finding['moreOccurrences'][number]

const STRENGTH: Readonly<Record<Outcome, number>> = { failed: 2, cantTell: 1, unstable: 0 }
const ENGINES: readonly RuleInfo['engine'][] = ['rampa', 'axe', 'lighthouse']

/** One element of one page, with all that saw it in every state. */
interface Seen {
  readonly sighting: Sighting
  readonly key: string
  readonly outcome: Outcome
  readonly rules: readonly RuleInfo[]
}

/** What is kept of a finding while pages go by: few whole occurrences, keys of all the others. */
interface Group {
  readonly key: string
  readonly outcome: Outcome
  readonly rules: Map<string, RuleInfo>
  first: Sighting
  depth: number
  readonly pages: Set<string>
  whole: Occurrence[]
  readonly more: More[]
}

/** A fault to put right once, wherever it shows. Memory grows with the keys, not with the snippets. */
export async function groupFindings(
  records: Iterable<PageRecord> | AsyncIterable<PageRecord>,
  context: GroupContext,
): Promise<Finding[]> {
  const groups = new Map<string, Group>()
  for await (const record of records) addRecord(groups, record, context)
  return [...groups.values()]
    .map((group) => toFinding(group, context))
    .sort((a, b) => b.priority - a.priority || compareText(a.rule, b.rule) || compareText(a.key, b.key))
}

function addRecord(groups: Map<string, Group>, record: PageRecord, context: GroupContext): void {
  const page = context.pages.get(record.page)
  if (!page) return
  for (const seen of mergeSeen(record.sightings, page.pageKey, context)) {
    const [rule] = seen.rules
    if (!rule) continue
    const component = componentKey(bareHost(context.site), rule.family, seen.sighting.identity)
    // A doubt and a certain failure of one component are two findings: only the second is counted.
    const key = seen.outcome === 'failed' ? component : `c1:${digest([component, seen.outcome])}`
    let group = groups.get(key)
    if (!group) {
      group = {
        key,
        outcome: seen.outcome,
        rules: new Map(),
        first: seen.sighting,
        depth: page.depth,
        pages: new Set(),
        whole: [],
        more: [],
      }
      groups.set(key, group)
    }
    addToGroup(group, seen, page, context.lang)
  }
}

function addToGroup(group: Group, seen: Seen, page: GroupedPage, lang: 'it' | 'en'): void {
  for (const rule of seen.rules) group.rules.set(rule.id, rule)
  if (comparePages(seen.sighting.page, group.first.page) < 0) group.first = seen.sighting
  group.depth = Math.min(group.depth, page.depth)
  group.pages.add(seen.sighting.page)
  group.whole.push(toOccurrence(seen, lang))
  // Pages end in any order: keep those that come first in the report, whoever finished first.
  if (group.whole.length >= 2 * MAX_OCCURRENCES) spill(group)
}

function spill(group: Group): void {
  group.whole.sort(compareOccurrences)
  const rest = group.whole.splice(MAX_OCCURRENCES)
  group.more.push(...rest.map(({ page, state, key }) => ({ page, state, key })))
}

/** Rules of one family, and states of the page, that saw the same element make one occurrence. */
function mergeSeen(sightings: readonly Sighting[], pageKey: string, context: GroupContext): Seen[] {
  const familyOf = (rule: string) => context.rules.get(rule)?.family ?? rule
  const keys = findingKeys({ site: bareHost(context.site), pageKey }, sightings, familyOf)
  const merged = new Map<string, { sighting: Sighting; key: string; info: RuleInfo }[]>()
  const nth = new Map<string, number>()
  sightings.forEach((sighting, i) => {
    const info = context.rules.get(sighting.rule)
    const key = keys[i]
    if (!info || key === undefined) return
    const element = elementOf(sighting, info, nth)
    merged.set(element, [...(merged.get(element) ?? []), { sighting, key, info }])
  })
  return [...merged.values()].flatMap((witnesses) => {
    const [main] = witnesses.toSorted(
      (a, b) =>
        STRENGTH[b.sighting.verdict] - STRENGTH[a.sighting.verdict] ||
        STATE_ORDER.indexOf(a.sighting.state) - STATE_ORDER.indexOf(b.sighting.state) ||
        compareRules(a.info, b.info),
    )
    if (!main) return []
    const rules = witnesses.map(({ info }) => info).toSorted(compareRules)
    return [{ sighting: main.sighting, key: main.key, outcome: main.sighting.verdict, rules }]
  })
}

/** What two witnesses must share. Of the whole page: the first fault of one rule and the first of another. */
function elementOf(
  { target, rule, state }: Sighting,
  { family, recipe }: RuleInfo,
  nth: Map<string, number>,
) {
  if (recipe !== 'page' && target.length > 0) return JSON.stringify([family, target])
  const count = nth.get(rule + state) ?? 0
  nth.set(rule + state, count + 1)
  return JSON.stringify([family, count])
}

function toOccurrence({ sighting, key }: Seen, lang: 'it' | 'en'): Occurrence {
  const { tag, text, classes, ancestors, precedingHeading, decisive, voidDigest } = sighting.identity
  return {
    key,
    voidDigest,
    page: sighting.page,
    state: sighting.state,
    target: sighting.target,
    html: sighting.html,
    message: fill(sighting.message[lang], sighting.data),
    where: sighting.where[lang],
    box: sighting.box,
    data: sighting.data,
    ...(sighting.picture === undefined ? {} : { picture: `pictures/${sighting.picture}` }),
    match: { tag, text, classes, ancestors, precedingHeading, decisive },
  }
}

function toFinding(group: Group, context: GroupContext): Finding {
  spill(group)
  const rules = [...group.rules.values()].toSorted(compareRules)
  const [rule] = rules
  if (!rule) throw new Error(`Finding ${group.key} has no rule.`)
  const { first, depth } = group
  const texts = context.texts.of(rule.id)
  const pageCount = group.pages.size
  const { owner, reason } = attribute({
    parts: first.attribution,
    landmark: first.identity.landmark,
    isWholePage: first.target.length === 0,
    pageCount,
    totalPages: context.totalPages,
    rule,
  })
  const { totalPages, lang } = context
  const priority = priorityOf({ impact: rule.impact, outcome: group.outcome, pageCount, totalPages, depth })
  return {
    key: group.key,
    rule: rule.id,
    family: rule.family,
    engine: rule.engine,
    witnesses: rules.map(({ engine, id }) => `${engine}:${id}`),
    outcome: group.outcome,
    level: rule.level,
    wcag: rule.criteria,
    ...(context.standards?.(rule) ?? {
      en301549: [],
      obligation: rule.criteria.length > 0 ? ('current' as const) : ('none' as const),
    }),
    act: [...new Set(rules.flatMap(({ act }) => act))].sort(),
    impact: rule.impact,
    owner,
    ownerReason: reason[lang],
    priority: priority.score,
    priorityFormula: priority.formula[lang],
    title: texts.title,
    help: texts.why,
    howToFix: owner === 'editorial' ? texts.fixEditor : texts.fixDeveloper || texts.fixEditor,
    helpUrl: rule.source,
    lesson: texts.lesson,
    pageCount,
    occurrenceCount: group.whole.length + group.more.length,
    occurrences: group.whole,
    moreOccurrences: group.more.toSorted(compareOccurrences),
  }
}

/** `{name}` takes the outcome's datum of that name. */
const fill = (message: string, data: Sighting['data']): string =>
  message.replace(/\{(\w+)\}/g, (slot, name: string) => String(data[name] ?? slot))

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const compareRules = (a: RuleInfo, b: RuleInfo): number =>
  ENGINES.indexOf(a.engine) - ENGINES.indexOf(b.engine) || compareText(a.id, b.id)

/** `p2` before `p10`. */
const comparePages = (a: string, b: string): number => Number(a.slice(1)) - Number(b.slice(1))

interface Placed {
  readonly page: string
  readonly state: State
  readonly key: string
}

/** Within a page and a state the order of arrival, which is the document's, is kept: sorting is stable. */
const compareOccurrences = (a: Placed, b: Placed): number =>
  comparePages(a.page, b.page) || STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state)
