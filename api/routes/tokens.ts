import { createRoute } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { insertToken, listTokens, revokeToken } from '../db/queries/tokens.ts'
import type { Deps } from '../deps.ts'
import { scopesBeyond } from '../permissions.ts'
import { notFound, Problem } from '../problem.ts'
import { allowed, createRouter, personOf } from '../router.ts'
import { digestOf, newSecret } from '../secret.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { toApiToken } from './people-rows.ts'
import { body, idParam, json, refusals } from './shared.ts'

const tags = ['Tokens']
const DAY_MS = 86_400_000
const list = createRoute({
  method: 'get',
  path: '/tokens',
  tags,
  summary: 'Tokens with which programs use this API',
  responses: { 200: json(listOf(shapes.apiToken), 'All that were not revoked.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/tokens',
  tags,
  summary: 'Make a token; it is shown once',
  request: { body: body(shapes.newApiToken) },
  responses: { 201: json(shapes.madeApiToken, 'Made. Keep the token now.'), ...refusals },
})
const revoke = createRoute({
  method: 'delete',
  path: '/tokens/{id}',
  tags,
  summary: 'Revoke a token at once',
  request: { params: idParam },
  responses: { 204: { description: 'Revoked.' }, ...refusals },
})

export const tokens = ({ db, now }: Deps) =>
  createRouter()
    .openapi(list, async (c) => {
      const { actor } = allowed(c, 'token.write')
      const rows = await listTokens(db, actor.organisationId)
      return c.json({ items: rows.map(toApiToken), next: null, total: rows.length }, 200)
    })
    .openapi(add, async (c) => {
      allowed(c, 'token.write')
      const actor = personOf(c)
      const { name, days, scopes: given } = c.req.valid('json')
      const scopes = [...new Set(given)]
      const [beyond] = scopesBeyond(actor.roles, scopes)
      if (beyond) throw tooWide(beyond)
      const token = newSecret('rampa_')
      const at = now()
      const row = await insertToken(db, {
        organisationId: actor.organisationId,
        personId: actor.personId,
        name,
        scopes,
        tokenHash: digestOf(token),
        expiresAt: days === null ? null : new Date(at.getTime() + days * DAY_MS),
        now: at,
      })
      const data = { name, scopes: scopes.join(', ') }
      await recordAction(db, actor, 'token.made', { type: 'token', id: row.id }, data)
      return c.json({ ...toApiToken(row), token }, 201)
    })
    .openapi(revoke, async (c) => {
      const { actor } = allowed(c, 'token.write')
      const { id } = c.req.valid('param')
      const name = await revokeToken(db, actor.organisationId, id, now())
      if (name === undefined) throw notFound('Questo token non c’è più.', 'This token is gone.')
      await recordAction(db, actor, 'token.revoked', { type: 'token', id }, { name })
      return c.body(null, 204)
    })

function tooWide(scope: string): Problem {
  const text = {
    it: `Non puoi dare a un token più di ciò che puoi fare tu: togli «${scope}».`,
    en: `A token cannot do more than you can: leave out “${scope}”.`,
  }
  return new Problem(422, 'bad-input', text, { fields: { scopes: text } })
}
