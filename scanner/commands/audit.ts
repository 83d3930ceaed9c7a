import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { OptionError, parseScanOptions, type ScanOptions } from '../options.ts'
import { reportFormats } from '../reports/index.ts'
import type { Report } from '../reports/report.ts'
import { type ScanDeps, scan } from '../scan.ts'
import type { AuditCommand } from '../terminal/arguments.ts'
import { listenForStop } from '../terminal/interrupt.ts'
import { showProgress } from '../terminal/progress.ts'
import { summaryLines } from '../terminal/summary.ts'
import { loadRuleTexts } from '../texts.ts'
import { cannotRead } from './cannot-read.ts'
import { writeReport } from './write-report.ts'

/** `rampa audit`: reads its files, scans, writes the report, says what was found. */
export async function runAudit(
  command: AuditCommand,
  version: string,
  extra: Pick<ScanDeps, 'readStatement'> = {},
): Promise<0 | 1 | 2> {
  const options = optionsOf(command)
  const formats = checkFormats(command.formats)
  const baseline = command.baseline ? readBaseline(command.baseline) : null
  const outDir = resolve(command.out)
  await mkdir(outDir, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw new OptionError({
      it: `Non posso scrivere nella cartella ${outDir} (${error.code}). Scegline un'altra con --out.`,
      en: `The folder ${outDir} cannot be written (${error.code}). Choose another with --out.`,
    })
  })
  const stop = listenForStop()
  const onEvent = showProgress(
    {
      isTty: process.stderr.isTTY,
      columns: process.stderr.columns ?? 80,
      write: (text) => process.stderr.write(text),
    },
    { lang: command.lang, verbosity: command.verbosity, now: () => performance.now() },
  )
  stop.signal.addEventListener('abort', () => onEvent({ type: 'stopping' }))
  try {
    const report = await scan(options, {
      texts: loadRuleTexts(options.lang),
      version,
      outDir,
      baseline,
      now: () => new Date(),
      onEvent,
      isStopped: () => stop.signal.aborted,
      signal: stop.signal,
      ...extra,
    })
    onEvent({ type: 'phase', phase: 'report' })
    const files = await writeReport(report, formats, outDir)
    process.stdout.write(summaryLines(report, files))
    return statusOf(report, command.failOn)
  } finally {
    stop.end()
  }
}

function optionsOf({ input, urlsFile }: AuditCommand): ScanOptions {
  if (!urlsFile) {
    const isPage = input.scope === 'page'
    return parseScanOptions(isPage ? { ...input, urls: input.startUrls } : input)
  }
  const urls = readText(urlsFile)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
  if (urls.length === 0) {
    throw new OptionError({
      it: `Il file ${urlsFile} non contiene indirizzi. Scrivine uno per riga.`,
      en: `The file ${urlsFile} holds no addresses. Write one a line.`,
    })
  }
  return parseScanOptions({
    ...input,
    startUrls: input.startUrls.length > 0 ? input.startUrls : urls.slice(0, 1),
    urls,
  })
}

function checkFormats(ids: readonly string[]) {
  return ids.map((id) => {
    const format = reportFormats.find((known) => known.id === id)
    if (format) return format
    const known = reportFormats.map((other) => other.id).join(', ')
    throw new OptionError({
      it: `Il formato «${id}» non esiste. I formati sono: ${known}.`,
      en: `There is no format “${id}”. The formats are: ${known}.`,
    })
  })
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw cannotRead(path, error)
  }
}

function readBaseline(path: string): Report {
  const text = readText(path)
  try {
    const report = JSON.parse(text) as Partial<Report>
    if (report.schemaVersion === '1.0' && Array.isArray(report.findings) && Array.isArray(report.pages)) {
      return report as Report
    }
  } catch {
    // Told below, with the other ways of not being a report.
  }
  throw new OptionError({
    it: `${path} non è un rapporto di Rampa (report.json, versione 1.0). Indica con --baseline il file di un controllo precedente.`,
    en: `${path} is not a report of Rampa (report.json, version 1.0). Name the file of an earlier audit with --baseline.`,
  })
}

/** 2 when no page could be audited: an empty report must not look like a clean one. */
function statusOf(report: Report, failOn: AuditCommand['failOn']): 0 | 1 | 2 {
  if (report.scan.coverage.audited === 0) return 2
  if (failOn === 'none') return 0
  const count = failOn === 'new' ? (report.comparison?.new ?? 0) : report.summary.issues
  return count > 0 ? 1 : 0
}
