import type { Evidence, State } from '../collect/evidence.ts'
import type { ContentKind } from './content-kinds.ts'

/** `unstable`: two looks at the same page disagreed. It is shown apart and never counted as a failure. */
type Verdict = 'passed' | 'failed' | 'cantTell' | 'inapplicable' | 'unstable'

export type Level = 'A' | 'AA' | 'AAA' | 'best-practice'
export type Impact = 'critical' | 'serious' | 'moderate' | 'minor'
/** Who can usually put it right. */
export type Owner = 'editorial' | 'template' | 'third-party' | 'unknown'
export type Engine = 'axe' | 'rampa' | 'lighthouse'

/** A text in the languages Rampa speaks; `{name}` is filled from the outcome's data. */
export interface Text {
  readonly it: string
  readonly en: string
}

/** What a recipe of identity is chosen by: see findings/recipe.ts. */
export type RecipeKind =
  | 'image'
  | 'link'
  | 'appearance'
  | 'form-field'
  | 'structure'
  | 'media'
  | 'page'
  | 'document'
  | 'other'

export interface RuleInfo {
  /** Published: never renamed or reused. axe's rules are `axe-<id>`. */
  readonly id: string
  readonly engine: Engine
  /** One key for rules of several engines that judge the same thing. */
  readonly family: string
  readonly recipe: RecipeKind
  /** WCAG numbers, e.g. `2.4.2`; empty for best practice. */
  readonly criteria: readonly string[]
  /** Ids of the W3C's ACT rules that it implements: claimed in reports, proven by `npm run bench:act`. */
  readonly act: readonly string[]
  readonly level: Level
  readonly impact: Impact
  readonly owner: Owner
  /** Where the rule comes from. */
  readonly source: string
  /** Not yet proven on many pages: reported only as "to be judged". */
  readonly isExperimental?: boolean
}

/** What a rule says of one element (or of the page, when node is null). */
export interface Outcome {
  readonly rule: string
  readonly verdict: Verdict
  readonly state: State
  /** Index in the snapshot of `state` (`reflow`: Evidence.reflow, otherwise Evidence.snapshot). */
  readonly node: number | null
  readonly message: Text
  readonly data: Readonly<Record<string, string | number>>
}

/** How a rule ended on one page: needed to prove that something is fixed. */
export interface RuleRun {
  readonly rule: string
  readonly state: State
  readonly status: 'failed' | 'passed' | 'to-judge' | 'inapplicable' | 'not-run'
  readonly passedCount: number
}

export interface Found<M extends string> {
  readonly verdict: Exclude<Verdict, 'unstable' | 'inapplicable'>
  readonly message: M
  readonly node?: number | null
  readonly data?: Readonly<Record<string, string | number>>
}

export interface PageRule<M extends string = string> extends RuleInfo {
  readonly scope: 'page'
  readonly state: State
  readonly messages: Readonly<Record<M, Text>>
  /** No outcome means: not applicable. */
  evaluate(evidence: Evidence): readonly Found<M>[]
}

/** What a site rule sees of each page. Small on purpose: all pages of a site are in memory at once. */
export interface PageDigest {
  readonly page: string
  readonly url: string
  readonly title: string | null
  readonly lang: string | null
  readonly headings: readonly { readonly level: number; readonly text: string }[]
  /** Links inside the page's footer, absolute, with their `data-element` when they have one. */
  readonly footerLinks: readonly {
    readonly href: string
    readonly text: string
    readonly dataElement: string
  }[]
  /** Addresses of the links of each navigation landmark, in order. */
  readonly navigations: readonly { readonly name: string; readonly hrefs: readonly string[] }[]
  readonly hasFooter: boolean
  readonly hasSearch: boolean
  /** Kinds of content that the page provably has none of. */
  readonly lacks: readonly ContentKind[]
  /** Digest of the DOM skeleton: pages with the same one are of the same template. */
  readonly skeleton: string
}

export interface SiteFound<M extends string> extends Found<M> {
  /** The page it is filed under. */
  readonly page: string
}

/** What a site rule learnt from outside the pages (a statement's page, say). */
export interface SiteFacts {
  readonly startUrl: string
  readonly host: string
  /** ISO date of the audit. */
  readonly today: string
  readonly statement: StatementFacts | null
}

/** The page an accessibility statement's link leads to, as fetched by the browser. */
export interface StatementFacts {
  readonly href: string
  /** `unreachable`: AGID's server or the network did not answer; never the site's fault. */
  readonly outcome: 'ok' | 'http-error' | 'unreachable'
  readonly status: number
  readonly text: string
  readonly links: readonly { readonly href: string; readonly text: string }[]
}

export interface SiteRule<M extends string = string> extends RuleInfo {
  readonly scope: 'site'
  readonly messages: Readonly<Record<M, Text>>
  evaluate(pages: readonly PageDigest[], facts: SiteFacts): readonly SiteFound<M>[]
}

/** The message keys are checked: an outcome that names an undeclared one is a type error. */
export function defineRule<const M extends string>(rule: Omit<PageRule<M>, 'scope' | 'engine'>): PageRule<M> {
  return { ...rule, scope: 'page', engine: 'rampa' }
}

export function defineSiteRule<const M extends string>(
  rule: Omit<SiteRule<M>, 'scope' | 'engine'>,
): SiteRule<M> {
  return { ...rule, scope: 'site', engine: 'rampa' }
}
