import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9-]+$/)
const why = z.string().min(10).max(300)

/** Requests, each to be sent to the right channel. All critical ones right, at most one other wrong. */
export const triageSpec = z.strictObject({
  channels: z.array(z.strictObject({ id, text: z.string().min(2) })).min(2),
  requests: z
    .array(
      z.strictObject({
        id,
        text: z.string().min(10),
        channel: id,
        critical: z.boolean().default(false),
        why,
      }),
    )
    .min(4),
})
export const triageAnswer = z.strictObject({ channels: z.record(z.string(), z.string()) })

/** Messages, pages or notices; one or more is a fraud. The right verdict and a right clue are asked for. */
export const trueOrFalseSpec = z.strictObject({
  items: z
    .array(
      z.strictObject({
        id,
        /** `sms`, `mail`, `page`, `notice`, `claim`: how it is drawn. */
        looks: z.enum(['sms', 'mail', 'page', 'notice', 'claim']),
        from: z.string().optional(),
        text: z.string().min(10),
        isGenuine: z.boolean(),
        clues: z.array(z.strictObject({ id, text: z.string().min(3), isRight: z.boolean() })).min(2),
        why,
      }),
    )
    .min(2),
})
export const trueOrFalseAnswer = z.strictObject({
  verdicts: z.record(z.string(), z.strictObject({ isGenuine: z.boolean(), clue: z.string() })),
})
