import type { Generated } from 'kysely'
import type { At, MadeAt, Optional } from './column.ts'

/** One attempt at one exercise, graded here. Appended once, never changed. */
export interface AttemptTable {
  /** Made by the client: the same attempt sent twice is one. */
  id: string
  person_id: string
  exercise: string
  rev: number
  skills: string[]
  evidence: 'produced' | 'recognised' | 'true-or-false'
  ended_at: At
  passed: boolean
  is_critical: boolean
  /** Checks that failed before it passed. */
  faults: number
  hints: number
  saw_solution: boolean
  active_ms: number
  /** As the exercise declared them then. */
  minutes: number
  /** 0 to 1. */
  score: number
  /** The first check that did not hold at the end; null when it passed. */
  failed_check: Optional<string>
  /** Of the own site: what was practised on (`own-…`) or proved fixed (`fixed-…`); null when it is gone. */
  finding_id: Optional<string>
  /** What the finding was called; '' for exercises of courses. */
  title: Generated<string>
  created_at: MadeAt
}
