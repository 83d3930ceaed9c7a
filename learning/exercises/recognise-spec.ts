import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9-]+$/)
const why = z.string().min(10).max(300)

/** A question with options. Every option teaches: `why` is told when it was chosen or missed. */
export const choiceSpec = z.strictObject({
  question: z.string().min(5),
  options: z.array(z.strictObject({ id, text: z.string().min(1), isRight: z.boolean(), why })).min(3),
})
export const choiceAnswer = z.strictObject({ chosen: z.array(z.string()).max(20) })

/** Steps to be put in order: written here in the right one. `why`: told when the step is the first out of place. */
export const orderSpec = z.strictObject({
  question: z.string().min(5),
  items: z
    .array(z.strictObject({ id, text: z.string().min(2), why }))
    .min(3)
    .max(10),
})
export const orderAnswer = z.strictObject({ order: z.array(z.string()).max(20) })

/** Pairs to be put together. `decoys` fit none. */
export const matchSpec = z.strictObject({
  question: z.string().min(5),
  pairs: z
    .array(z.strictObject({ id, left: z.string().min(1), right: z.string().min(1), why }))
    .min(3)
    .max(10),
  decoys: z.array(z.strictObject({ id, right: z.string().min(1) })).default([]),
})
/** By the pair's id: the id of the pair or decoy whose right side was chosen. */
export const matchAnswer = z.strictObject({ matches: z.record(z.string(), z.string()) })
