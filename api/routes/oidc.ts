import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { createRouter, type Env } from '../router.ts'
import { createOidc, type OidcFault, OidcRefusal } from '../services/oidc.ts'
import { countTry } from '../services/sign-in.ts'
import { signInByIdentity } from '../services/sign-in-oidc.ts'
import { cookieOptions, openSession, visitorOf } from './cookies.ts'
import { refusals, tooMany } from './shared.ts'

const tags = ['Sign-in']
/** Only an address of ours: what follows a sign-in must not lead elsewhere. */
const ADDRESS = /^\/(?![/\\])[^\p{Cc}]*$/u
const begin = createRoute({
  method: 'get',
  path: '/sign-in/oidc',
  tags,
  summary: 'Sign in at the organisation’s identity provider (SPID, CIE)',
  request: { query: z.object({ returnTo: z.string().max(2_000).optional() }) },
  responses: { 302: { description: 'To the provider, or back with `errore`.' }, ...refusals, ...tooMany },
})
const end = createRoute({
  method: 'get',
  path: '/sign-in/oidc/callback',
  tags,
  summary: 'Where the identity provider sends people back',
  responses: { 302: { description: 'Signed in, or back to the sign-in page with `errore`.' }, ...refusals },
})

export const oidcSignIn = (deps: Deps) => {
  const { config, log, now } = deps
  const oidc = config.oidc && createOidc(config.oidc, config)
  const cookie = config.url.startsWith('https:') ? '__Host-rampa-oidc' : 'rampa-oidc'
  const settings = cookieOptions(config)

  const back = (c: Context<Env>, fault: OidcFault) =>
    c.redirect(`${config.url}/entra?errore=oidc-${fault}`, 302)

  function faultOf(error: unknown): OidcFault {
    if (error instanceof OidcRefusal) {
      if (error.cause) log.warn({ err: error.cause }, 'oidc')
      return error.fault
    }
    if (error instanceof Problem && error.code === 'no-organisation') return 'unknown'
    throw error
  }

  return createRouter()
    .openapi(begin, async (c) => {
      if (!oidc) throw notOffered()
      await countTry(deps, visitorOf(c, config))
      const { returnTo = '/' } = c.req.valid('query')
      try {
        const { address, kept } = await oidc.begin(ADDRESS.test(returnTo) ? returnTo : '/', now())
        setCookie(c, cookie, kept, { ...settings, maxAge: 900 })
        return c.redirect(address.href, 302)
      } catch (error) {
        return back(c, faultOf(error))
      }
    })
    .openapi(end, async (c) => {
      if (!oidc) throw notOffered()
      const kept = getCookie(c, cookie)
      deleteCookie(c, cookie, settings)
      try {
        const { identity, returnTo } = await oidc.finish(new URL(c.req.url).search, kept, now())
        const visitor = { ...visitorOf(c, config), lang: c.get('lang') }
        openSession(c, config, await signInByIdentity(deps, identity, visitor))
        return c.redirect(`${config.url}${returnTo}`, 302)
      } catch (error) {
        return back(c, faultOf(error))
      }
    })
}

const notOffered = () =>
  notFound(
    'Qui non si entra con un servizio di accesso esterno. Entra con un collegamento.',
    'There is no external sign-in service here. Sign in with a link.',
  )
