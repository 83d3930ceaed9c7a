import { SUCCESS, WEIGHTS } from './constants.ts'

/** What is known of one attempt at one exercise. Appended once, never changed; the client gave it its id. */
export interface Attempt {
  /** UUID from the client: the same attempt sent twice is one. */
  readonly id: string
  readonly exercise: string
  readonly skills: readonly string[]
  readonly evidence: keyof typeof WEIGHTS
  /** ISO 8601, when it ended. */
  readonly at: string
  readonly passed: boolean
  /** A critical error was made: nothing is evidence of skill. */
  readonly isCritical: boolean
  /** Checks that failed before it passed, errors of a procedure included. */
  readonly faults: number
  readonly hints: number
  readonly sawSolution: boolean
  readonly activeMs: number
  /** Declared in the exercise. */
  readonly minutes: number
  /** Of the own site: the finding that was practised on, or proved fixed by a visit; null when it is gone. */
  readonly findingId?: string | null
  /** What that finding was called. */
  readonly title?: string
}

/** How well it went, 0 to 1. More than one fault is help too: the checks said what to do. */
export function successOf({ passed, isCritical, faults, hints, sawSolution }: Attempt): number {
  if (!passed || isCritical) return SUCCESS.none
  if (sawSolution) return SUCCESS.afterSolution
  if (hints > 0 || faults > 1) return SUCCESS.withHelp
  return faults === 1 ? SUCCESS.afterOneFault : SUCCESS.alone
}

export const weightOf = ({ evidence }: Attempt): number => WEIGHTS[evidence]

/** Passed without hint, without solution, with one fault at the most. */
export const isUnaided = (attempt: Attempt): boolean => successOf(attempt) >= SUCCESS.afterOneFault

/** One order for every device: by time, then by id. What was sent twice counts once. */
export function inOrder(attempts: readonly Attempt[]): readonly Attempt[] {
  const once = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  return [...once.values()].sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
}
