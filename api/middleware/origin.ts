import { createMiddleware } from 'hono/factory'
import type { Config } from '../config.ts'
import { Problem } from '../problem.ts'

const READS = ['GET', 'HEAD', 'OPTIONS']

/**
 * A browser sends our cookie along whatever page asked: a write must come from our own pages. Browsers say where
 * from, and pages cannot make it up. Tokens are not sent by themselves, so they need no such proof.
 */
export const origin = ({ url }: Pick<Config, 'url'>) => {
  const own = new URL(url).origin
  return createMiddleware(async (c, next) => {
    const isRead = READS.includes(c.req.method)
    const hasToken = /^bearer /i.test(c.req.header('authorization') ?? '')
    if (!isRead && !hasToken) {
      const from = c.req.header('origin')
      const isSame = from === own || c.req.header('sec-fetch-site') === 'same-origin'
      // Without cookie and origin it is no browser: nothing is sent on anybody's behalf.
      const isBrowser = from !== undefined || c.req.header('cookie') !== undefined
      if (isBrowser && !isSame) throw refusal(own)
    }
    await next()
  })
}

const refusal = (own: string) =>
  new Problem(403, 'foreign-origin', {
    it: `Questa richiesta non viene dalle pagine di Rampa. Apri Rampa da ${own} e riprova.`,
    en: `This request does not come from Rampa's own pages. Open Rampa at ${own} and try again.`,
  })
