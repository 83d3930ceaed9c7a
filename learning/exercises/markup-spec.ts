import { z } from 'zod'
import { check } from '../checks/check-spec.ts'

/** `selector` for what an element holds (HTML), `selector@attribute` for an attribute; null takes it away. */
const put = z.record(z.string().min(1), z.string().nullable())
export type Put = z.infer<typeof put>

const proofs = {
  checks: z.array(check).min(1),
  /** Typical mistakes, at least three: each must fail exactly the check it names. */
  typicalMistakes: z
    .array(z.strictObject({ put, fails: z.string(), message: z.string().min(10).max(300) }))
    .min(3),
  solution: z.strictObject({ put }),
  alsoValid: z.array(z.strictObject({ put })).default([]),
}

/**
 * A page with regions that may be edited: `data-edit="rich"` (blocks), `"text"` (one line), `"alt"` (alternative
 * text of an image). Everything else is fixed.
 */
export const repairSpec = z.strictObject({
  page: z.string().min(1),
  /** `source`: rich regions are edited as HTML. For developers only; nobody else is shown code. */
  view: z.enum(['page', 'source']).default('page'),
  ...proofs,
})

/** A piece of the learner's own site: made from a finding, never written, and nobody knows its solution. */
export const ownSiteSpec = z.strictObject({ page: z.string().min(1), checks: z.array(check).min(1) })

/** Raw text to be turned into a page; `page` holds one `data-edit="rich"` region, `facts` are what must survive. */
export const buildSpec = z.strictObject({
  raw: z.string().min(1),
  page: z.string().min(1),
  facts: z.array(z.string().min(1)).min(1),
  ...proofs,
})

/** The whole page as the learner left it. It is sanitised before anything reads it. */
export const markupAnswer = z.strictObject({ html: z.string().max(50_000) })
