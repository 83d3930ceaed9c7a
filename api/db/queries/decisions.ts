import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

export type HoldingDecision = Pick<
  Row<'decision'>,
  'id' | 'finding_id' | 'scope' | 'occurrence_key' | 'rule' | 'void_digests'
>

const standing = (db: Kysely<Database>, siteId: string) =>
  db
    .selectFrom('decision')
    .select(['id', 'finding_id', 'scope', 'occurrence_key', 'rule', 'void_digests'])
    .where('site_id', '=', siteId)
    .where('undone_at', 'is', null)
    .where('voided_at', 'is', null)

/** Decisions of a site that hold on this day. */
export function listHoldingDecisions(
  db: Kysely<Database>,
  siteId: string,
  today: string,
): Promise<HoldingDecision[]> {
  return standing(db, siteId)
    .where((eb) => eb.or([eb('expires_on', 'is', null), eb('expires_on', '>=', today)]))
    .execute()
}

/** Decisions whose last day is over, those that ended last first. */
export function listExpiredDecisions(
  db: Kysely<Database>,
  siteId: string,
  today: string,
): Promise<HoldingDecision[]> {
  return standing(db, siteId).where('expires_on', '<', today).orderBy('expires_on', 'desc').execute()
}

/** Decided findings whose decision has expired. */
export function listToReopen(
  db: Kysely<Database>,
  today: string,
): Promise<{ id: string; site_id: string }[]> {
  return db
    .selectFrom('decision')
    .innerJoin('finding', (join) =>
      join
        .onRef('finding.site_id', '=', 'decision.site_id')
        .on((eb) =>
          eb.or([
            eb('finding.id', '=', eb.ref('decision.finding_id')),
            eb.and([eb('decision.scope', '=', 'rule'), eb('finding.rule', '=', eb.ref('decision.rule'))]),
          ]),
        ),
    )
    .select(['finding.id', 'finding.site_id'])
    .distinct()
    .where('decision.expires_on', '<', today)
    .where('decision.undone_at', 'is', null)
    .where('decision.voided_at', 'is', null)
    .where('finding.status', '=', 'decided')
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
