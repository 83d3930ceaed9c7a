import { z } from 'zod'
import type { Answers, KindId, Specs } from './specs.ts'

const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens, as in `alt-fair-poster`')

/** Front matter of every exercise file. The body is the task, in the learner's language. */
export const exerciseFront = z.strictObject({
  id,
  /** Raised whenever a check changes, so that old attempts are read against what they were judged by. */
  rev: z.int().min(1),
  type: z.string(),
  title: z.string().min(3).max(80),
  /** What the person can do afterwards: «Sai …». */
  after: z.string().min(5).max(160),
  skills: z.array(id).min(1).max(4),
  /** 1 worked example, 2 completion, 3 unaided, 4 unaided with noise, 5 helps others. Also the DigComp level. */
  autonomy: z.int().min(1).max(5),
  minutes: z.int().min(1).max(12),
  wcag: z.array(z.string()).default([]),
  licence: z.literal('CC-BY-4.0'),
  /** Days on which facts of law or procedure were checked, and where. */
  verified: z.iso.date().optional(),
  sources: z
    .array(z.strictObject({ url: z.url(), title: z.string(), read: z.iso.date().optional() }))
    .default([]),
})
type ExerciseFront = z.infer<typeof exerciseFront>

/** An exercise as the catalogue holds it: front matter, the task as safe HTML, hints, and what its kind needs. */
export type Exercise<K extends KindId = KindId> = {
  readonly [Kind in KindId]: Omit<ExerciseFront, 'type'> & {
    readonly kind: Kind
    readonly task: string
    readonly hints: readonly string[]
    readonly spec: Specs[Kind]
  }
}[K]

export type Answer<K extends KindId = KindId> = Answers[K]
