import { createRoute, z } from '@hono/zod-openapi'
import { findLastResult, listHistory } from '../db/queries/audit-list.ts'
import { countPages, listPages, listTemplates, mapReportPages, type PageRow } from '../db/queries/pages.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { sheet } from '../services/spreadsheet.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/sites.ts'
import { asSheet, idParam, json, refusals } from './shared.ts'
import { toCoverage } from './site-rows.ts'
import { getSite } from './sites.ts'

/** Points of the history chart. */
const HISTORY = 60
/** Rows of a spreadsheet. */
const ALL = 100_000

const tags = ['Sites']
const base = { method: 'get', tags } as const
const criteria = createRoute({
  ...base,
  path: '/sites/{id}/criteria',
  summary: 'Criteria of the last audit, with AGID’s arithmetic',
  request: { params: idParam, query: asSheet },
  responses: { 200: json(shapes.criteriaTable, 'The table; empty before the first audit.'), ...refusals },
})
const coverage = createRoute({
  ...base,
  path: '/sites/{id}/coverage',
  summary: 'What the last audit saw, and why it did not see the rest',
  request: { params: idParam },
  responses: { 200: json(shapes.coverage, 'The counts and causes.'), ...refusals },
})
const history = createRoute({
  ...base,
  path: '/sites/{id}/history',
  summary: 'Figures of the finished audits, oldest first',
  request: { params: idParam },
  responses: { 200: json(listOf(shapes.historyPoint), 'At most sixty.'), ...refusals },
})
const templates = createRoute({
  ...base,
  path: '/sites/{id}/templates',
  summary: 'Templates of the pages: what is put right there is put right on all of them',
  request: { params: idParam },
  responses: { 200: json(listOf(shapes.template), 'All of them.'), ...refusals },
})
const documents = createRoute({
  ...base,
  path: '/sites/{id}/documents',
  summary: 'Linked files of the last audit',
  request: { params: idParam, query: asSheet },
  responses: { 200: json(listOf(shapes.linkedFile), 'All of them.'), ...refusals },
})
const pages = createRoute({
  ...base,
  path: '/sites/{id}/pages',
  summary: 'Pages of the site by address',
  request: { params: idParam, query: paging.extend(asSheet.shape) },
  responses: { 200: json(listOf(shapes.pageItem), 'A page of them.'), ...refusals },
})

interface StoredFile extends Omit<shapes.LinkedFile, 'pages'> {
  readonly pages: readonly string[]
}

/** The last page shown. */
const position = z.object({ url: z.string() })

export function toPageItem(row: PageRow): z.infer<typeof shapes.pageItem> {
  return {
    id: row.id,
    siteId: row.site_id,
    url: row.url,
    title: row.title,
    template: row.template,
    office: row.office_id && row.office_name ? { id: row.office_id, name: row.office_name } : null,
    failed: row.failed_count ?? 0,
    toJudge: row.to_judge_count ?? 0,
    lastSeenAt: row.last_seen_at.toISOString(),
  }
}

export const siteResults = ({ db }: Deps) => {
  const siteOf = async (c: Parameters<typeof allowed>[0], id: string) => {
    const { actor, reach } = allowed(c, 'site.read')
    return getSite(db, actor, reach, id)
  }
  return createRouter()
    .openapi(criteria, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const result = await findLastResult(db, site.id)
      const items = (result?.criteria ?? []) as unknown as shapes.Criterion[]
      const { format } = c.req.valid('query')
      if (format) {
        return sheet(format, 'criteri', items, {
          Criterio: ({ sc }) => sc,
          Titolo: ({ title }) => title,
          Livello: ({ level }) => level,
          'EN 301 549': ({ en301549 }) => en301549,
          Esito: ({ status }) => status,
          'Pagine con problemi': ({ failedPages }) => failedPages,
          'Pagine da giudicare': ({ toJudgePages }) => toJudgePages,
        }) as never
      }
      const conformance = (result?.conformance ?? null) as shapes.CriteriaTable['conformance']
      return c.json({ auditId: result?.id ?? null, conformance, items }, 200)
    })
    .openapi(coverage, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const result = await findLastResult(db, site.id)
      return c.json(result ? toCoverage(result.id, result.coverage, c.get('lang')) : nothingSeen(), 200)
    })
    .openapi(history, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const rows = await listHistory(db, site.id, HISTORY)
      const items = rows.map((row, at) => {
        const summary = row.summary as unknown as Record<
          'issues' | 'toJudge' | 'audited' | 'newCount' | 'fixedCount',
          number
        >
        const before = rows[at - 1]
        return {
          auditId: row.id,
          finishedAt: (row.finished_at ?? new Date(0)).toISOString(),
          issues: summary.issues,
          toJudge: summary.toJudge,
          pages: summary.audited,
          newCount: summary.newCount,
          fixedCount: summary.fixedCount,
          isOtherTool: before !== undefined && JSON.stringify(before.engines) !== JSON.stringify(row.engines),
        }
      })
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(templates, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const items = (await listTemplates(db, site.id)).map((row) => ({
        template: row.template,
        pageCount: Number(row.page_count),
        example: { id: row.example_id, url: row.example_url, title: row.example_title },
        openFindings: Number(row.open_count),
      }))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(documents, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const result = await findLastResult(db, site.id)
      const pageOf = result ? await mapReportPages(db, result.id) : new Map<string, never>()
      const stored = (result?.coverage.documents ?? []) as readonly StoredFile[]
      const items = stored.map((file) => ({
        url: file.url,
        type: file.type,
        title: file.title,
        sizeBytes: file.sizeBytes,
        modifiedAt: file.modifiedAt,
        problem: file.problem,
        pages: file.pages.flatMap((page) => pageOf.get(page) ?? []),
      }))
      const { format } = c.req.valid('query')
      if (format) {
        return sheet(format, 'documenti', items, {
          Indirizzo: ({ url }) => url,
          Tipo: ({ type }) => type,
          Titolo: ({ title }) => title,
          Byte: ({ sizeBytes }) => sizeBytes,
          Data: ({ modifiedAt }) => modifiedAt,
          Problema: ({ problem }) => problem,
          'Linkato da': (file) => file.pages.map(({ url }) => url).join(' '),
        }) as never
      }
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(pages, async (c) => {
      const site = await siteOf(c, c.req.valid('param').id)
      const { limit, cursor, format } = c.req.valid('query')
      if (format) {
        return sheet(format, 'pagine', (await listPages(db, site.id, { limit: ALL })).map(toPageItem), {
          Indirizzo: ({ url }) => url,
          Titolo: ({ title }) => title,
          Ufficio: ({ office }) => office?.name ?? '',
          'Da correggere': ({ failed }) => failed,
          'Da giudicare': ({ toJudge }) => toJudge,
          Modello: ({ template }) => template,
        }) as never
      }
      const after = readCursor(cursor, position)?.url
      const rows = await listPages(db, site.id, { limit: limit + 1, ...(after ? { after } : {}) })
      const items = rows.slice(0, limit).map(toPageItem)
      const last = rows.length > limit ? items.at(-1) : undefined
      return c.json(
        {
          items,
          next: last ? writeCursor({ url: last.url }) : null,
          total: await countPages(db, site.id),
        },
        200,
      )
    })
}

const nothingSeen = (): shapes.Coverage => ({
  auditId: null,
  discovered: 0,
  selected: 0,
  audited: 0,
  causes: [],
  notAudited: [],
  sitemap: { found: [], notLinked: [], notListed: [] },
})
