import type { Box, State } from '../collect/evidence.ts'
import type { CauseCode } from '../failure.ts'
import type { Engine, Impact, Level, Owner } from '../rules/rule.ts'

/**
 * The report: what every format is rendered from, and what `report.json` holds. Published contract with a
 * JSON Schema beside it (report.schema.json). Texts are in the report's one language.
 */
export interface Report {
  readonly schemaVersion: '1.0'
  readonly lang: 'it' | 'en'
  readonly tool: {
    readonly name: 'rampa'
    readonly version: string
    /** `axe-core`, `chromium`, `lighthouse`… with their versions. */
    readonly engines: Readonly<Record<string, string>>
  }
  readonly scan: ReportScan
  readonly pages: readonly ReportPage[]
  /** Every discovered address that was not audited, with its cause. */
  readonly notAudited: readonly NotAudited[]
  readonly findings: readonly Finding[]
  readonly criteria: readonly CriterionResult[]
  readonly conformance: Conformance
  readonly documents: readonly LinkedFile[]
  readonly lighthouse: readonly LighthouseResult[]
  readonly sitemap: {
    readonly found: readonly string[]
    readonly problems: readonly { readonly url: string; readonly problem: string }[]
    /** In the sitemap, linked from no audited page. */
    readonly notLinked: readonly string[]
    /** Linked, but missing from the sitemap. Empty when there is no sitemap. */
    readonly notListed: readonly string[]
  }
  /** null without --baseline. */
  readonly comparison: Comparison | null
  readonly summary: Summary
}

export interface ReportScan {
  readonly startUrl: string
  readonly host: string
  readonly standard: string
  readonly level: 'A' | 'AA' | 'AAA'
  /** ISO 8601 with offset Z. */
  readonly startedAt: string
  readonly finishedAt: string
  readonly configHash: string
  readonly ended: 'complete' | 'interrupted'
  readonly coverage: {
    readonly discovered: number
    readonly selected: number
    readonly audited: number
    readonly notAudited: Readonly<Partial<Record<CauseCode, number>>>
  }
  readonly robots: 'honoured' | 'absent' | 'ignored' | 'unreachable'
  readonly consent: 'no-banner' | 'rejected' | 'no-reject-button' | 'not-tried'
  /** Chromium's own sandbox: false where the system does not allow it. */
  readonly sandbox: boolean
  /** Sentences the reader should know about this run, in the report's language. */
  readonly notes: readonly string[]
}

export interface ReportPage {
  /** `p1`… in audit order. */
  readonly id: string
  readonly url: string
  readonly finalUrl: string
  readonly status: number
  readonly outcome: 'ok' | 'ok-unstable'
  readonly title: string
  readonly lang: string
  /** `t1`… pages of one template share it. */
  readonly template: string
  readonly depth: number
  readonly inSitemap: boolean
  /** A page that links it, or null for the start and for sitemap-only pages. */
  readonly foundOn: string | null
  readonly chain: readonly { readonly url: string; readonly status: number }[]
  readonly aliases: readonly string[]
  readonly timingsMs: {
    readonly load: number
    readonly settle: number
    readonly collect: number
    readonly axe: number
    readonly rules: number
  }
}

export interface NotAudited {
  readonly url: string
  readonly cause: CauseCode
  /** The cause in one sentence, and what to do, in the report's language. */
  readonly reason: string
  readonly remedy: string
  /** HTTP status, the network error, the address it led to…; '' when there is nothing to add. */
  readonly detail: string
  readonly foundOn: string | null
}

/** A fault to put right once: the same element of the same component, on one page or on many. */
export interface Finding {
  /** Component key: stable between audits. */
  readonly key: string
  readonly rule: string
  readonly family: string
  readonly engine: Engine
  /** All rules that saw it, `engine:rule`. */
  readonly witnesses: readonly string[]
  readonly outcome: 'failed' | 'cantTell' | 'unstable'
  readonly level: Level
  readonly wcag: readonly string[]
  readonly en301549: readonly string[]
  /** Under which standard it counts: today's obligation, or only from the next version on. */
  readonly obligation: 'current' | 'next' | 'none'
  readonly act: readonly string[]
  readonly impact: Impact
  readonly owner: Owner
  /** Why it is attributed so, one sentence. */
  readonly ownerReason: string
  /** 0 to 1, and how it was computed, e.g. "critical 1 × 12 of 40 pages …". */
  readonly priority: number
  readonly priorityFormula: string
  readonly title: string
  /** Why it matters and what to do, plain text of at most a few sentences. */
  readonly help: string
  readonly howToFix: string
  /** Where to read more: the rule's source. */
  readonly helpUrl: string
  /** Id of the lesson that teaches it, or '' when there is none yet. */
  readonly lesson: string
  readonly pageCount: number
  readonly occurrenceCount: number
  /** At most MAX_OCCURRENCES, whole. */
  readonly occurrences: readonly Occurrence[]
  /** The others, so that every one keeps its identity. */
  readonly moreOccurrences: readonly { readonly page: string; readonly state: State; readonly key: string }[]
  /** Only with --baseline. */
  readonly change?: 'new' | 'still-there' | 'reappeared'
}

export const MAX_OCCURRENCES = 20

export interface Occurrence {
  /** Finding key of this one element on this one page: what a baseline compares. */
  readonly key: string
  readonly voidDigest: string
  readonly page: string
  readonly state: State
  readonly target: readonly string[]
  readonly html: string
  readonly message: string
  readonly where: string
  readonly box: Box | null
  readonly data: Readonly<Record<string, string | number>>
  /** Path of the picture relative to the report, e.g. `pictures/3fa2.jpg`. */
  readonly picture?: string
  readonly change?: 'new' | 'still-there'
  /** How the same element was found in the baseline, so that a person can say "these are different". */
  readonly matched?: {
    readonly method: 'key' | 'similarity' | 'component'
    readonly score: number
    readonly baselineKey: string
  }
  /** For stage-2 matching against a later audit. */
  readonly match: {
    readonly tag: string
    readonly text: string
    readonly classes: readonly string[]
    readonly ancestors: readonly string[]
    readonly precedingHeading: string
    readonly decisive: string
  }
}

export type CriterionStatus = 'fails' | 'passes' | 'to-judge' | 'not-checked' | 'not-applicable'

export interface CriterionResult {
  readonly sc: string
  readonly title: string
  readonly level: 'A' | 'AA' | 'AAA'
  readonly en301549: string
  readonly obligation: 'current' | 'next'
  readonly status: CriterionStatus
  /** Why it does not apply. */
  readonly reason?: string
  readonly failedPages: number
  readonly toJudgePages: number
  readonly passedPages: number
  /** Whether automatic checks cover it wholly, in part, or not at all. */
  readonly automation: 'partial' | 'none'
  readonly findings: readonly string[]
}

/** AGID's arithmetic. Never `conforme` while anything is to be judged or not checked. */
export interface Conformance {
  readonly standard: string
  readonly satisfied: number
  readonly failed: number
  readonly undecided: number
  readonly notApplicable: number
  readonly status: 'conforme' | 'parzialmente-conforme' | 'non-conforme' | 'undecided'
  readonly explanation: string
}

export interface LinkedFile {
  readonly url: string
  readonly type: string
  readonly mediaType: string
  readonly sizeBytes: number | null
  /** ISO date of Last-Modified, or null. */
  readonly modifiedAt: string | null
  readonly title: string
  readonly status: number
  /** SHA-256 of what was read; '' when nothing was. */
  readonly digest: string
  /** Ids of the pages that link it. */
  readonly pages: readonly string[]
  readonly problem: string
}

export interface LighthouseResult {
  readonly page: string
  readonly url: string
  /** 0 to 1, null when Lighthouse could not say. */
  readonly scores: Readonly<Record<string, number | null>>
  readonly metrics: Readonly<Record<string, number | null>>
  readonly audits: readonly {
    readonly id: string
    readonly category: string
    readonly title: string
    readonly displayValue: string
    readonly score: number | null
  }[]
  readonly problem: string
}

export interface Comparison {
  readonly baselineStartedAt: string
  readonly new: number
  readonly stillThere: number
  /** Only with proof: same page visited, rule run to its end, element gone or passing. */
  readonly fixed: readonly ComparedFinding[]
  readonly notVerified: readonly (ComparedFinding & { readonly reason: string })[]
}

export interface ComparedFinding {
  readonly key: string
  readonly rule: string
  readonly title: string
  readonly pageUrl: string
  readonly html: string
}

export interface Summary {
  /** Findings that fail (not to judge, not unstable). */
  readonly issues: number
  readonly occurrences: number
  readonly pagesWithIssues: number
  readonly toJudge: number
  readonly unstable: number
  readonly byImpact: Readonly<Record<Impact, number>>
  readonly byOwner: Readonly<Record<Owner, number>>
  /** Keys of the findings to fix first, best first, at most ten. */
  readonly fixFirst: readonly string[]
}

/** A format renders the whole report; pictures and files it needs lie in `outDir`. */
export interface ReportFormat {
  readonly id: string
  readonly extension: string
  readonly mediaType: string
  render(report: Report, context: RenderContext): string | Uint8Array | Promise<string | Uint8Array>
}

export interface RenderContext {
  /** Turns HTML into a tagged PDF; absent when no browser is at hand. */
  readonly htmlToPdf?: (html: string) => Promise<Uint8Array>
  /** Reads a picture of the output folder as a data URI, or undefined. */
  readonly picture?: (path: string) => string | undefined
}
