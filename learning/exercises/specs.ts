import type { z } from 'zod'
import { triageAnswer, triageSpec, trueOrFalseAnswer, trueOrFalseSpec } from './judge-spec.ts'
import { spotAnswer, spotSpec, walkAnswer, walkSpec } from './look-spec.ts'
import { buildSpec, markupAnswer, ownSiteSpec, repairSpec } from './markup-spec.ts'
import { procedureAnswer, procedureSpec } from './procedure-spec.ts'
import { choiceAnswer, choiceSpec, matchAnswer, matchSpec, orderAnswer, orderSpec } from './recognise-spec.ts'

/** Of each kind, what an author writes and what a learner's work comes down to: JSON, the same wherever it is graded. */
export const SHAPES = {
  'repair-page': { spec: repairSpec, answer: markupAnswer },
  build: { spec: buildSpec, answer: markupAnswer },
  spot: { spec: spotSpec, answer: spotAnswer },
  walk: { spec: walkSpec, answer: walkAnswer },
  procedure: { spec: procedureSpec, answer: procedureAnswer },
  setback: { spec: procedureSpec, answer: procedureAnswer },
  triage: { spec: triageSpec, answer: triageAnswer },
  'true-or-false': { spec: trueOrFalseSpec, answer: trueOrFalseAnswer },
  choice: { spec: choiceSpec, answer: choiceAnswer },
  order: { spec: orderSpec, answer: orderAnswer },
  match: { spec: matchSpec, answer: matchAnswer },
  'own-site': { spec: ownSiteSpec, answer: markupAnswer },
} as const

export type KindId = keyof typeof SHAPES
export type Specs = { readonly [K in KindId]: z.infer<(typeof SHAPES)[K]['spec']> }
export type Answers = { readonly [K in KindId]: z.infer<(typeof SHAPES)[K]['answer']> }
