import type { Assembled } from './assemble.ts'
import { type Auditor, type AuditorDeps, openAuditor } from './auditor.ts'
import { runLighthouse } from './collect/lighthouse.ts'
import { conclude } from './conclude.ts'
import { type Gathered, gather } from './gather.ts'
import type { ScanOptions } from './options.ts'
import { politenessOf } from './pace.ts'
import type { Report } from './reports/report.ts'
import type { ScanEvent } from './scan-event.ts'
import { openSpool, type Spool } from './spool.ts'
import type { RuleTexts } from './texts.ts'
import { visitPolitely } from './visit-politely.ts'

export interface ScanDeps extends AuditorDeps {
  readonly texts: RuleTexts
  readonly version: string
  readonly baseline: Report | null
  readonly now: () => Date
  readonly onEvent: (event: ScanEvent) => void
}

/**
 * Audits a site, from its address to the report.
 *
 * @param deps `isStopped` ends the audit after the pages that are open; a report is made of what there is
 * @throws ScanRefused when the start address cannot be opened
 * @throws BrowserMissing when there is no Chromium
 */
export async function scan(options: ScanOptions, deps: ScanDeps): Promise<Report> {
  return (await scanWithProofs(options, deps)).report
}

/** The same, with how each rule ran on each page: what proves that something is fixed. */
export async function scanWithProofs(options: ScanOptions, deps: ScanDeps): Promise<Assembled> {
  const auditor = await openAuditor(options, deps)
  const spool = openSpool()
  try {
    return await audit(options, deps, auditor, spool)
  } finally {
    spool.close()
    await auditor.close()
  }
}

async function audit(
  options: ScanOptions,
  deps: ScanDeps,
  auditor: Auditor,
  spool: Spool,
): Promise<Assembled> {
  const { onEvent, now, isStopped } = deps
  const startedAt = now()
  onEvent({ type: 'phase', phase: 'start' })
  await auditor.checkStart()
  for (const note of auditor.notes) onEvent({ type: 'note', text: note[options.lang] })
  onEvent({ type: 'phase', phase: 'discover' })
  const opening = await auditor.open()
  onEvent({ type: 'phase', phase: 'audit' })
  const politeness = politenessOf(options, opening)
  const gathered = await gather(options, opening, {
    visitAll: visitPolitely({
      politeness,
      concurrency: auditor.concurrency,
      visit: (task) => auditor.visit(task, opening.notFoundDigest),
      // Written at once: a level can be as large as the site.
      async keep(result) {
        if (!result.ok || !result.record) return result
        await spool.write(result.record)
        return { ...result, record: null }
      },
      isStopped,
      now: () => performance.now(),
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    }),
    onPage: async () => undefined,
    onEvent,
    isStopped,
    isResting: () => politeness.isResting,
    thisYear: startedAt.getFullYear(),
  })
  return conclude(auditor, opening, gathered, spool, {
    ...deps,
    options,
    startedAt,
    politeness,
    runLighthouse: (pages) => lighthouseOn(pages, options, deps),
  })
}

async function lighthouseOn(
  pages: Gathered['pages'],
  { lighthouse, lang, allowPrivate }: ScanOptions,
  { isStopped, onEvent }: ScanDeps,
): Promise<Report['lighthouse']> {
  if (lighthouse === 'none' || isStopped()) return []
  onEvent({ type: 'phase', phase: 'lighthouse' })
  const templates = new Set<string>()
  const sample = pages.filter(({ template }) => {
    if (lighthouse !== 'all' && templates.has(template)) return false
    templates.add(template)
    return true
  })
  return runLighthouse(sample, { lang, allowPrivate, isStopped })
}
