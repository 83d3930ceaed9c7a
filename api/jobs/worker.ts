import type { Deps } from '../deps.ts'
import { sendMail } from '../services/mail.ts'
import { advanceAudit } from './advance-audit.ts'
import type { JobDeps } from './audit-deps.ts'
import { Auditors } from './auditors.ts'
import { concludeAudit } from './conclude-audit.ts'
import { openAudit } from './open-audit.ts'
import { runRecheck } from './run-recheck.ts'
import { tick } from './tick.ts'
import { visitPages } from './visit-pages.ts'

export interface Worker {
  /** Waits for the pages that are open, then closes the browsers. */
  stop(): Promise<void>
}

/** Batches of one host side by side, over all workers. The pace inside them is the scanner's politeness. */
const BATCHES_PER_HOST = 4
/** ms. How often what is due is looked for. */
const TICK_MS = 20_000

/** Takes jobs until it is stopped. Any number of workers may share one database. */
export async function startWorker(deps: Deps, concurrency: number): Promise<Worker> {
  const { queue, log } = deps
  const auditors = new Auditors()
  const jobDeps: JobDeps = { ...deps, auditors }
  await queue.work('audit-open', { concurrency: 2 }, ({ auditId }) => openAudit(jobDeps, auditId))
  await queue.work(
    'audit-visit',
    { concurrency, groupConcurrency: Math.max(BATCHES_PER_HOST, concurrency) },
    (job, signal) => visitPages(jobDeps, job, signal),
  )
  await queue.work('audit-advance', { concurrency: 1 }, ({ auditId }) => advanceAudit(jobDeps, auditId))
  await queue.work('audit-conclude', { concurrency: 1 }, ({ auditId }) => concludeAudit(jobDeps, auditId))
  await queue.work('recheck', { concurrency: 1 }, ({ recheckId }) => runRecheck(jobDeps, recheckId))
  await queue.work('send-mail', { concurrency: 1 }, ({ mailId }) => sendMail(deps, mailId))
  await queue.work('tick', { concurrency: 1 }, () => tick(deps))
  const askTick = () => {
    queue.send('tick', {}, { key: 'tick' }).catch((error) => log.error({ err: error }, 'tick'))
  }
  askTick()
  const timer = setInterval(askTick, TICK_MS)
  return {
    async stop() {
      clearInterval(timer)
      await queue.stop()
      await auditors.close()
    },
  }
}
