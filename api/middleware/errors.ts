import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Env } from '../router.ts'

/** Expected refusals as they are; anything else is a bug: logged whole, answered without detail. */
export const onError =
  ({ log }: Pick<Deps, 'log'>) =>
  (error: Error, c: Context<Env>): Response => {
    const problem = toProblem(error)
    // The pattern, not the address: that may hold a token.
    const { method } = c.req
    if (problem.status >= 500) log.error({ err: error, method, route: routePath(c, -1) }, 'failed')
    const lang = c.get('lang') ?? 'it'
    const fields = Object.entries(problem.fields).map(([name, text]) => [name, text[lang]])
    return c.body(
      JSON.stringify({
        type: `urn:rampa:problem:${problem.code}`,
        title: problem.code,
        status: problem.status,
        code: problem.code,
        detail: problem.text[lang],
        ...(fields.length > 0 ? { fields: Object.fromEntries(fields) } : {}),
      }),
      problem.status,
      { ...problem.headers, 'content-type': 'application/problem+json; charset=utf-8' },
    )
  }

function toProblem(error: Error): Problem {
  if (error instanceof Problem) return error
  if (error instanceof HTTPException && error.status < 500) {
    return new Problem(error.status as 400, 'bad-request', {
      it: 'La richiesta non è scritta bene: controlla il formato e riprova.',
      en: 'The request is malformed: check its format and try again.',
    })
  }
  return new Problem(500, 'failed', {
    it: 'Qualcosa è andato storto da noi. Riprova tra poco; se succede ancora, avvisa chi amministra Rampa.',
    en: 'Something went wrong on our side. Try again shortly; if it goes on, tell whoever administers Rampa.',
  })
}
