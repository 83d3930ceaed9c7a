import { createRoute } from '@hono/zod-openapi'
import { setCookie } from 'hono/cookie'
import { recordAction } from '../db/queries/audit-log.ts'
import {
  findLiveGuestLink,
  insertGuestLink,
  listGuestLinks,
  revokeGuestLink,
} from '../db/queries/guest-links.ts'
import type { Deps } from '../deps.ts'
import { guestCookie } from '../middleware/session.ts'
import { notFound, Problem } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { digestOf, newSecret } from '../secret.ts'
import { countTry } from '../services/sign-in.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { cookieOptions, visitorOf } from './cookies.ts'
import { toGuestLink } from './people-rows.ts'
import { body, idParam, json, refusals, tooMany } from './shared.ts'

const tags = ['Guest links']
const DAY_MS = 86_400_000
const list = createRoute({
  method: 'get',
  path: '/guest-links',
  tags,
  summary: 'Links with which suppliers see what is theirs',
  responses: { 200: json(listOf(shapes.guestLink), 'All that were not revoked.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/guest-links',
  tags,
  summary: 'Make a link for a supplier; it is shown once',
  request: { body: body(shapes.newGuestLink) },
  responses: { 201: json(shapes.madeGuestLink, 'Made. Send the link now.'), ...refusals },
})
const revoke = createRoute({
  method: 'delete',
  path: '/guest-links/{id}',
  tags,
  summary: 'Revoke a link at once',
  request: { params: idParam },
  responses: { 204: { description: 'Revoked.' }, ...refusals },
})
const use = createRoute({
  method: 'post',
  path: '/guest/use',
  tags,
  summary: 'Come in as a guest',
  description: 'Who is signed in in the same browser stays who they are.',
  request: { body: body(shapes.useToken) },
  responses: { 204: { description: 'Come in; the cookie says so.' }, ...refusals, ...tooMany },
})

export const guestLinks = (deps: Deps) => {
  const { db, config, now } = deps
  return createRouter()
    .openapi(list, async (c) => {
      const { actor } = allowed(c, 'guest-link.write')
      const rows = await listGuestLinks(db, actor.organisationId)
      return c.json({ items: rows.map(toGuestLink), next: null, total: rows.length }, 200)
    })
    .openapi(add, async (c) => {
      const { actor } = allowed(c, 'guest-link.write')
      const { supplier, days } = c.req.valid('json')
      const token = newSecret()
      const at = now()
      const row = await insertGuestLink(db, {
        organisationId: actor.organisationId,
        supplier,
        tokenHash: digestOf(token),
        createdBy: actor.personId,
        expiresAt: new Date(at.getTime() + days * DAY_MS),
        now: at,
      })
      await recordAction(db, actor, 'guest-link.made', { type: 'guest-link', id: row.id }, { supplier, days })
      return c.json({ ...toGuestLink(row), url: `${config.url}/ospite/${token}` }, 201)
    })
    .openapi(revoke, async (c) => {
      const { actor } = allowed(c, 'guest-link.write')
      const { id } = c.req.valid('param')
      const supplier = await revokeGuestLink(db, actor.organisationId, id, now())
      if (supplier === undefined) throw notFound('Questo collegamento non c’è più.', 'This link is gone.')
      await recordAction(db, actor, 'guest-link.revoked', { type: 'guest-link', id }, { supplier })
      return c.body(null, 204)
    })
    .openapi(use, async (c) => {
      await countTry(deps, visitorOf(c, config))
      const { token } = c.req.valid('json')
      const at = now()
      const link = await findLiveGuestLink(db, digestOf(token), at)
      if (!link) throw guestRefused()
      const maxAge = Math.floor((link.expires_at.getTime() - at.getTime()) / 1_000)
      setCookie(c, guestCookie(config.url), token, { ...cookieOptions(config), maxAge })
      const nobody = { organisationId: link.organisation_id, personId: null }
      const subject = { type: 'guest-link', id: link.id }
      await recordAction(db, nobody, 'guest-link.used', subject, { supplier: link.supplier })
      return c.body(null, 204)
    })
}

const guestRefused = () =>
  new Problem(403, 'link-refused', {
    it: 'Questo collegamento è scaduto o è stato revocato. Chiedine uno nuovo all’ente che te lo ha mandato.',
    en: 'This link has expired or was revoked. Ask the organisation that sent it for a new one.',
  })
