import { parseScanOptions } from '../../scanner/index.ts'
import { findRunningAudit, insertAudit } from '../db/queries/start-audit.ts'
import type { SiteOptions } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { hostGroup } from '../jobs/audit-deps.ts'
import { Problem } from '../problem.ts'

export interface AuditRequest {
  readonly site: { readonly id: string; readonly start_url: string; readonly options: SiteOptions }
  readonly trigger: 'person' | 'schedule' | 'api' | 'demo'
  readonly personId: string | null
}

/**
 * Puts an audit in the queue; its job and its row are written together or not at all.
 *
 * @throws Problem 409 when one of this site waits or runs
 */
export async function startAudit(
  { db, queue, config }: Pick<Deps, 'db' | 'queue' | 'config'>,
  { site, trigger, personId }: AuditRequest,
): Promise<string> {
  const options = parseScanOptions({
    ...site.options,
    include: [...site.options.include],
    exclude: [...site.options.exclude],
    startUrls: [site.start_url],
    privateHosts: [...config.privateHosts],
  })
  return db.transaction().execute(async (tx) => {
    if (await findRunningAudit(tx, site.id)) throw alreadyRunning()
    const id = await insertAudit(tx, { siteId: site.id, trigger, personId, options })
    const group = hostGroup(new URL(site.start_url).host)
    await queue.send('audit-open', { auditId: id }, { db: tx, key: id, group })
    return id
  })
}

const alreadyRunning = () =>
  new Problem(409, 'audit-running', {
    it: 'Un controllo di questo sito è già in corso. Aspetta che finisca, oppure fermalo.',
    en: 'An audit of this site is already under way. Wait for it to end, or stop it.',
  })
