import { createRoute } from '@hono/zod-openapi'
import { listLastAudits } from '../db/queries/audit-list.ts'
import { siteCounts } from '../db/queries/counts.ts'
import { countHome, findNext, listMissed, listNew, listTrends, listVerified } from '../db/queries/home.ts'
import { listSites } from '../db/queries/sites.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { deadlines } from '../services/deadlines.ts'
import { romeDay } from '../services/schedule.ts'
import * as shapes from '../shapes/findings.ts'
import { toFinding } from './finding-rows.ts'
import { json, refusals } from './shared.ts'

/** Points of a site's small trend. */
const TREND = 12

const home = createRoute({
  method: 'get',
  path: '/home',
  tags: ['Home'],
  summary: 'What is new, what was proven fixed, and what to do next',
  responses: { 200: json(shapes.home, 'Home of the office.'), ...refusals },
})

type Suggestion = shapes.Home['suggestion']

export const homes = ({ db, now }: Deps) =>
  createRouter().openapi(home, async (c) => {
    const { actor, reach } = allowed(c, 'finding.read')
    const sites = await listSites(db, actor, allowed(c, 'site.read').reach)
    const ids = sites.map(({ id }) => id)
    // Who belongs to an office sees its own first; who answers for all sees all.
    const isMine = reach === 'own' || actor.officeIds.length > 0
    const [fresh, verified, next, counts, byGrade, trends, audits, missed] = await Promise.all([
      listNew(db, actor, reach, isMine),
      listVerified(db, actor, reach, isMine),
      findNext(db, actor, reach, isMine),
      countHome(db, actor, reach, romeDay(now())),
      siteCounts(db, ids),
      listTrends(db, ids, TREND),
      listLastAudits(db, ids),
      listMissed(db, ids),
    ])
    const isRunning = (id: string) =>
      audits.some(({ site_id, status }) => site_id === id && (status === 'queued' || status === 'running'))
    const nameOf = new Map(sites.map(({ id, name }) => [id, name]))
    const suggestion = ((): Suggestion => {
      const none = { finding: null, siteId: null, pagesHealed: 0 }
      if (sites.length === 0) return { ...none, kind: 'add-site' }
      if (next)
        return { kind: 'fix', finding: toFinding(next), siteId: next.site_id, pagesHealed: next.page_count }
      const running = ids.find(isRunning)
      if (running) return { ...none, kind: 'wait-for-audit', siteId: running }
      if (counts.toJudge > 0) return { ...none, kind: 'judge' }
      return { ...none, kind: 'all-done' }
    })()
    return c.json(
      {
        newFindings: fresh.map(toFinding),
        verifiedFixed: verified.map(toFinding),
        suggestion,
        sites: sites.map(({ id, name }) => ({
          id,
          name,
          open: byGrade.get(id)?.open ?? 0,
          toJudge: byGrade.get(id)?.toJudge ?? 0,
          trend: trends
            .filter((point) => point.site_id === id && point.finished_at)
            .map((point) => ({
              at: (point.finished_at ?? now()).toISOString(),
              issues: Number(point.summary.issues ?? 0),
            })),
          isRunning: isRunning(id),
        })),
        deadlines: deadlines(now()),
        counts,
        alerts: [
          ...missed.flatMap(({ site_id, missed_at }) =>
            missed_at
              ? [
                  {
                    kind: 'missed-audit' as const,
                    siteId: site_id,
                    siteName: nameOf.get(site_id) ?? '',
                    at: missed_at.toISOString(),
                  },
                ]
              : [],
          ),
          ...audits
            .filter(({ status }) => status === 'failed')
            .map(({ site_id, finished_at, created_at }) => ({
              kind: 'failed-audit' as const,
              siteId: site_id,
              siteName: nameOf.get(site_id) ?? '',
              at: (finished_at ?? created_at).toISOString(),
            })),
        ],
      },
      200,
    )
  })
