import type { Kysely } from 'kysely'
import { countHit } from '../db/queries/rate-limits.ts'
import type { Database } from '../db/schema.ts'
import { Problem } from '../problem.ts'
import { digestOf } from '../secret.ts'

export interface Allowance {
  readonly limit: number
  readonly windowS: number
}

/**
 * Counts one try against an allowance; all servers share the count. The key may name a person or an address:
 * only its digest is stored.
 *
 * @throws Problem 429 with Retry-After, in seconds, when the allowance is used up
 */
export async function rateLimit(
  db: Kysely<Database>,
  key: string,
  { limit, windowS }: Allowance,
  now: Date,
): Promise<void> {
  const { hits, windowAt } = await countHit(db, digestOf(key), windowS, now)
  if (hits <= limit) return
  const waitS = Math.max(1, Math.ceil((windowAt.getTime() - now.getTime()) / 1_000) + windowS)
  const wait = waitS < 120 ? { it: `${waitS} secondi`, en: `${waitS} seconds` } : minutes(waitS)
  throw new Problem(
    429,
    'too-many-requests',
    {
      it: `Troppi tentativi in poco tempo. Riprova tra ${wait.it}.`,
      en: `Too many tries in a short time. Try again in ${wait.en}.`,
    },
    { headers: { 'retry-after': String(waitS) } },
  )
}

function minutes(seconds: number) {
  const count = Math.ceil(seconds / 60)
  return { it: `${count} minuti`, en: `${count} minutes` }
}
