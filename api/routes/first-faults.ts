import { createRoute } from '@hono/zod-openapi'
import { findAudit } from '../db/queries/audit-list.ts'
import { listFirstFaults } from '../db/queries/first-faults.ts'
import type { Deps } from '../deps.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter } from '../router.ts'
import { ruleTexts, firstFaults as toFirstFaults } from '../services/first-faults.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/sites.ts'
import { idParam, json, refusals } from './shared.ts'
import { getSite } from './sites.ts'

const list = createRoute({
  method: 'get',
  path: '/audits/{id}/first-faults',
  tags: ['Audits'],
  summary: 'The weightiest faults on the first pages, while the audit goes on',
  request: { params: idParam },
  responses: { 200: json(listOf(shapes.firstFault), 'At most five, by impact.'), ...refusals },
})

/** Findings have their identity only when an audit ends; this is what a person sees until then. */
export const firstFaults = ({ db }: Deps) => {
  const textsOf = ruleTexts()
  return createRouter().openapi(list, async (c) => {
    const { actor, reach } = allowed(c, 'site.read')
    const audit = await findAudit(db, actor, reach, c.req.valid('param').id)
    if (!audit) {
      throw notFound(
        'Questo controllo non esiste più, o non è del tuo ente.',
        'This audit does not exist any more, or is not your organisation’s.',
      )
    }
    // Nothing is assigned yet: only who sees all findings of the site may see these.
    const seesAll = allowed(c, 'finding.read').reach === 'all'
    const counts = seesAll ? await listFirstFaults(db, audit.id) : []
    const { options } = await getSite(db, actor, reach, audit.site_id)
    const items = toFirstFaults(counts, options, textsOf(c.get('lang')))
    return c.json({ items, next: null, total: items.length }, 200)
  })
}
