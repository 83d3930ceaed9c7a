import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadRuleTexts, parseScanOptions, Refusal, scanWithProofs } from '../../scanner/index.ts'
import { insertPicture } from '../db/queries/pictures.ts'
import { beginRecheck, endRecheck, findRecheckWork, type RecheckWork } from '../db/queries/rechecks.ts'
import type { Deps } from '../deps.ts'
import { keepProofs } from '../services/own-site.ts'
import { applyRecheck, type Look, lookAt, verdictOf } from '../services/recheck.ts'

/** Visits one page again, with the same eyes as an audit, and files what it proves for one finding. */
export async function runRecheck(deps: Deps, recheckId: string): Promise<void> {
  const { db, now } = deps
  const work = await findRecheckWork(db, recheckId)
  if (!work || work.status === 'done' || work.status === 'failed') return
  await beginRecheck(db, recheckId)
  const folder = await mkdtemp(join(tmpdir(), 'rampa-recheck-'))
  try {
    const looks = await look(deps, work, folder)
    const pictureId = await keepPicture(deps, work, looks, folder)
    await db.transaction().execute(async (tx) => {
      await applyRecheck(tx, { work, looks, pictureId, now: now() })
      await keepProofs({ db: tx, catalogue: deps.catalogue }, work.site_id)
    })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const end = { status: 'done', verdict: 'not-verified', problem: error.text.it, pictureId: null } as const
    await endRecheck(db, recheckId, { ...end, now: now() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** One look when the fault is still there; an absence is looked at twice before it is believed. */
async function look(deps: Deps, work: RecheckWork, folder: string): Promise<readonly Look[]> {
  const first = await lookOnce(deps, work, folder)
  if (verdictOf([first]) !== 'absent') return [first]
  return [first, await lookOnce(deps, work, folder)]
}

async function lookOnce(
  { db, config, scanner, now }: Deps,
  work: RecheckWork,
  folder: string,
): Promise<Look> {
  const options = parseScanOptions({
    ...work.options,
    include: [],
    exclude: [],
    startUrls: [work.url],
    urls: [work.url],
    scope: 'page',
    concurrency: 1,
    privateHosts: [...config.privateHosts],
  })
  const { report, proofs } = await scanWithProofs(options, {
    texts: loadRuleTexts(options.lang),
    version: scanner.version,
    outDir: folder,
    baseline: null,
    now,
    onEvent: () => undefined,
    isStopped: () => false,
  })
  return lookAt(db, work, report, proofs.runs)
}

async function keepPicture({ db }: Deps, work: RecheckWork, looks: readonly Look[], folder: string) {
  const path = looks.at(-1)?.picture
  const bytes = path && work.last_audit_id ? await readFile(join(folder, path)).catch(() => null) : null
  if (!bytes || !work.last_audit_id) return null
  return insertPicture(db, {
    auditId: work.last_audit_id,
    path: `pictures/recheck-${work.id}.jpg`,
    mediaType: 'image/jpeg',
    bytes,
  })
}
