import { createMiddleware } from 'hono/factory'
import type { Env } from '../router.ts'

/**
 * The language of an answer. A header of one plain tag is somebody's choice, as the web app's is; a browser's own
 * list only counts for who has not told Rampa theirs. Italian when nothing is said.
 */
export function languageOf(header: string | undefined, own?: 'it' | 'en'): 'it' | 'en' {
  const wanted = header?.trim().toLowerCase() ?? ''
  if (wanted === 'it' || wanted === 'en') return wanted
  if (own) return own
  const known = wanted
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.find((parameter) => parameter.trim().startsWith('q='))
      return { lang: tag.split('-')[0], quality: quality ? Number(quality.trim().slice(2)) : 1 }
    })
    .filter(({ lang, quality }) => (lang === 'it' || lang === 'en') && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
  return known[0]?.lang === 'en' ? 'en' : 'it'
}

export const language = () =>
  createMiddleware<Env>(async (c, next) => {
    c.set('lang', languageOf(c.req.header('accept-language')))
    await next()
    c.res.headers.append('vary', 'accept-language')
  })
