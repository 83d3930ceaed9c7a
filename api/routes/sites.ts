import { createRoute } from '@hono/zod-openapi'
import type { Kysely } from 'kysely'
import { parseScanOptions, Refusal } from '../../scanner/index.ts'
import type { Actor } from '../actor.ts'
import { listLastAudits } from '../db/queries/audit-list.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { siteCounts } from '../db/queries/counts.ts'
import {
  archiveSite,
  findSite,
  hasOffice,
  insertSite,
  listSites,
  type SiteRow,
  updateSite,
} from '../db/queries/sites.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import type { Reach } from '../permissions.ts'
import { notFound, Problem } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { sheet } from '../services/spreadsheet.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/sites.ts'
import { asSheet, body, conflict, idParam, json, refusals } from './shared.ts'
import { toSite } from './site-rows.ts'

/** @throws Problem 404 when there is none that this actor may see */
export async function getSite(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  id: string,
): Promise<SiteRow> {
  const site = await findSite(db, actor, reach, id)
  if (!site)
    throw notFound(
      'Questo sito non esiste più, o non è del tuo ente.',
      'This site does not exist any more, or is not your organisation’s.',
    )
  return site
}

async function withCounts(db: Kysely<Database>, rows: readonly SiteRow[]) {
  const ids = rows.map(({ id }) => id)
  const [counts, audits] = await Promise.all([siteCounts(db, ids), listLastAudits(db, ids)])
  const auditOf = new Map(audits.map((audit) => [audit.site_id, audit]))
  return rows.map((row) => toSite(row, counts.get(row.id) ?? noCounts(), auditOf.get(row.id)))
}

const noCounts = (): shapes.Counts => ({
  open: 0,
  assigned: 0,
  claimedFixed: 0,
  verifiedFixed: 0,
  decided: 0,
  toJudge: 0,
  notVerified: 0,
  pageRemoved: 0,
  isNew: 0,
  byImpact: { critical: 0, serious: 0, moderate: 0, minor: 0 },
  byOwner: { editorial: 0, template: 0, 'third-party': 0, unknown: 0 },
})

async function checkOffice(db: Kysely<Database>, actor: Actor, officeId: string | null | undefined) {
  if (officeId && !(await hasOffice(db, actor.organisationId, officeId))) {
    throw notFound('Questo ufficio non esiste più.', 'This office does not exist any more.')
  }
}

/** The address as the scanner reads it: with its scheme, in its normal form. */
function webAddress(startUrl: string): string {
  try {
    return parseScanOptions({ startUrls: [startUrl] }).startUrls[0] ?? startUrl
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Problem(422, 'bad-address', error.text, { fields: { startUrl: error.text } })
  }
}

const tags = ['Sites']
const list = createRoute({
  method: 'get',
  path: '/sites',
  tags,
  summary: 'Sites with their numbers and last audit',
  request: { query: asSheet },
  responses: { 200: json(listOf(shapes.site), 'All sites; they are few.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/sites',
  tags,
  summary: 'Add a site by its address',
  request: { body: body(shapes.newSite) },
  responses: { 201: json(shapes.site, 'Added.'), ...refusals, ...conflict },
})
const one = createRoute({
  method: 'get',
  path: '/sites/{id}',
  tags,
  summary: 'One site',
  request: { params: idParam },
  responses: { 200: json(shapes.site, 'The site.'), ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: '/sites/{id}',
  tags,
  summary: 'Change a site',
  request: { params: idParam, body: body(shapes.updateSite) },
  responses: { 200: json(shapes.site, 'As it is now.'), ...refusals },
})
const remove = createRoute({
  method: 'delete',
  path: '/sites/{id}',
  tags,
  summary: 'Put a site away; its history stays',
  request: { params: idParam },
  responses: { 204: { description: 'Put away.' }, ...refusals },
})

export const sites = (deps: Deps) => {
  const { db, now } = deps
  return createRouter()
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'site.read')
      const items = await withCounts(db, await listSites(db, actor, reach))
      const { format } = c.req.valid('query')
      if (format) {
        return sheet(format, 'siti', items, {
          Nome: (site) => site.name,
          Indirizzo: (site) => site.startUrl,
          Ufficio: (site) => site.office?.name ?? '',
          'Da correggere': (site) => site.counts.open,
          'Da giudicare': (site) => site.counts.toJudge,
          'Ultimo controllo': (site) => site.lastAudit?.finishedAt ?? '',
        }) as never
      }
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(add, async (c) => {
      const { actor } = allowed(c, 'site.write')
      const { startUrl, name, officeId, options } = c.req.valid('json')
      await checkOffice(db, actor, officeId)
      const address = webAddress(startUrl)
      const id = await insertSite(db, {
        organisationId: actor.organisationId,
        officeId,
        name: name ?? new URL(address).host.replace(/^www\./, ''),
        startUrl: address,
        options: shapes.siteOptions.parse(options),
      })
      if (!id) {
        throw new Problem(409, 'site-exists', {
          it: `${address} è già tra i vostri siti.`,
          en: `${address} is among your sites already.`,
        })
      }
      await recordAction(db, actor, 'site.added', { type: 'site', id }, { startUrl: address })
      const [site] = await withCounts(db, [await getSite(db, actor, 'all', id)])
      if (!site) throw new Error(`Site ${id} is gone at once.`)
      return c.json(site, 201)
    })
    .openapi(one, async (c) => {
      const { actor, reach } = allowed(c, 'site.read')
      const [site] = await withCounts(db, [await getSite(db, actor, reach, c.req.valid('param').id)])
      if (!site) throw new Error('A site without itself.')
      return c.json(site, 200)
    })
    .openapi(change, async (c) => {
      const { actor, reach } = allowed(c, 'site.write')
      const row = await getSite(db, actor, reach, c.req.valid('param').id)
      const { options, name, officeId, editLinks } = c.req.valid('json')
      await checkOffice(db, actor, officeId)
      await updateSite(db, row.id, {
        ...(name === undefined ? {} : { name }),
        ...(officeId === undefined ? {} : { officeId }),
        ...(editLinks === undefined ? {} : { editLinks }),
        ...(options === undefined
          ? {}
          : { options: shapes.siteOptions.parse({ ...row.options, ...options }) }),
      })
      await recordAction(db, actor, 'site.changed', { type: 'site', id: row.id }, c.req.valid('json'))
      const [site] = await withCounts(db, [await getSite(db, actor, reach, row.id)])
      if (!site) throw new Error('A site without itself.')
      return c.json(site, 200)
    })
    .openapi(remove, async (c) => {
      const { actor, reach } = allowed(c, 'site.write')
      const row = await getSite(db, actor, reach, c.req.valid('param').id)
      await archiveSite(db, row.id, now())
      await recordAction(db, actor, 'site.archived', { type: 'site', id: row.id })
      return c.body(null, 204)
    })
}
