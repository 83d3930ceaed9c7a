import { createRoute, z } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { deleteInvitation, listInvitations } from '../db/queries/invitations.ts'
import { findAccountByEmail } from '../db/queries/people.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { acceptInvitation, getOpenInvitation, invite } from '../services/invite.ts'
import { countTry } from '../services/sign-in.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { openSession, visitorOf } from './cookies.ts'
import { toInvitation } from './people-rows.ts'
import { body, conflict, idParam, json, refusals, tooMany } from './shared.ts'

const tags = ['Invitations']
const list = createRoute({
  method: 'get',
  path: '/invitations',
  tags,
  summary: 'Invitations, the newest first',
  responses: { 200: json(listOf(shapes.invitation), 'All of them, up to 500.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/invitations',
  tags,
  summary: 'Invite somebody to a role, or send the invitation again',
  request: { body: body(shapes.newInvitation) },
  responses: { 201: json(shapes.invitation, 'Sent.'), ...refusals, ...conflict, ...tooMany },
})
const revoke = createRoute({
  method: 'delete',
  path: '/invitations/{id}',
  tags,
  summary: 'Withdraw an invitation that nobody has accepted',
  request: { params: idParam },
  responses: { 204: { description: 'Withdrawn.' }, ...refusals },
})
const token = z.object({ token: z.string().min(20).max(200) })
const open = createRoute({
  method: 'get',
  path: '/open-invitations/{token}',
  tags,
  summary: 'What an invitation says, for who has its link',
  request: { params: token },
  responses: { 200: json(shapes.openInvitation, 'The invitation.'), ...refusals, ...tooMany },
})
const accept = createRoute({
  method: 'post',
  path: '/open-invitations/{token}/accept',
  tags,
  summary: 'Accept an invitation',
  request: { params: token, body: body(shapes.acceptInvitation) },
  responses: { 200: json(shapes.accepted, 'Accepted.'), ...refusals, ...tooMany },
})

export const invitations = (deps: Deps) => {
  const { db, config, now } = deps
  return createRouter()
    .openapi(list, async (c) => {
      const { actor } = allowed(c, 'people.write')
      const rows = await listInvitations(db, actor.organisationId)
      return c.json({ items: rows.map(toInvitation), next: null, total: rows.length }, 200)
    })
    .openapi(add, async (c) => {
      const { actor } = allowed(c, 'people.write')
      const row = await invite(deps, actor, { ...c.req.valid('json'), lang: c.get('lang') })
      return c.json(toInvitation(row), 201)
    })
    .openapi(revoke, async (c) => {
      const { actor } = allowed(c, 'people.write')
      const { id } = c.req.valid('param')
      const email = await deleteInvitation(db, actor.organisationId, id)
      if (!email) {
        throw notFound(
          'Questo invito non c’è più: è stato accettato o ritirato.',
          'This invitation is gone: it was accepted or withdrawn.',
        )
      }
      await recordAction(db, actor, 'invitation.withdrawn', { type: 'invitation', id }, { email })
      return c.body(null, 204)
    })
    .openapi(open, async (c) => {
      await countTry(deps, visitorOf(c, config))
      const invitation = await getOpenInvitation(db, c.req.valid('param').token, now())
      const known = await findAccountByEmail(db, invitation.email)
      return c.json(
        {
          organisation: invitation.organisation_name,
          email: invitation.email,
          role: invitation.role,
          office: invitation.office_name,
          isKnown: known !== undefined,
        },
        200,
      )
    })
    .openapi(accept, async (c) => {
      const visitor = visitorOf(c, config)
      await countTry(deps, visitor)
      const given = { ...c.req.valid('json'), lang: c.get('lang') }
      const result = await acceptInvitation(deps, c.get('actor'), c.req.valid('param').token, given, visitor)
      if (result.token) openSession(c, config, result.token)
      return c.json({ isSignedIn: result.isSignedIn }, 200)
    })
}
