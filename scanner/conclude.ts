import { type Assembled, assembleReport } from './assemble.ts'
import { type Auditor, allRules, type Opening, startOf } from './auditor.ts'
import type { Politeness } from './crawl/politeness.ts'
import { robotsOf } from './crawl/robots.ts'
import { bareHost } from './crawl/url.ts'
import { enginesOf } from './engines.ts'
import type { Gathered } from './gather.ts'
import { noteOnFiles } from './linked-files.ts'
import { configHash, type ScanOptions } from './options.ts'
import { politenessOf } from './pace.ts'
import type { Report } from './reports/report.ts'
import { statementLink } from './rules/agid-statement.ts'
import type { StatementFacts } from './rules/rule.ts'
import type { ScanEvent } from './scan-event.ts'
import type { Spool } from './spool.ts'
import type { RuleTexts } from './texts.ts'

export interface Ending {
  readonly options: ScanOptions
  readonly version: string
  readonly texts: RuleTexts
  readonly startedAt: Date
  readonly now: () => Date
  readonly baseline: Report | null
  readonly isStopped: () => boolean
  readonly onEvent: (event: ScanEvent) => void
  /** The budget that the pages were visited in; absent: one with the same limits. */
  readonly politeness?: Politeness
  /** Lighthouse's results of the pages that were asked for. */
  readonly runLighthouse: (pages: Gathered['pages']) => Promise<Report['lighthouse']>
}

/** What of an auditor the last steps need. */
export type Concluder = Pick<Auditor, 'engines' | 'isSandboxed' | 'notes' | 'readFiles' | 'readStatement'>

/** The last steps of an audit: linked files, the accessibility statement, and the report of it all. */
export async function conclude(
  auditor: Concluder,
  opening: Opening,
  gathered: Gathered,
  spool: Spool,
  ending: Ending,
): Promise<Assembled> {
  const { options, onEvent, now } = ending
  const { lang } = options
  const start = startOf(options)
  const documents = await readFiles(auditor, opening, gathered, ending)
  const statement = await readStatement(auditor, gathered, ending)
  const lighthouse = await ending.runLighthouse(gathered.pages)
  onEvent({ type: 'phase', phase: 'conclude' })
  const { engines, isSandboxed } = auditor
  const notes = [...auditor.notes, noteOnFiles(gathered.files.length)].filter((note) => note !== null)
  const startedAt = ending.startedAt.toISOString()
  const { selected, pages, fates, digests, sitemap, consent } = gathered
  return assembleReport(
    {
      options,
      tool: { name: 'rampa', version: ending.version, engines: enginesOf(engines, lighthouse) },
      scan: {
        startUrl: start,
        host: new URL(start).host,
        startedAt,
        finishedAt: now().toISOString(),
        configHash: configHash(options, engines),
        ended: ending.isStopped() ? 'interrupted' : 'complete',
        robots: robotsOf(opening.site.robots).state,
        consent,
        sandbox: isSandboxed,
        notes: notes.map((note) => note[lang]),
      },
      selected,
      pages,
      fates,
      digests,
      facts: {
        startUrl: start,
        host: bareHost(new URL(start).host),
        today: startedAt.slice(0, 10),
        statement,
      },
      spool,
      rules: allRules,
      documents,
      lighthouse,
      sitemap,
      baseline: ending.baseline,
    },
    ending.texts,
  )
}

async function readFiles(
  auditor: Concluder,
  opening: Opening,
  { files }: Gathered,
  { options, politeness, isStopped, onEvent }: Ending,
) {
  if (files.length === 0) return []
  if (!isStopped()) onEvent({ type: 'phase', phase: 'files' })
  return auditor.readFiles(files, {
    politeness: politeness ?? politenessOf(options, opening),
    isStopped,
    onFile: (done, known) => onEvent({ type: 'file', done, known }),
  })
}

async function readStatement(
  auditor: Concluder,
  { pages, digests }: Gathered,
  { isStopped }: Ending,
): Promise<StatementFacts | null> {
  const [home] = digests
  const link = home && pages[0]?.depth === 0 ? statementLink(home) : undefined
  if (!link || isStopped() || !/^https?:/.test(link.href)) return null
  const facts = await auditor.readStatement(link.href)
  // A look that was cut short says nothing about the statement.
  return isStopped() ? null : facts
}
