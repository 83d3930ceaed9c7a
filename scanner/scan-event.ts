import type { CauseCode } from './failure.ts'

/** What an audit tells while it runs. */
export type ScanEvent =
  | {
      readonly type: 'phase'
      readonly phase: 'start' | 'discover' | 'audit' | 'files' | 'lighthouse' | 'conclude' | 'report'
    }
  | {
      readonly type: 'page'
      readonly url: string
      /** null: audited. */
      readonly failure: CauseCode | null
      readonly done: number
      readonly known: number
      /** Faults seen so far, before grouping. */
      readonly findings: number
    }
  /** A linked file was opened. */
  | { readonly type: 'file'; readonly done: number; readonly known: number }
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'stopping' }
