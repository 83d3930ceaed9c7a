import { createRoute } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { deleteOtherSessions, deleteSession, listSessions } from '../db/queries/sessions.ts'
import type { Deps } from '../deps.ts'
import { IDLE_MS } from '../middleware/session.ts'
import { notFound } from '../problem.ts'
import { createRouter, personOf } from '../router.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/people.ts'
import { idParam, json, refusals } from './shared.ts'

const tags = ['Me']
const list = createRoute({
  method: 'get',
  path: '/sessions',
  tags,
  summary: 'Where you are signed in',
  responses: { 200: json(listOf(shapes.session), 'Your sessions, the last used first.'), ...refusals },
})
const endOthers = createRoute({
  method: 'delete',
  path: '/sessions',
  tags,
  summary: 'End all your sessions but this one',
  responses: { 204: { description: 'Ended.' }, ...refusals },
})
const end = createRoute({
  method: 'delete',
  path: '/sessions/{id}',
  tags,
  summary: 'End one of your sessions',
  request: { params: idParam },
  responses: { 204: { description: 'Ended.' }, ...refusals },
})

export const sessions = ({ db, now }: Deps) =>
  createRouter()
    .openapi(list, async (c) => {
      const { personId, sessionId } = personOf(c)
      const at = now()
      const rows = await listSessions(db, personId, { now: at, idleBefore: new Date(at.getTime() - IDLE_MS) })
      const items = rows.map((row) => ({
        id: row.id,
        device: row.device,
        isCurrent: row.id === sessionId,
        createdAt: row.created_at.toISOString(),
        lastUsedAt: row.last_used_at.toISOString(),
      }))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(endOthers, async (c) => {
      const actor = personOf(c)
      const count = await deleteOtherSessions(db, actor.personId, actor.sessionId)
      await recordAction(db, actor, 'session.ended-others', { type: 'person', id: actor.personId }, { count })
      return c.body(null, 204)
    })
    .openapi(end, async (c) => {
      const actor = personOf(c)
      const { id } = c.req.valid('param')
      if (!(await deleteSession(db, actor.personId, id))) {
        throw notFound('Questa sessione è già chiusa.', 'This session has ended already.')
      }
      await recordAction(db, actor, 'session.ended', { type: 'person', id: actor.personId })
      return c.body(null, 204)
    })
