import { configHash, Refusal, type ScanOptions } from '../../scanner/index.ts'
import { endAudit, findAuditWork, setOpening } from '../db/queries/audits.ts'
import type { JobDeps } from './audit-deps.ts'

/** The first look: does the site answer, what do robots.txt and the sitemaps say. */
export async function openAudit(deps: JobDeps, auditId: string): Promise<void> {
  const { db, queue, auditors, scanner, now } = deps
  const audit = await findAuditWork(db, auditId)
  if (!audit || (audit.status !== 'queued' && audit.status !== 'running')) return
  const options = audit.options as unknown as ScanOptions
  try {
    if (!audit.opening) {
      await auditors.use(auditId, options, async ({ auditor }) => {
        await auditor.checkStart()
        const opening = await auditor.open()
        const { engines } = auditor
        await setOpening(db, auditId, {
          opening,
          engines: { ...engines, rampa: scanner.version },
          configHash: configHash(options, engines),
          now: now(),
        })
      })
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await endAudit(db, auditId, 'failed', now(), error.text.it)
    return
  }
  await queue.send('audit-advance', { auditId }, { key: auditId })
}
