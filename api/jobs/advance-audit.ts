import type { ScanOptions } from '../../scanner/index.ts'
import { startOf } from '../../scanner/index.ts'
import { addVisits, findAuditWork } from '../db/queries/audits.ts'
import type { Deps } from '../deps.ts'
import { hostGroup } from './audit-deps.ts'
import { replay } from './replay.ts'

/** Pages of one job at the most: what a worker holds when it is killed. */
const MAX_BATCH = 8
/** Batches a level is cut into at the least, so that several workers have something to do. */
const SPREAD = 16

/** Finds out what comes next: more pages, or the end. May run twice, or at any time. */
export async function advanceAudit({ db, queue }: Deps, auditId: string): Promise<void> {
  const audit = await findAuditWork(db, auditId)
  if (audit?.status !== 'running' || !audit.opening) return
  const next = await replay(db, audit, { withDigests: false })
  if (next.kind === 'complete') return queue.send('audit-conclude', { auditId }, { key: auditId })
  const group = hostGroup(new URL(startOf(audit.options as unknown as ScanOptions)).host)
  await db.transaction().execute(async (tx) => {
    const visits = next.entries.map(({ order, url }) => ({ place: order, url, level: next.level }))
    const added = await addVisits(tx, auditId, next.mode, visits)
    for (const places of batches(added)) {
      await queue.send('audit-visit', { auditId, places, mode: next.mode }, { db: tx, group })
    }
  })
}

function batches(places: readonly number[]): readonly (readonly number[])[] {
  const size = Math.min(MAX_BATCH, Math.max(1, Math.ceil(places.length / SPREAD)))
  return Array.from({ length: Math.ceil(places.length / size) }, (_, at) =>
    places.slice(at * size, (at + 1) * size),
  )
}
