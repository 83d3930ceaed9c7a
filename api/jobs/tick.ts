import { endAudit, listPendingPlaces, listSilentAudits } from '../db/queries/audits.ts'
import { deleteOldRows } from '../db/queries/old-rows.ts'
import { listDueSchedules, markMissed, markRun } from '../db/queries/schedules.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import { expireDecisions } from '../services/expire-decisions.ts'
import { remindTraining } from '../services/remind-training.ts'
import { isMissed, isQuiet, nextRun } from '../services/schedule.ts'
import { startAudit } from '../services/start-audit.ts'
import { tellMissed } from '../services/tell-missed.ts'

/** ms. An audit that was silent for so long has lost its job: it is asked for again. */
const SILENT_MS = 4 * 60_000
/** ms. After so long it is given up, and says so. */
const GIVEN_UP_MS = 6 * 3_600_000

/** ms. Answers of idempotent writes, counts of tries and spent links are kept for a day. */
const OLD_MS = 24 * 3_600_000

/** Begins what is due, tells what was missed, takes up what was lost, opens what was decided until yesterday. */
export async function tick(deps: Deps): Promise<void> {
  await startDue(deps)
  await takeUpLost(deps)
  await expireDecisions(deps)
  await remindTraining(deps)
  const now = deps.now()
  await deleteOldRows(deps.db, { now, before: new Date(now.getTime() - OLD_MS) })
}

async function startDue(deps: Deps): Promise<void> {
  const { db, now } = deps
  const at = now()
  for (const due of await listDueSchedules(db, at)) {
    if (isMissed(due, at) && !due.missed_at) {
      await markMissed(db, due.id, at)
      await tellMissed(deps, due)
    }
    if (isQuiet(due, at)) continue
    try {
      const site = { id: due.site_id, start_url: due.start_url, options: due.options }
      await startAudit(deps, { site, trigger: 'schedule', personId: null })
    } catch (error) {
      // One is under way already: this run is that one.
      if (!(error instanceof Problem)) throw error
    }
    await markRun(db, due.id, at, nextRun(due, at))
  }
}

async function takeUpLost({ db, queue, now }: Deps): Promise<void> {
  const at = now().getTime()
  for (const audit of await listSilentAudits(db, new Date(at - SILENT_MS))) {
    if (at - audit.created_at.getTime() > GIVEN_UP_MS) {
      await endAudit(
        db,
        audit.id,
        'failed',
        now(),
        'Il controllo si è interrotto e non è stato possibile riprenderlo. Avvialo di nuovo.',
      )
      continue
    }
    const auditId = audit.id
    if (audit.status === 'queued') {
      await queue.send('audit-open', { auditId }, { key: auditId })
      continue
    }
    const pending = await listPendingPlaces(db, auditId)
    for (const mode of ['audit', 'discover'] as const) {
      const places = pending.filter((row) => row.mode === mode)
      if (places.length > 0) {
        await queue.send(
          'audit-visit',
          { auditId, mode, places: places.map(({ place }) => place) },
          { key: `rescue:${auditId}:${mode}` },
        )
      }
    }
    await queue.send('audit-advance', { auditId }, { key: auditId })
  }
}
