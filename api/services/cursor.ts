import type { z } from 'zod'
import { Problem } from '../problem.ts'

export const writeCursor = (position: object): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url')

/** @throws Problem 422 when somebody made it up */
export function readCursor<T>(cursor: string | undefined, shape: z.ZodType<T>): T | undefined {
  if (cursor === undefined) return undefined
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new Problem(422, 'bad-cursor', {
      it: 'Questo punto dell’elenco non esiste più: ricomincia dall’inizio.',
      en: 'This place in the list is gone: begin again at the start.',
    })
  }
}
