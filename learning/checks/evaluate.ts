import type { Document } from 'domhandler'
import { all, first, plain, textOf, valueAt } from '../markup/tree.ts'
import type { Inspection, InspectionWanted } from '../ports.ts'
import { gulpease } from '../readability.ts'
import type { AssertionId, Assertions, Check } from './check-spec.ts'
import { headings, list, table } from './structure.ts'
import { tabOrder } from './tab-order.ts'
import { unchanged } from './unchanged.ts'

export interface Judged {
  /** The page as the learner left it. */
  readonly page: Document
  /** The page as it was given. */
  readonly seed: Document
  readonly inspection: Inspection
}

/** Undefined: holds. Else what was missing, for `{missing}`, or an empty string. */
export type Verdict = string | undefined

type Evaluate = { readonly [K in AssertionId]: (assertion: Assertions[K], judged: Judged) => Verdict }

/** Letters of a word this short are found inside others: «qui» in «acquista», 5 in 15. */
const SHORT = /^(?:[a-zà-ù]{1,3}|\d+)$/

/** Stems are found inside words («marron» in «marrone»); short words and numbers only stand for themselves. */
function isSaid(word: string, text: string): boolean {
  if (!SHORT.test(word)) return text.includes(word)
  const own = /\d/.test(word) ? '\\d' : '\\p{L}'
  return new RegExp(`(?<!${own})${word}(?!${own})`, 'u').test(text)
}

/** The first of each group that was not found, as words. */
function missingOf(groups: readonly (readonly string[])[], text: string): Verdict {
  const words = plain(text)
  const missing = groups.filter((group) => !group.some((word) => isSaid(plain(word), words)))
  return missing.length > 0 ? missing.map(([word = '']) => word).join(', ') : undefined
}

const foundOf = (forbidden: readonly string[], text: string): Verdict => {
  const words = plain(text)
  const found = forbidden.filter((word) => isSaid(plain(word), words))
  return found.length > 0 ? found.join(', ') : undefined
}

const isOutside = (value: number, [min, max]: readonly [number, number]) => value < min || value > max

const EVALUATE: Evaluate = {
  axe: ({ absent }, { inspection }) => {
    const failing = absent.filter((rule) => (inspection.violations[rule]?.length ?? 0) > 0)
    return failing.length > 0 ? failing.join(', ') : undefined
  },
  dom: (dom, { page }) => {
    const within = first(dom.in, page)
    if (!within) return dom.in
    if (dom.exists && !dom.count && !first(dom.exists, within)) return dom.exists
    if (dom.exists && dom.count && isOutside(all(dom.exists, within).length, dom.count)) return dom.exists
    if (dom.absent && first(dom.absent, within)) return dom.absent
    const text = textOf(within)
    return (
      (dom.containsText && missingOf(dom.containsText, text)) ??
      (dom.lacksText && foundOf(dom.lacksText, text))
    )
  },
  text: (text, { page }) => {
    const value = valueAt(text.of, page)
    if (value === undefined) return text.of
    if (text.length && isOutside(value.trim().length, text.length)) return ''
    if (text.equals !== undefined && plain(value) !== plain(text.equals)) return text.equals
    if (text.differsFrom && plain(value) === plain(valueAt(text.differsFrom, page) ?? '')) return ''
    if (text.language && !isIn(text.language, text.of, page)) return text.language
    return (text.contains && missingOf(text.contains, value)) ?? (text.lacks && foundOf(text.lacks, value))
  },
  headings,
  table,
  list,
  name: ({ of, is, contains }, { inspection }) => {
    const name = inspection.names[of]
    if (name === undefined) return of
    if (is !== undefined && plain(name) !== plain(is)) return is
    return contains && missingOf(contains, name)
  },
  tabOrder,
  contrast: ({ of, min }, { inspection }) => {
    const ratio = inspection.contrasts[of]
    return ratio === undefined || ratio < min ? (ratio?.toFixed(1) ?? '') : undefined
  },
  readability: ({ of, min, facts }, { page }) => {
    const text = valueAt(of, page)
    if (text === undefined) return of
    return (
      missingOf(
        facts.map((fact) => [fact]),
        text,
      ) ?? (gulpease(text) < min ? '' : undefined)
    )
  },
  unchanged,
}

/** The language in force where `place` is, as a screen reader knows it. */
function isIn(language: string, place: string, page: Document): boolean {
  const element = first(place.replace(/@[a-z-]+$/, ''), page)
  for (let node = element; node; node = node.parent as typeof element) {
    const lang = node.attribs?.lang
    if (lang !== undefined) return lang.toLowerCase().split('-')[0] === language
  }
  return false
}

/** A check names exactly one assertion; the spec has made sure of it. */
export function assertionOf(check: Check): AssertionId {
  const id = (Object.keys(EVALUATE) as AssertionId[]).find((name) => check[name] !== undefined)
  if (!id) throw new Error(`check ${check.id} asserts nothing`)
  return id
}

export function evaluate(check: Check, judged: Judged): Verdict {
  const id = assertionOf(check)
  return (EVALUATE[id] as (assertion: unknown, judged: Judged) => Verdict)(check[id], judged)
}

/** What a real document has to be asked before these checks can be judged. */
export function inspectionFor(checks: readonly Check[]): InspectionWanted {
  return {
    axe: [...new Set(checks.flatMap(({ axe }) => axe?.absent ?? []))],
    names: [...new Set(checks.flatMap(({ name }) => (name ? [name.of] : [])))],
    contrasts: [...new Set(checks.flatMap(({ contrast }) => (contrast ? [contrast.of] : [])))],
  }
}
