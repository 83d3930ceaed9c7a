import type { REASONS } from '../client.ts'

type Reasons = typeof REASONS

/** A language lacks no verdict and no reason that the API knows, and has none that it does not. */
export interface DecisionWords {
  readonly verdict: Readonly<Record<keyof Reasons, string>>
  readonly reasons: { readonly [V in keyof Reasons]: Readonly<Record<Reasons[V][number], string>> }
  readonly [word: string]: unknown
}
