import { createRoute, z } from '@hono/zod-openapi'
import { listActions } from '../db/queries/audit-log.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { sheet } from '../services/spreadsheet.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { toLogEntry } from './people-rows.ts'
import { asSheet, json, refusals } from './shared.ts'

const list = createRoute({
  method: 'get',
  path: '/audit-log',
  tags: ['Audit log'],
  summary: 'Who did what, the newest first',
  request: { query: paging.extend(asSheet.shape) },
  responses: { 200: json(listOf(shapes.logEntry), 'A page of the log.'), ...refusals },
})

const place = z.object({ before: z.string().regex(/^\d{1,18}$/) })
/** Rows of a spreadsheet: the newest. */
const MOST = 20_000

export const auditLog = ({ db }: Deps) =>
  createRouter().openapi(list, async (c) => {
    const { actor } = allowed(c, 'audit-log.read')
    const { cursor, limit, format } = c.req.valid('query')
    if (format) {
      const { rows } = await listActions(db, actor.organisationId, { before: undefined, limit: MOST })
      return sheet(format, 'registro', rows, {
        Quando: (entry) => entry.created_at.toISOString(),
        Chi: (entry) => entry.person_name ?? '',
        Azione: (entry) => entry.action,
        Oggetto: (entry) => entry.subject_type,
        Identificativo: (entry) => entry.subject_id ?? '',
        Dettagli: (entry) => JSON.stringify(entry.data),
      }) as never
    }
    const before = readCursor(cursor, place)?.before
    const { rows, total } = await listActions(db, actor.organisationId, { before, limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return c.json(
      {
        items: rows.slice(0, limit).map(toLogEntry),
        next: last ? writeCursor({ before: last.id }) : null,
        total,
      },
      200,
    )
  })
