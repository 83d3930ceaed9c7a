import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type Opening,
  type PageResult,
  politenessOf,
  type ScanOptions,
  visitPolitely,
} from '../../scanner/index.ts'
import {
  type AuditWork,
  countPendingVisits,
  findAuditWork,
  findHomeResult,
  isStopAsked,
  listPendingVisits,
  saveVisit,
} from '../db/queries/audits.ts'
import { savePicture } from '../db/queries/pictures.ts'
import type { JobDeps } from './audit-deps.ts'
import type { OpenAuditor } from './auditors.ts'
import type { Jobs } from './queue.ts'

/** Visits the pages of one job that are still to be visited, one after the other. */
export async function visitPages(
  deps: JobDeps,
  job: Jobs['audit-visit'],
  signal: AbortSignal,
): Promise<void> {
  const { db, queue, auditors } = deps
  const { auditId, mode, places } = job
  const audit = await findAuditWork(db, auditId)
  if (audit?.status !== 'running') return
  const pending = audit.stop_asked_at ? [] : await listPendingVisits(db, auditId, mode, places)
  if (pending.length > 0) {
    await auditors.use(auditId, audit.options as unknown as ScanOptions, async (open) => {
      await bringConsent(deps, auditId, open)
      for (const { place, url } of pending) {
        if (signal.aborted) throw signal.reason
        if (await isStopAsked(db, auditId)) return
        await visitOne(deps, audit, open, { place, url, mode })
      }
    })
  }
  if ((await countPendingVisits(db, auditId)) === 0) {
    await queue.send('audit-advance', { auditId }, { key: auditId })
  }
}

/** The banner was answered on the first page, perhaps by another worker. */
async function bringConsent({ db }: JobDeps, auditId: string, { auditor }: OpenAuditor): Promise<void> {
  if (auditor.consent) return
  const home = (await findHomeResult(db, auditId)) as PageResult | null
  if (home?.ok && home.consent) auditor.consent = home.consent.state
}

interface Visit {
  readonly place: number
  readonly url: string
  readonly mode: 'audit' | 'discover'
}

async function visitOne(
  { db, now }: JobDeps,
  audit: AuditWork,
  open: OpenAuditor,
  visit: Visit,
): Promise<void> {
  const opening = audit.opening as unknown as Opening
  const options = audit.options as unknown as ScanOptions
  open.politeness ??= politenessOf(options, opening)
  const entry = { url: visit.url, order: visit.place, depth: 0, foundOn: null }
  const results = await visitPolitely({
    politeness: open.politeness,
    concurrency: 1,
    visit: (task) => open.auditor.visit(task, opening.notFoundDigest),
    isStopped: () => false,
    now: () => performance.now(),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  })([entry], visit.mode, () => undefined)
  const result = results.get(entry) ?? resting(visit.url)
  if (result.ok) await keepPictures(db, audit.id, open.folder, result)
  const { kept, record, digest } = taken(result)
  await saveVisit(db, {
    auditId: audit.id,
    place: visit.place,
    mode: visit.mode,
    result: kept,
    record,
    digest,
    findings: record?.sightings.filter(({ verdict }) => verdict === 'failed').length ?? 0,
    now: now(),
  })
}

/** What the crawl needs again, without what is kept elsewhere or was only needed at once. */
function taken(result: PageResult) {
  if (!result.ok) return { kept: { ...result, headers: {}, page: null }, record: null, digest: null }
  const { record, digest, ...rest } = result
  return { kept: { ...rest, record: null, text: '', headers: {} }, record, digest }
}

function resting(url: string): PageResult {
  return {
    ok: false,
    finalUrl: url,
    failure: { code: 'host-resting', detail: '' },
    chain: [],
    status: 0,
    headers: {},
    mediaType: '',
    page: null,
  }
}

/** Pictures go to the database: the next reader may be on another machine. */
async function keepPictures(
  db: JobDeps['db'],
  auditId: string,
  folder: string,
  result: PageResult & { ok: true },
): Promise<void> {
  const names = new Set(result.record?.sightings.flatMap(({ picture }) => picture ?? []))
  for (const name of names) {
    const path = `pictures/${name}`
    const file = join(folder, path)
    const bytes = await readFile(file).catch(() => null)
    // Taken by another page of the same component, and already kept.
    if (!bytes) continue
    await savePicture(db, { auditId, path, mediaType: 'image/jpeg', bytes })
    await rm(file, { force: true })
  }
}
