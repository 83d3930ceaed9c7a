import { createRoute } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { getOrganisation, updateOrganisation } from '../db/queries/organisations.ts'
import type { Deps } from '../deps.ts'
import { actorOf, allowed, createRouter } from '../router.ts'
import * as shapes from '../shapes/people.ts'
import { toOrganisation } from './people-rows.ts'
import { body, json, refusals } from './shared.ts'

const tags = ['Organisation']
const show = createRoute({
  method: 'get',
  path: '/organisation',
  tags,
  summary: 'The organisation you work in',
  responses: { 200: json(shapes.organisation, 'The organisation.'), ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: '/organisation',
  tags,
  summary: 'Change the organisation’s name or IPA code',
  request: { body: body(shapes.updateOrganisation) },
  responses: { 200: json(shapes.organisation, 'As it is now.'), ...refusals },
})

export const organisation = ({ db }: Deps) =>
  createRouter()
    .openapi(show, async (c) => {
      const { organisationId } = actorOf(c)
      return c.json(toOrganisation(await getOrganisation(db, organisationId)), 200)
    })
    .openapi(change, async (c) => {
      const { actor } = allowed(c, 'organisation.write')
      const given = c.req.valid('json')
      await updateOrganisation(db, actor.organisationId, given)
      const subject = { type: 'organisation', id: actor.organisationId }
      await recordAction(db, actor, 'organisation.changed', subject, given)
      return c.json(toOrganisation(await getOrganisation(db, actor.organisationId)), 200)
    })
