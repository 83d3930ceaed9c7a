import { createRoute, z } from '@hono/zod-openapi'
import { streamSSE } from 'hono/streaming'
import { askStop, countAudits, findAudit, listAudits } from '../db/queries/audit-list.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { readPictures } from '../db/queries/pictures.ts'
import { findReport } from '../db/queries/reports.ts'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { startAudit } from '../services/start-audit.ts'
import { at, id, listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/sites.ts'
import { conflict, idParam, json, refusals } from './shared.ts'
import { toAudit } from './site-rows.ts'
import { getSite } from './sites.ts'

/** ms. How often a page that watches an audit hears of it. */
const TELL_EVERY_MS = 500
/** ms. Proxies close streams that live for ever; the browser asks again by itself. */
const STREAM_FOR_MS = 10 * 60_000

const tags = ['Audits']
const start = createRoute({
  method: 'post',
  path: '/sites/{id}/audits',
  tags,
  summary: 'Start an audit of a site',
  request: { params: idParam },
  responses: { 202: json(shapes.audit, 'In the queue.'), ...refusals, ...conflict },
})
const list = createRoute({
  method: 'get',
  path: '/sites/{id}/audits',
  tags,
  summary: 'Audits of a site, newest first',
  request: { params: idParam, query: paging },
  responses: { 200: json(listOf(shapes.audit), 'A page of them.'), ...refusals },
})
const one = createRoute({
  method: 'get',
  path: '/audits/{id}',
  tags,
  summary: 'One audit',
  request: { params: idParam },
  responses: { 200: json(shapes.audit, 'The audit.'), ...refusals },
})
const stop = createRoute({
  method: 'post',
  path: '/audits/{id}/stop',
  tags,
  summary: 'Stop an audit; what it has seen becomes a report',
  request: { params: idParam },
  responses: { 202: json(shapes.audit, 'It is stopping.'), ...refusals, ...conflict },
})
const events = createRoute({
  method: 'get',
  path: '/audits/{id}/events',
  tags,
  summary: 'Progress of an audit as server-sent events: `audit` while it runs, then `end`',
  request: { params: idParam },
  responses: {
    200: { description: 'A stream.', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusals,
  },
})
const FORMATS = ['html', 'json', 'csv', 'xlsx', 'earl', 'sarif', 'junit', 'md'] as const
const report = createRoute({
  method: 'get',
  path: '/audits/{id}/report',
  tags,
  summary: 'The report of an audit, in any of the formats of the command line',
  request: { params: idParam, query: z.object({ format: z.enum(FORMATS).default('html') }) },
  responses: {
    200: { description: 'The report.', content: { 'application/octet-stream': { schema: z.any() } } },
    ...refusals,
  },
})

const position = z.object({ at: at.transform((iso) => new Date(iso)), id })

const noAudit = () =>
  notFound(
    'Questo controllo non esiste più, o non è del tuo ente.',
    'This audit does not exist any more, or is not your organisation’s.',
  )

export const audits = (deps: Deps) => {
  const { db, now, queue, scanner } = deps
  const get = async (
    c: Parameters<typeof allowed>[0],
    auditId: string,
    action: 'site.read' | 'audit.stop',
  ) => {
    const { actor, reach } = allowed(c, action)
    const row = await findAudit(db, actor, reach, auditId)
    if (!row) throw noAudit()
    return { actor, row }
  }
  return createRouter()
    .openapi(start, async (c) => {
      const { actor, reach } = allowed(c, 'audit.start')
      const site = await getSite(db, actor, reach, c.req.valid('param').id)
      const auditId = await startAudit(deps, {
        site,
        trigger: actor.kind === 'token' ? 'api' : 'person',
        personId: actor.personId,
      })
      await recordAction(db, actor, 'audit.started', { type: 'audit', id: auditId }, { siteId: site.id })
      return c.json(toAudit((await get(c, auditId, 'site.read')).row), 202)
    })
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'site.read')
      const site = await getSite(db, actor, reach, c.req.valid('param').id)
      const { limit, cursor } = c.req.valid('query')
      const before = readCursor(cursor, position)
      const rows = await listAudits(db, site.id, { limit: limit + 1, ...(before ? { before } : {}) })
      const items = rows.slice(0, limit).map(toAudit)
      const last = rows.length > limit ? items.at(-1) : undefined
      const next = last ? writeCursor({ at: last.createdAt, id: last.id }) : null
      return c.json({ items, next, total: await countAudits(db, site.id) }, 200)
    })
    .openapi(one, async (c) => c.json(toAudit((await get(c, c.req.valid('param').id, 'site.read')).row), 200))
    .openapi(stop, async (c) => {
      const { actor, row } = await get(c, c.req.valid('param').id, 'audit.stop')
      if (!(await askStop(db, row.id, now()))) {
        throw new Problem(409, 'audit-ended', {
          it: 'Questo controllo è già finito.',
          en: 'This audit has ended already.',
        })
      }
      await queue.send('audit-advance', { auditId: row.id }, { key: row.id })
      await recordAction(db, actor, 'audit.stopped', { type: 'audit', id: row.id })
      return c.json(toAudit((await get(c, row.id, 'site.read')).row), 202)
    })
    .openapi(events, async (c) => {
      const { row } = await get(c, c.req.valid('param').id, 'site.read')
      const until = now().getTime() + STREAM_FOR_MS
      return streamSSE(c, async (stream) => {
        let told = ''
        while (!stream.aborted && now().getTime() < until) {
          const current = await get(c, row.id, 'site.read').catch(() => null)
          if (!current) break
          const audit = toAudit(current.row)
          const data = JSON.stringify(audit)
          if (data !== told) await stream.writeSSE({ event: 'audit', data })
          told = data
          if (audit.finishedAt) return stream.writeSSE({ event: 'end', data })
          await stream.sleep(TELL_EVERY_MS)
        }
      }) as never
    })
    .openapi(report, async (c) => {
      const { row } = await get(c, c.req.valid('param').id, 'site.read')
      const found = await findReport(db, row.id)
      const format = scanner.formats.find(({ id: known }) => known === c.req.valid('query').format)
      if (!found || !format) {
        throw notFound('Il rapporto di questo controllo non c’è ancora.', 'This audit has no report yet.')
      }
      const pictures = await readPictures(db, row.id)
      const content = await format.render(found, {
        picture: (path) => {
          const bytes = pictures.get(path)
          return bytes && `data:image/jpeg;base64,${Buffer.from(bytes).toString('base64')}`
        },
      })
      return c.body(content as string, 200, {
        'content-type': format.mediaType,
        'content-disposition': `attachment; filename="rampa-${row.created_at.toISOString().slice(0, 10)}.${format.extension}"`,
      }) as never
    })
}
