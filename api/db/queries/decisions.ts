import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

export type HoldingDecision = Pick<
  Row<'decision'>,
  'id' | 'finding_id' | 'scope' | 'occurrence_key' | 'rule' | 'void_digests'
>

/** Decisions of a site that hold on this day. */
export function listHoldingDecisions(
  db: Kysely<Database>,
  siteId: string,
  today: string,
): Promise<HoldingDecision[]> {
  return db
    .selectFrom('decision')
    .select(['id', 'finding_id', 'scope', 'occurrence_key', 'rule', 'void_digests'])
    .where('site_id', '=', siteId)
    .where('undone_at', 'is', null)
    .where('voided_at', 'is', null)
    .where((eb) => eb.or([eb('expires_on', 'is', null), eb('expires_on', '>=', today)]))
    .execute()
}

export async function voidDecisions(db: Kysely<Database>, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('decision')
    .set({ voided_at: now })
    .where('id', 'in', [...ids])
    .execute()
}
