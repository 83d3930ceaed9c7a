import { createRoute, z } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { importPeople, previewPeople } from '../services/import-people.ts'
import { rateLimit } from '../services/rate-limit.ts'
import { sheet } from '../services/spreadsheet.ts'
import * as shapes from '../shapes/people.ts'
import { body, json, refusals, tooMany } from './shared.ts'

const tags = ['People']
const preview = createRoute({
  method: 'post',
  path: '/people-import/preview',
  tags,
  summary: 'What a CSV of people would bring, with every fault; nothing is written',
  request: { body: body(shapes.importFile) },
  responses: { 200: json(shapes.importPreview, 'Row by row.'), ...refusals },
})
const bring = createRoute({
  method: 'post',
  path: '/people-import',
  tags,
  summary: 'Bring in the people of a CSV that has been looked at; rows with faults are left out',
  request: { body: body(shapes.importPeople) },
  responses: { 200: json(shapes.imported, 'How many were brought.'), ...refusals, ...tooMany },
})
const template = createRoute({
  method: 'get',
  path: '/people-import/template',
  tags,
  summary: 'The CSV to fill in',
  responses: {
    200: { description: 'Its header.', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})

/** Imports an hour: each may write to a thousand people. */
const ALLOWANCE = { limit: 10, windowS: 3_600 }
const empty = () => ''

export const peopleImport = (deps: Deps) =>
  createRouter()
    .openapi(preview, async (c) => {
      const { actor } = allowed(c, 'people.write')
      const lang = c.get('lang') ?? 'it'
      return c.json(await previewPeople(deps, actor, { ...c.req.valid('json'), lang }), 200)
    })
    .openapi(bring, async (c) => {
      const { actor } = allowed(c, 'people.write')
      await rateLimit(deps.db, `import ${actor.organisationId}`, ALLOWANCE, deps.now())
      const lang = c.get('lang') ?? 'it'
      return c.json(await importPeople(deps, actor, { ...c.req.valid('json'), lang }), 200)
    })
    .openapi(template, async (c) => {
      allowed(c, 'people.write')
      const columns = { Nome: empty, 'E-mail': empty, Ruolo: empty, Ufficio: empty }
      return (await sheet('csv', 'modello-persone', [], columns)) as never
    })
