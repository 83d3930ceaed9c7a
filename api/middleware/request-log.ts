import { randomUUID } from 'node:crypto'
import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import type { Metrics } from '../metrics.ts'
import type { Env } from '../router.ts'

/** What a proxy may have called the request; anything else could be meant for whoever reads the log. */
const REQUEST_ID = /^[\w-]{8,64}$/

/**
 * One line and one measure for each answer. The route's pattern stands for its address: addresses and query
 * strings hold tokens and people's words.
 */
export const requestLog = ({ log, metrics }: Pick<Deps, 'log'> & { readonly metrics: Metrics }) =>
  createMiddleware<Env>(async (c, next) => {
    const given = c.req.header('x-request-id') ?? ''
    const requestId = REQUEST_ID.test(given) ? given : randomUUID()
    const start = performance.now()
    await next()
    const seconds = (performance.now() - start) / 1_000
    const { method } = c.req
    const route = routePath(c, -1)
    const { status } = c.res
    c.res.headers.set('x-request-id', requestId)
    metrics.observe({ method, route, status, seconds })
    const line = { requestId, method, route, status, ms: Math.round(seconds * 1_000) }
    if (status >= 500) log.error(line, 'request')
    else log.info(line, 'request')
  })
