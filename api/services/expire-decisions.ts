import { listToReopen } from '../db/queries/decisions.ts'
import type { Deps } from '../deps.ts'
import { romeDay } from './schedule.ts'
import { settleFindings } from './settle-findings.ts'

/** Opens again what was decided until a day that is over. */
export async function expireDecisions({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  const bySite = Map.groupBy(await listToReopen(db, romeDay(now())), ({ site_id }) => site_id)
  for (const [siteId, rows] of bySite) {
    const among = { ids: rows.map(({ id }) => id) }
    await db
      .transaction()
      .execute((tx) => settleFindings(tx, { siteId, auditId: null, seenIds: new Set(), now: now(), among }))
  }
}
