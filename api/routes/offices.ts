import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { Kysely } from 'kysely'
import { reach } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import {
  findOffice,
  insertOffice,
  isNameTaken,
  listOffices,
  type OfficeRow,
  renameOffice,
} from '../db/queries/offices.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { actorOf, allowed, createRouter, type Env } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { removeOffice } from '../services/membership.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { toOffice } from './people-rows.ts'
import { body, conflict, idParam, json, refusals } from './shared.ts'

const tags = ['Offices']
const list = createRoute({
  method: 'get',
  path: '/offices',
  tags,
  summary: 'Offices of the organisation',
  request: { query: paging },
  responses: { 200: json(listOf(shapes.office), 'A page of offices, by name.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/offices',
  tags,
  summary: 'Add an office',
  request: { body: body(shapes.newOffice) },
  responses: { 201: json(shapes.office, 'Added.'), ...refusals, ...conflict },
})
const change = createRoute({
  method: 'patch',
  path: '/offices/{id}',
  tags,
  summary: 'Rename an office',
  request: { params: idParam, body: body(shapes.newOffice) },
  responses: { 200: json(shapes.office, 'As it is now.'), ...refusals, ...conflict },
})
const remove = createRoute({
  method: 'delete',
  path: '/offices/{id}',
  tags,
  summary: 'Remove an office; people, sites and pages stay',
  request: { params: idParam },
  responses: { 204: { description: 'Removed.' }, ...refusals },
})

const place = z.object({ name: z.string(), id: z.uuid() })

/** Whoever sees sites or people sees the offices they belong to: filters and assignments name them. */
function mayList(c: Context<Env>) {
  const actor = actorOf(c)
  const isWide = (['site.read', 'people.read'] as const).some((action) => reach(actor, action) === 'all')
  return isWide
    ? { actor, reach: 'all' as const }
    : allowed(c, reach(actor, 'people.read') ? 'people.read' : 'site.read')
}

/** @throws Problem 404 */
async function getOffice(db: Kysely<Database>, organisationId: string, id: string): Promise<OfficeRow> {
  const office = await findOffice(db, organisationId, id)
  if (office) return office
  throw notFound('Questo ufficio non esiste più.', 'This office does not exist any more.')
}

export const offices = (deps: Deps) => {
  const { db } = deps
  return createRouter()
    .openapi(list, async (c) => {
      const { actor, reach } = mayList(c)
      const { cursor, limit } = c.req.valid('query')
      const { rows, total } = await listOffices(db, actor.organisationId, {
        ...(reach === 'own' ? { ids: actor.officeIds } : {}),
        after: readCursor(cursor, place),
        limit: limit + 1,
      })
      const last = rows.length > limit ? rows[limit - 1] : undefined
      return c.json(
        {
          items: rows.slice(0, limit).map(toOffice),
          next: last ? writeCursor({ name: last.place, id: last.id }) : null,
          total,
        },
        200,
      )
    })
    .openapi(add, async (c) => {
      const { actor } = allowed(c, 'office.write')
      const { name } = c.req.valid('json')
      const id = await insertOffice(db, actor.organisationId, name)
      if (!id) throw nameTaken(name)
      await recordAction(db, actor, 'office.added', { type: 'office', id }, { name })
      return c.json(toOffice(await getOffice(db, actor.organisationId, id)), 201)
    })
    .openapi(change, async (c) => {
      const { actor } = allowed(c, 'office.write')
      const { name } = c.req.valid('json')
      const office = await getOffice(db, actor.organisationId, c.req.valid('param').id)
      const { id } = office
      if (await isNameTaken(db, actor.organisationId, { id, name })) throw nameTaken(name)
      await renameOffice(db, id, name)
      await recordAction(db, actor, 'office.renamed', { type: 'office', id }, { from: office.name, to: name })
      return c.json(toOffice(await getOffice(db, actor.organisationId, id)), 200)
    })
    .openapi(remove, async (c) => {
      const { actor } = allowed(c, 'office.write')
      const office = await getOffice(db, actor.organisationId, c.req.valid('param').id)
      await removeOffice(deps, actor, office)
      return c.body(null, 204)
    })
}

function nameTaken(name: string): Problem {
  const text = {
    it: `C’è già un ufficio che si chiama ${name}. Scegli un altro nome.`,
    en: `There is an office called ${name} already. Choose another name.`,
  }
  return new Problem(409, 'office-exists', text, { fields: { name: text } })
}
