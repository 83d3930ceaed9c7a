import type { Evidence, LinkEvidence, State } from '../collect/evidence.ts'
import type { Failure } from '../failure.ts'

/** What a visit of one page is asked to do. All times in ms. */
export interface VisitRequest {
  readonly url: string
  /** Only the links are wanted: no engines, no states (used while discovering beyond the sample). */
  readonly mode: 'discover' | 'audit'
  /** Reject the consent banner before collecting; the home page is also looked at before. */
  readonly consent: 'reject' | 'first-visit-then-reject'
  readonly states: readonly State[]
}

export interface VisitTimings {
  readonly load: number
  readonly settle: number
  readonly collect: number
  readonly axe: number
}

export interface VisitedPage {
  readonly ok: true
  readonly finalUrl: string
  readonly links: readonly LinkEvidence[]
  /** rel=canonical, absolute, or null. */
  readonly canonical: string | null
  /** Digest of the visible text and of the DOM skeleton: the same pair is the same page. */
  readonly textDigest: string
  readonly skeletonDigest: string
  readonly chain: readonly { readonly url: string; readonly status: number }[]
  /** null in `discover` mode. */
  readonly evidence: Evidence | null
  /** Home page only: the evidence before the banner was answered. */
  readonly firstVisit: Evidence | null
  readonly consent: 'no-banner' | 'rejected' | 'no-reject-button' | 'not-tried'
  readonly timingsMs: VisitTimings
}

export interface FailedVisit {
  readonly ok: false
  readonly finalUrl: string
  readonly failure: Failure
  readonly chain: readonly { readonly url: string; readonly status: number }[]
  /** Response content type, when it was not HTML. */
  readonly mediaType: string
}

export type VisitResult = VisitedPage | FailedVisit
