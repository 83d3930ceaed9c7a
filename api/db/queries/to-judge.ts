import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { isOpenToJudge } from './counts.ts'
import { visibleFindings } from './finding-list.ts'
import { selectOccurrences } from './occurrences.ts'

/** Places without an answer. `not exists`: PostgreSQL does not see that a left join with none is the same. */
function waiting(db: Kysely<Database>, actor: Actor, reach: Reach, siteId: string | undefined) {
  const query = visibleFindings(db, actor, reach)
    .innerJoin('occurrence', 'occurrence.finding_id', 'finding.id')
    .where(isOpenToJudge)
    .where('occurrence.status', '=', 'present')
    .where(
      sql<boolean>`not exists (select from answer where answer.finding_id = occurrence.finding_id
        and answer.occurrence_key = occurrence.key and answer.undone_at is null and answer.voided_at is null)`,
    )
  return siteId ? query.where('finding.site_id', '=', siteId) : query
}

/** Occurrences that wait for a person's yes or no, the weightiest findings first. */
export async function listToJudge(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  { siteId, limit, offset }: { readonly siteId?: string; readonly limit: number; readonly offset: number },
) {
  const all = waiting(db, actor, reach, siteId)
  const places = await all
    .select('occurrence.id')
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .orderBy('occurrence.id')
    .limit(limit)
    .offset(offset)
    .execute()
  const { count } = await all.select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  const ids = places.map(({ id }) => id)
  const rows = await selectOccurrences(db)
    .select([
      'finding.title as finding_title',
      'finding.rule',
      'finding.family',
      'finding.wcag',
      'finding.detail',
    ])
    .where((eb) => eb('occurrence.id', '=', eb.fn.any(eb.val(ids))))
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return { items: ids.flatMap((id) => byId.get(id) ?? []), total: count }
}
