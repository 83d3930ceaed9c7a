import { createMiddleware } from 'hono/factory'
import { clientAddress } from '../client-address.ts'
import type { Deps } from '../deps.ts'
import type { Env } from '../router.ts'
import { type Allowance, rateLimit } from '../services/rate-limit.ts'

/** Limits what is dear, such as visits of a browser, by who asks. */
export const limited = ({ db, config, now }: Deps, name: string, allowance: Allowance) =>
  createMiddleware<Env>(async (c, next) => {
    const actor = c.get('actor')
    const who = actor
      ? `${actor.organisationId} ${actor.personId ?? actor.supplier}`
      : clientAddress(c, config)
    await rateLimit(db, `${name} ${who}`, allowance, now())
    await next()
  })
