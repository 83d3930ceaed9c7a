import { z } from '@hono/zod-openapi'

export const id = z.uuid()
/** ISO 8601 with offset Z. */
export const at = z.iso.datetime()
/** `YYYY-MM-DD`. */
export const day = z.iso.date()

/** A page of a list: `next` is given back as `cursor` for the following one; null at the end. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), total: z.number().int() })

export interface List<T> {
  readonly items: readonly T[]
  readonly next: string | null
  readonly total: number
}

export const paging = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    /** Stable, never translated. */
    code: z.string(),
    /** What happened and what to do, in the language asked for. */
    detail: z.string(),
    fields: z.record(z.string(), z.string()).optional(),
  })
  .openapi('Problem')
