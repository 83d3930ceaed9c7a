import { createRoute } from '@hono/zod-openapi'
import { recordAction } from '../db/queries/audit-log.ts'
import { filtered, visibleFindings, withNames } from '../db/queries/finding-list.ts'
import { listPageOccurrences } from '../db/queries/occurrences.ts'
import { findPage, setPageOffice } from '../db/queries/pages.ts'
import { hasOffice } from '../db/queries/sites.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { editUrlOf } from '../services/edit-link.ts'
import * as shapes from '../shapes/findings.ts'
import { pageItem, updatePage } from '../shapes/sites.ts'
import { pictureUrl, toFinding, toOccurrence } from './finding-rows.ts'
import { body, idParam, json, refusals } from './shared.ts'
import { toPageItem } from './site-results.ts'

const tags = ['Pages']
const one = createRoute({
  method: 'get',
  path: '/pages/{id}',
  tags,
  summary: 'One page with all that is wrong on it',
  request: { params: idParam },
  responses: { 200: json(shapes.pageDetail, 'The page.'), ...refusals },
})
const change = createRoute({
  method: 'patch',
  path: '/pages/{id}',
  tags,
  summary: 'Say which office answers for a page',
  request: { params: idParam, body: body(updatePage) },
  responses: { 200: json(pageItem, 'As it is now.'), ...refusals },
})

const noPage = () =>
  notFound(
    'Questa pagina non esiste più, o non è del tuo ente.',
    'This page does not exist any more, or is not your organisation’s.',
  )

export const pages = ({ db }: Deps) =>
  createRouter()
    .openapi(one, async (c) => {
      const { actor, reach } = allowed(c, 'finding.read')
      const page = await findPage(db, actor.organisationId, c.req.valid('param').id)
      if (!page) throw noPage()
      const filter = { pageId: page.id, sort: 'priority' } as const
      const [rows, occurrences] = await Promise.all([
        withNames(filtered(visibleFindings(db, actor, reach), filter, actor))
          .orderBy('finding.priority', 'desc')
          .orderBy('finding.id')
          .execute(),
        listPageOccurrences(db, page.id),
      ])
      const findings = rows
        .map((row) => ({
          ...toFinding(row),
          occurrences: occurrences.filter(({ finding_id }) => finding_id === row.id).map(toOccurrence),
        }))
        .filter((finding) => finding.occurrences.length > 0)
      // Whoever sees only what is theirs finds no other pages, not even by guessing their ids.
      const isTheirs = [page.office_id, page.site_office_id].some((id) => id && actor.officeIds.includes(id))
      if (reach === 'own' && findings.length === 0 && !isTheirs) throw noPage()
      const { snapshot } = page
      return c.json(
        {
          id: page.id,
          siteId: page.site_id,
          siteName: page.site_name,
          url: page.url,
          title: page.title,
          template: page.template,
          office: page.office_id && page.office_name ? { id: page.office_id, name: page.office_name } : null,
          editUrl: editUrlOf(page.url, page.edit_links),
          lastSeenAt: page.last_seen_at.toISOString(),
          snapshot:
            page.snapshot_id && snapshot
              ? { url: pictureUrl(page.snapshot_id) ?? '', width: snapshot.width, height: snapshot.height }
              : null,
          findings,
        },
        200,
      )
    })
    .openapi(change, async (c) => {
      const { actor } = allowed(c, 'site.write')
      const page = await findPage(db, actor.organisationId, c.req.valid('param').id)
      if (!page) throw noPage()
      const { officeId } = c.req.valid('json')
      if (officeId && !(await hasOffice(db, actor.organisationId, officeId))) {
        throw notFound('Questo ufficio non esiste più.', 'This office does not exist any more.')
      }
      await setPageOffice(db, page.id, officeId)
      await recordAction(db, actor, 'page.office-set', { type: 'page', id: page.id }, { officeId })
      const now = await findPage(db, actor.organisationId, page.id)
      if (!now) throw noPage()
      return c.json(toPageItem(now), 200)
    })
