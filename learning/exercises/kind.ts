import type { Inspection, InspectionWanted } from '../ports.ts'
import type { Answers, KindId, Specs } from './specs.ts'

export interface CheckResult {
  readonly id: string
  readonly passed: boolean
  readonly required: boolean
  /** Said when it failed: what is observed and why it matters. */
  readonly message?: string | undefined
}

export interface Grade {
  /** Every required check holds and nothing critical happened. */
  readonly passed: boolean
  /** Share of what was asked for, 0 to 1. */
  readonly score: number
  readonly results: readonly CheckResult[]
  /** The critical error that was made, by name: it caps the score. */
  readonly critical?: { readonly id: string; readonly message: string } | undefined
  /** Errors met and put right on the way. Only procedures have them. */
  readonly slips: number
}

/** One thing that must be so for an exercise to be published. */
export interface Proof<Answer> {
  /** What is tried: `seed`, `solution`, `mistake 2`. */
  readonly what: string
  /** Where in the file, for the author. */
  readonly field: string
  readonly answer: Answer
  /** `fails`: the only required check, or the critical error, that may fail, with its message when it has its own. */
  readonly expect: 'passes' | 'fails' | { readonly fails: string; readonly message?: string | undefined }
}

/** The share of the evidence that a success is worth depends on it: see `progress/constants.ts`. */
type EvidenceKind = 'produced' | 'recognised' | 'true-or-false'

/** Everything a kind of exercise is. Pure: same exercise, answer and inspection, same grade. */
export interface ExerciseKind<K extends KindId> {
  readonly evidence: EvidenceKind
  /** What has to be asked of a real document first. */
  wanted?(spec: Specs[K]): InspectionWanted
  /** The markup to be inspected for it. */
  markup?(spec: Specs[K], answer: Answers[K]): string
  grade(spec: Specs[K], answer: Answers[K], inspection: Inspection): Grade
  proofs(spec: Specs[K]): readonly Proof<Answers[K]>[]
  /** Faults that only the whole of the spec shows, with the field where they are. */
  faults?(spec: Specs[K]): readonly { readonly field: string; readonly message: string }[]
}

/** The grade that follows from checks of equal weight. */
export function gradeOf(results: readonly CheckResult[]): Grade {
  const required = results.filter((result) => result.required)
  const right = required.filter((result) => result.passed).length
  return {
    passed: right === required.length,
    score: required.length === 0 ? 1 : right / required.length,
    results,
    slips: 0,
  }
}
