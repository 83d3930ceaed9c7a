import { z } from '@hono/zod-openapi'
import { id, problemShape } from '../shapes/common.ts'

const problem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problemShape } },
})

/** The refusals that nearly every route may give. */
export const refusals = {
  401: problem('Nobody is signed in.'),
  403: problem('The role does not allow it.'),
  404: problem('It does not exist, or belongs to somebody else.'),
  422: problem('Some of what was sent is not right; `fields` says which.'),
}

export const conflict = { 409: problem('It cannot be done now; `detail` says why.') }

export const tooMany = { 429: problem('Too many tries; `Retry-After` says how long to wait, in seconds.') }

export const json = <T extends z.ZodType>(schema: T, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

export const body = <T extends z.ZodType>(schema: T) => ({
  required: true,
  content: { 'application/json': { schema } },
})

export const idParam = z.object({ id })
/** Lists also come as a spreadsheet. */
export const asSheet = z.object({ format: z.enum(['csv', 'xlsx']).optional() })
