import { createRoute, z } from '@hono/zod-openapi'
import { type Actor, reach } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { listOfficeNames } from '../db/queries/offices.ts'
import { getOrganisation } from '../db/queries/organisations.ts'
import { listOrganisationsOf, updateAccount } from '../db/queries/people.ts'
import { setSessionOrganisation } from '../db/queries/sessions.ts'
import type { Deps } from '../deps.ts'
import { rolesOf } from '../middleware/session.ts'
import { ACTIONS } from '../permissions.ts'
import { notFound } from '../problem.ts'
import { actorOf, createRouter, personOf } from '../router.ts'
import { changePassword } from '../services/change-password.ts'
import { closeAccount, exportPersonalData } from '../services/personal-data.ts'
import { getAccount } from '../services/sign-in.ts'
import { id } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { closeSession } from './cookies.ts'
import { body, conflict, json, refusals, tooMany } from './shared.ts'

const tags = ['Me']
const me = json(shapes.me, 'Who asks, where, and what they may do.')
const show = createRoute({
  method: 'get',
  path: '/me',
  tags,
  summary: 'Who is signed in',
  responses: { 200: me, ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: '/me',
  tags,
  summary: 'Change your name or language',
  request: { body: body(shapes.updateMe) },
  responses: { 200: me, ...refusals },
})
const password = createRoute({
  method: 'put',
  path: '/me/password',
  tags,
  summary: 'Choose a password; your other sessions end',
  request: { body: body(shapes.setPassword) },
  responses: { 204: { description: 'Chosen.' }, ...refusals, ...tooMany },
})
const organisation = createRoute({
  method: 'put',
  path: '/me/organisation',
  tags,
  summary: 'Work in another of your organisations',
  request: { body: body(z.object({ organisationId: id })) },
  responses: { 200: me, ...refusals },
})
const data = createRoute({
  method: 'get',
  path: '/me/data',
  tags,
  summary: 'Everything that is kept about you',
  responses: { 200: json(z.record(z.string(), z.unknown()), 'By table.'), ...refusals },
})
const close = createRoute({
  method: 'delete',
  path: '/me',
  tags,
  summary: 'Close your account and erase your data',
  responses: { 204: { description: 'Closed.' }, ...refusals, ...conflict },
})

async function toMe({ db }: Pick<Deps, 'db'>, actor: Actor): Promise<shapes.Me> {
  const { organisationId, personId } = actor
  const [organisation, account, organisations, offices] = await Promise.all([
    getOrganisation(db, organisationId),
    personId ? getAccount(db, personId) : null,
    personId && actor.kind === 'person' ? listOrganisationsOf(db, personId) : [],
    listOfficeNames(db, organisationId, actor.officeIds),
  ])
  const can = ACTIONS.flatMap((action) => {
    const how = reach(actor, action)
    return how ? [[action, how] as const] : []
  })
  return {
    kind: actor.kind,
    person: account && {
      id: account.id,
      name: account.name,
      email: account.email,
      lang: account.lang,
      hasPassword: account.password_hash !== null,
      mailNotices: account.mail_notices,
    },
    organisation: { id: organisation.id, name: organisation.name, kind: organisation.kind },
    organisations: organisations.map(({ id, name }) => ({ id, name })),
    roles: [...actor.roles],
    offices: offices.map(({ id, name }) => ({ id, name })),
    supplier: actor.supplier,
    can: Object.fromEntries(can),
  }
}

export const myself = (deps: Deps) => {
  const { db, config } = deps
  return createRouter()
    .openapi(show, async (c) => c.json(await toMe(deps, actorOf(c)), 200))
    .openapi(change, async (c) => {
      const actor = personOf(c)
      const given = c.req.valid('json')
      await updateAccount(db, actor.personId, given)
      // What changed, not to what: a name in the log would outlive its person.
      await recordAction(
        db,
        actor,
        'person.changed',
        { type: 'person', id: actor.personId },
        {
          fields: Object.keys(given).join(', '),
        },
      )
      return c.json(await toMe(deps, actor), 200)
    })
    .openapi(password, async (c) => {
      await changePassword(deps, personOf(c), c.req.valid('json'))
      return c.body(null, 204)
    })
    .openapi(organisation, async (c) => {
      const actor = personOf(c)
      const { organisationId } = c.req.valid('json')
      const mine = await listOrganisationsOf(db, actor.personId)
      if (!mine.some(({ id }) => id === organisationId)) {
        throw notFound('Non fai parte di questo ente.', 'You are not in this organisation.')
      }
      await setSessionOrganisation(db, actor.sessionId, organisationId)
      const there = await rolesOf(db, actor.personId, organisationId)
      return c.json(await toMe(deps, { ...actor, organisationId, ...there }), 200)
    })
    .openapi(data, async (c) => {
      const actor = personOf(c)
      c.header('content-disposition', 'attachment; filename="rampa.json"')
      const exported = await exportPersonalData(deps, actor.personId)
      await recordAction(db, actor, 'person.exported', { type: 'person', id: actor.personId })
      return c.json(exported, 200)
    })
    .openapi(close, async (c) => {
      await closeAccount(deps, personOf(c).personId)
      closeSession(c, config)
      return c.body(null, 204)
    })
}
