import { createRoute, z } from '@hono/zod-openapi'
import type { Actor } from '../actor.ts'
import { listPeople, type PersonRow } from '../db/queries/people.ts'
import type { Deps } from '../deps.ts'
import type { Reach } from '../permissions.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { removePerson, setRoles } from '../services/membership.ts'
import { sheet } from '../services/spreadsheet.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { toPerson } from './people-rows.ts'
import { asSheet, body, conflict, idParam, json, refusals } from './shared.ts'

const tags = ['People']
const list = createRoute({
  method: 'get',
  path: '/people',
  tags,
  summary: 'People of the organisation with their roles',
  request: { query: paging.extend(asSheet.shape) },
  responses: { 200: json(listOf(shapes.person), 'A page of people, by name.'), ...refusals },
})
const roles = createRoute({
  method: 'put',
  path: '/people/{id}/roles',
  tags,
  summary: 'Set what somebody does here',
  request: { params: idParam, body: body(shapes.setRoles) },
  responses: { 200: json(shapes.person, 'As they are now.'), ...refusals, ...conflict },
})
const remove = createRoute({
  method: 'delete',
  path: '/people/{id}',
  tags,
  summary: 'Take somebody out of the organisation',
  request: { params: idParam },
  responses: { 204: { description: 'Taken out.' }, ...refusals, ...conflict },
})

const place = z.object({ name: z.string(), id: z.uuid() })
/** Rows of a spreadsheet. */
const MOST = 10_000

const circleOf = ({ organisationId, officeIds }: Actor, reach: Reach) =>
  reach === 'all' ? { organisationId } : { organisationId, officeIds }

const asFile = (format: 'csv' | 'xlsx', rows: readonly PersonRow[]) =>
  sheet(format, 'persone', rows, {
    Nome: (person) => person.name,
    'E-mail': (person) => person.email,
    Ruoli: (person) =>
      person.roles.map(({ role, office }) => (office ? `${role} (${office.name})` : role)).join(', '),
    'Ultimo accesso': (person) => person.last_seen_at?.toISOString() ?? '',
  })

export const people = (deps: Deps) => {
  const { db } = deps
  return createRouter()
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'people.read')
      const { cursor, limit, format } = c.req.valid('query')
      const circle = circleOf(actor, reach)
      if (format) {
        const { rows } = await listPeople(db, circle, { after: undefined, limit: MOST })
        return asFile(format, rows) as never
      }
      const after = readCursor(cursor, place)
      const { rows, total } = await listPeople(db, circle, { after, limit: limit + 1 })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return c.json(
        {
          items: rows.slice(0, limit).map(toPerson),
          next: last ? writeCursor({ name: last.place, id: last.id }) : null,
          total,
        },
        200,
      )
    })
    .openapi(roles, async (c) => {
      const { actor } = allowed(c, 'people.write')
      const { id } = c.req.valid('param')
      return c.json(toPerson(await setRoles(deps, actor, id, c.req.valid('json').roles)), 200)
    })
    .openapi(remove, async (c) => {
      const { actor } = allowed(c, 'people.write')
      await removePerson(deps, actor, c.req.valid('param').id)
      return c.body(null, 204)
    })
}
