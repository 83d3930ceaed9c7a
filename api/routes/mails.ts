import { createRoute, z } from '@hono/zod-openapi'
import { listMails } from '../db/queries/mails.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { toMail } from './people-rows.ts'
import { json, refusals } from './shared.ts'

const list = createRoute({
  method: 'get',
  path: '/mails',
  tags: ['Mails'],
  summary: 'Mails that Rampa wrote, the newest first',
  description:
    'Links that sign somebody in are shown only where no SMTP server is set: there they reach nobody else.',
  request: { query: paging },
  responses: { 200: json(listOf(shapes.mail), 'A page of mails.'), ...refusals },
})

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

export const mails = ({ db }: Deps) =>
  createRouter().openapi(list, async (c) => {
    const { actor } = allowed(c, 'mail.read')
    const { cursor, limit } = c.req.valid('query')
    const after = readCursor(cursor, place)
    const { rows, total } = await listMails(db, actor.organisationId, { after, limit: limit + 1 })
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return c.json(
      {
        items: rows.slice(0, limit).map(toMail),
        next: last ? writeCursor({ at: last.created_at.toISOString(), id: last.id }) : null,
        total,
      },
      200,
    )
  })
