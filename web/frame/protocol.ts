import type { InspectionShape } from '../client.ts'

/** What the sandboxed frame is asked: markup that has been sanitised, and what to look at. */
export interface Asked {
  readonly nonce: string
  readonly html: string
  readonly wanted: {
    readonly axe: readonly string[]
    readonly names: readonly string[]
    readonly contrasts: readonly string[]
  }
}

/** What it answers; without an inspection it could not. */
export interface Answered {
  readonly nonce: string
  readonly inspection?: InspectionShape
}

/** Said once, when the frame is ready to be asked. */
export const READY = 'rampa-frame-ready'
