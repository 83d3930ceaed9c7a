import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { isOpenToJudge } from './counts.ts'
import { visibleFindings } from './finding-list.ts'
import { selectOccurrences } from './occurrences.ts'

/** Occurrences that wait for a person's yes or no, the weightiest findings first. */
export async function listToJudge(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  { siteId, limit, offset }: { readonly siteId?: string; readonly limit: number; readonly offset: number },
) {
  let visible = visibleFindings(db, actor, reach).where(isOpenToJudge).select('finding.id')
  if (siteId) visible = visible.where('finding.site_id', '=', siteId)
  const waiting = selectOccurrences(db)
    .where('occurrence.finding_id', 'in', visible)
    .where('occurrence.status', '=', 'present')
    .where('answer.id', 'is', null)
  const items = await waiting
    .select([
      'finding.title as finding_title',
      'finding.rule',
      'finding.family',
      'finding.wcag',
      'finding.detail',
    ])
    .orderBy('finding.priority', 'desc')
    .orderBy('occurrence.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { count } = await db
    .selectFrom(waiting.as('waiting'))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return { items, total: count }
}
