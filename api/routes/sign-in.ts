import { createRoute, z } from '@hono/zod-openapi'
import { getCookie } from 'hono/cookie'
import { recordAction } from '../db/queries/audit-log.ts'
import { deleteSessionByToken } from '../db/queries/sessions.ts'
import type { Deps } from '../deps.ts'
import { sessionCookie } from '../middleware/session.ts'
import { createRouter } from '../router.ts'
import { digestOf } from '../secret.ts'
import { OIDC_FAULTS, type OidcFault } from '../services/oidc.ts'
import { askLink, signInByLink, signInByPassword } from '../services/sign-in.ts'
import * as shapes from '../shapes/people.ts'
import { closeSession, openSession, visitorOf } from './cookies.ts'
import { body, json, refusals, tooMany } from './shared.ts'

const tags = ['Sign-in']
const done = { 204: { description: 'Signed in; the cookie says so.' }, ...refusals, ...tooMany }
const options = createRoute({
  method: 'get',
  path: '/sign-in/options',
  tags,
  summary: 'The ways to sign in',
  request: { query: z.object({ errore: z.string().max(50).optional() }) },
  responses: { 200: json(shapes.signInOptions, 'What this installation offers.'), ...refusals },
})
const link = createRoute({
  method: 'post',
  path: '/sign-in/link',
  tags,
  summary: 'Ask for a link by e-mail',
  description: 'The answer is the same, after the same time, whether or not anybody has the address.',
  request: { body: body(shapes.askLink) },
  responses: {
    202: { description: 'If somebody has the address, a link is on its way.' },
    ...refusals,
    ...tooMany,
  },
})
const useLink = createRoute({
  method: 'post',
  path: '/sign-in/link/use',
  tags,
  summary: 'Sign in by a link, once',
  request: { body: body(shapes.useToken) },
  responses: done,
})
const password = createRoute({
  method: 'post',
  path: '/sign-in/password',
  tags,
  summary: 'Sign in by a password',
  request: { body: body(shapes.passwordSignIn) },
  responses: done,
})
const out = createRoute({
  method: 'post',
  path: '/sign-out',
  tags,
  summary: 'End this session',
  responses: { 204: { description: 'Ended, if there was one.' }, ...refusals },
})

export const signIn = (deps: Deps) => {
  const { db, config } = deps
  return createRouter()
    .openapi(options, (c) => {
      const fault = c.req.valid('query').errore?.replace(/^oidc-/, '') ?? ''
      const problem = Object.hasOwn(OIDC_FAULTS, fault)
        ? OIDC_FAULTS[fault as OidcFault][c.get('lang')]
        : null
      const oidc = config.oidc && { label: config.oidc.label }
      return c.json({ sendsMail: config.smtp !== null, oidc, problem }, 200)
    })
    .openapi(link, async (c) => {
      await askLink(deps, c.req.valid('json').email, visitorOf(c, config))
      return c.body(null, 202)
    })
    .openapi(useLink, async (c) => {
      const token = await signInByLink(deps, c.req.valid('json').token, visitorOf(c, config))
      openSession(c, config, token)
      return c.body(null, 204)
    })
    .openapi(password, async (c) => {
      const token = await signInByPassword(deps, c.req.valid('json'), visitorOf(c, config))
      openSession(c, config, token)
      return c.body(null, 204)
    })
    .openapi(out, async (c) => {
      const token = getCookie(c, sessionCookie(config.url))
      const actor = c.get('actor')
      if (token) await deleteSessionByToken(db, digestOf(token))
      if (actor?.sessionId) {
        await recordAction(db, actor, 'session.signed-out', { type: 'person', id: actor.personId })
      }
      closeSession(c, config)
      return c.body(null, 204)
    })
}
