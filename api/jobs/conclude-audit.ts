import { gzipSync } from 'node:zlib'
import {
  conclude,
  loadRuleTexts,
  type Opening,
  type PageRecord,
  type Proofs,
  type Report,
  type ScanOptions,
  type Spool,
} from '../../scanner/index.ts'
import { type AuditWork, clearVisits, endAudit, findAuditWork, findRecord } from '../db/queries/audits.ts'
import { saveAuditPages, savePages } from '../db/queries/pages.ts'
import { saveReport } from '../db/queries/reports.ts'
import { keepProofs } from '../services/own-site.ts'
import { recordFindings } from '../services/record-findings.ts'
import type { JobDeps } from './audit-deps.ts'
import { type Gathered, replay } from './replay.ts'

/** Makes the report of an audit and brings the site's findings up to date, all in one transaction. */
export async function concludeAudit(deps: JobDeps, auditId: string): Promise<void> {
  const { db, now } = deps
  const audit = await findAuditWork(db, auditId)
  if (audit?.status !== 'running' || !audit.opening) return
  const replayed = await replay(db, audit, { withDigests: true })
  if (replayed.kind === 'visits') return deps.queue.send('audit-advance', { auditId }, { key: auditId })
  const { report, proofs } = await assemble(deps, audit, replayed.gathered)
  const packed = gzipSync(JSON.stringify(report))
  const at = now()
  await db.transaction().execute(async (tx) => {
    const hasEnded = await endAudit(tx, auditId, audit.stop_asked_at ? 'stopped' : 'concluded', at)
    // Another worker was quicker.
    if (!hasEnded) return
    const pageIds = await savePages(tx, { siteId: audit.site_id, auditId, report, now: at })
    await saveAuditPages(tx, { auditId, report, pageIds })
    const changes = await recordFindings(tx, {
      auditId,
      siteId: audit.site_id,
      report,
      pageIds,
      runsOf: proofs.runs,
      now: at,
    })
    await keepProofs({ db: tx, catalogue: deps.catalogue }, audit.site_id)
    await saveReport(tx, { auditId, report, packed, changes })
    await clearVisits(tx, auditId)
  })
}

async function assemble(
  { db, auditors, scanner, now }: JobDeps,
  audit: AuditWork,
  gathered: Gathered,
): Promise<{ readonly report: Report; readonly proofs: Proofs }> {
  const options = audit.options as unknown as ScanOptions
  return auditors.use(audit.id, options, ({ auditor }) =>
    conclude(auditor, audit.opening as unknown as Opening, gathered, spoolOf(db, audit.id), {
      options,
      version: scanner.version,
      texts: loadRuleTexts(options.lang),
      startedAt: audit.started_at ?? audit.created_at,
      now,
      baseline: null,
      isStopped: () => audit.stop_asked_at !== null,
      onEvent: () => undefined,
      runLighthouse: async () => [],
    }),
  )
}

/** The pages' results, read back one at a time from the rows of the visits. */
function spoolOf(db: JobDeps['db'], auditId: string): Spool {
  return {
    write: () => Promise.reject(new Error('The visits wrote their rows themselves.')),
    async *read(pages) {
      for (const page of pages) {
        const record = await findRecord(db, auditId, Number(page.slice(1)) - 1)
        if (record) yield record as unknown as PageRecord
      }
    },
    close: () => undefined,
  }
}
