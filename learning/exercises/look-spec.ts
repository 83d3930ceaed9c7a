import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9-]+$/)

/** Faulty elements to be picked from a list beside the page, each with its reason. Harmless ones are among them. */
export const spotSpec = z.strictObject({
  page: z.string().min(1),
  reasons: z.array(z.strictObject({ id, text: z.string().min(3) })).min(2),
  faults: z
    .array(
      z.strictObject({
        element: z.string(),
        label: z.string().min(3),
        why: id,
        wcag: z.array(z.string()).default([]),
        /** Told when it was missed or given another reason. */
        message: z.string().min(10).max(300),
      }),
    )
    .min(1),
  harmless: z
    .array(
      z.strictObject({ element: z.string(), label: z.string().min(3), message: z.string().min(10).max(300) }),
    )
    .min(1),
})
/** `element`: the selector as the file has it. */
export const spotAnswer = z.strictObject({
  picks: z.array(z.strictObject({ element: z.string(), why: z.string() })).max(50),
})

/**
 * The same answer looked for in two pages, the bad one first, by reading order or by the Tab key alone. `target` is
 * the selector of the element that holds it.
 */
export const walkSpec = z.strictObject({
  view: z.enum(['reading', 'keyboard']),
  question: z.string().min(5),
  before: z.string().min(1),
  after: z.string().min(1),
  target: z.string(),
  /** Said at the end, with the two numbers: `{before}` and `{after}` stops. */
  lesson: z.string().min(10).max(400),
})
/** Index of each stop that was visited, in the order of the visit; the last one is what the learner chose. */
export const walkAnswer = z.strictObject({
  before: z.array(z.int().min(0)).max(1_000),
  after: z.array(z.int().min(0)).max(1_000),
})
