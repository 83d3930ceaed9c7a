import type { Report, ReportFormat } from '../../scanner/index.ts'

/** What the platform needs from the scanner, as one value that `main.ts` builds. Filled with the jobs. */
export interface Scanner {
  readonly version: string
  readonly formats: readonly ReportFormat[]
  /** Findings of a piece of HTML or of one address, editor level only. */
  check(input: CheckInput): Promise<Report>
}

export type CheckInput =
  | { readonly kind: 'html'; readonly html: string; readonly lang: 'it' | 'en' }
  | { readonly kind: 'url'; readonly url: string; readonly lang: 'it' | 'en' }
