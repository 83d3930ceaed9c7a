import { createRoute } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { deleteSchedule, findSchedule, saveSchedule } from '../db/queries/schedules.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { nextRun } from '../services/schedule.ts'
import * as shapes from '../shapes/sites.ts'
import { body, idParam, json, refusals } from './shared.ts'
import { iso } from './site-rows.ts'
import { getSite } from './sites.ts'

const tags = ['Schedules']
const path = '/sites/{id}/schedule'
const one = createRoute({
  method: 'get',
  path,
  tags,
  summary: 'When a site is audited by itself',
  request: { params: idParam },
  responses: { 200: json(shapes.schedule.nullable(), 'The schedule; null: none.'), ...refusals },
})
const set = createRoute({
  method: 'put',
  path,
  tags,
  summary: 'Set when a site is audited by itself; hours are those of Rome',
  request: { params: idParam, body: body(shapes.setSchedule) },
  responses: { 200: json(shapes.schedule, 'As it is now.'), ...refusals },
})
const remove = createRoute({
  method: 'delete',
  path,
  tags,
  summary: 'Audit a site only when somebody asks',
  request: { params: idParam },
  responses: { 204: { description: 'Removed.' }, ...refusals },
})

export const schedules = ({ db, now }: Deps) => {
  const find = async (siteId: string): Promise<shapes.Schedule | null> => {
    const row = await findSchedule(db, siteId)
    return row
      ? {
          frequency: row.frequency,
          day: row.day,
          hour: row.hour,
          quietFrom: row.quiet_from,
          quietTo: row.quiet_to,
          isActive: row.is_active,
          nextRunAt: row.next_run_at.toISOString(),
          lastRunAt: iso(row.last_run_at),
          missedAt: iso(row.missed_at),
        }
      : null
  }
  return createRouter()
    .openapi(one, async (c) => {
      const { actor, reach } = allowed(c, 'site.read')
      const site = await getSite(db, actor, reach, c.req.valid('param').id)
      return c.json(await find(site.id), 200)
    })
    .openapi(set, async (c) => {
      const { actor, reach } = allowed(c, 'site.write')
      const site = await getSite(db, actor, reach, c.req.valid('param').id)
      const wanted = c.req.valid('json')
      const timing = { ...wanted, quiet_from: wanted.quietFrom, quiet_to: wanted.quietTo }
      await saveSchedule(db, { ...wanted, siteId: site.id, nextRunAt: nextRun(timing, now()) })
      await recordAction(db, actor, 'schedule.set', { type: 'site', id: site.id }, wanted)
      const saved = await find(site.id)
      if (!saved) throw notFound('Il sito non esiste più.', 'The site is gone.')
      return c.json(saved, 200)
    })
    .openapi(remove, async (c) => {
      const { actor, reach } = allowed(c, 'site.write')
      const site = await getSite(db, actor, reach, c.req.valid('param').id)
      await deleteSchedule(db, site.id)
      await recordAction(db, actor, 'schedule.removed', { type: 'site', id: site.id })
      return c.body(null, 204)
    })
}
