import type { z } from 'zod'
import type { triageAnswer, triageSpec, trueOrFalseAnswer, trueOrFalseSpec } from './judge-spec.ts'
import type { spotAnswer, spotSpec, walkAnswer, walkSpec } from './look-spec.ts'
import type { buildSpec, markupAnswer, repairSpec } from './markup-spec.ts'
import type { procedureAnswer, procedureSpec } from './procedure-spec.ts'
import type {
  choiceAnswer,
  choiceSpec,
  matchAnswer,
  matchSpec,
  orderAnswer,
  orderSpec,
} from './recognise-spec.ts'

/** What an author writes for each kind, already checked. */
export interface Specs {
  readonly 'repair-page': z.infer<typeof repairSpec>
  readonly build: z.infer<typeof buildSpec>
  readonly spot: z.infer<typeof spotSpec>
  readonly walk: z.infer<typeof walkSpec>
  readonly procedure: z.infer<typeof procedureSpec>
  readonly setback: z.infer<typeof procedureSpec>
  readonly triage: z.infer<typeof triageSpec>
  readonly 'true-or-false': z.infer<typeof trueOrFalseSpec>
  readonly choice: z.infer<typeof choiceSpec>
  readonly order: z.infer<typeof orderSpec>
  readonly match: z.infer<typeof matchSpec>
}

/** What a learner's work comes down to: JSON, the same wherever it is graded. */
export interface Answers {
  readonly 'repair-page': z.infer<typeof markupAnswer>
  readonly build: z.infer<typeof markupAnswer>
  readonly spot: z.infer<typeof spotAnswer>
  readonly walk: z.infer<typeof walkAnswer>
  readonly procedure: z.infer<typeof procedureAnswer>
  readonly setback: z.infer<typeof procedureAnswer>
  readonly triage: z.infer<typeof triageAnswer>
  readonly 'true-or-false': z.infer<typeof trueOrFalseAnswer>
  readonly choice: z.infer<typeof choiceAnswer>
  readonly order: z.infer<typeof orderAnswer>
  readonly match: z.infer<typeof matchAnswer>
}

export type KindId = keyof Specs
