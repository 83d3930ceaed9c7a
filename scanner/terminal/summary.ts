import type { Finding, Report } from '../reports/report.ts'

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

const WORDS = {
  it: {
    audited: ({ scan: { coverage } }: Report) =>
      `${count(coverage.audited, 'pagina controllata', 'pagine controllate')}; ${count(coverage.discovered, 'indirizzo trovato', 'indirizzi trovati')}.`,
    counts: ({ summary }: Report) =>
      `${count(summary.issues, 'problema', 'problemi')} in ${count(summary.occurrences, 'punto', 'punti')}, su ${count(summary.pagesWithIssues, 'pagina', 'pagine')}; ${summary.toJudge} da giudicare.`,
    fixFirst: 'Da dove cominciare',
    header: ['problema', 'pagine', 'chi può correggere'],
    owner: {
      editorial: 'chi scrive',
      template: 'tema del sito',
      'third-party': 'fornitore esterno',
      unknown: 'da capire',
    },
    none: 'Nessun problema trovato dai controlli automatici. Restano le verifiche che solo una persona può fare.',
    comparison: (report: Report) =>
      report.comparison
        ? `Rispetto al controllo precedente: ${report.comparison.new} nuovi, ${report.comparison.fixed.length} corretti, ${report.comparison.stillThere} ancora presenti, ${report.comparison.notVerified.length} non verificati.`
        : '',
    where: 'Rapporto',
    interrupted: 'Controllo fermato prima della fine: il rapporto dice che cosa manca.',
  },
  en: {
    audited: ({ scan: { coverage } }: Report) =>
      `${count(coverage.audited, 'page', 'pages')} audited; ${count(coverage.discovered, 'address', 'addresses')} found.`,
    counts: ({ summary }: Report) =>
      `${count(summary.issues, 'problem', 'problems')} in ${count(summary.occurrences, 'place', 'places')}, on ${count(summary.pagesWithIssues, 'page', 'pages')}; ${summary.toJudge} to be judged.`,
    fixFirst: 'Where to begin',
    header: ['problem', 'pages', 'who can fix it'],
    owner: {
      editorial: 'authors',
      template: 'site theme',
      'third-party': 'third party',
      unknown: 'to find out',
    },
    none: 'No problem found by the automatic checks. What only a person can judge remains.',
    comparison: (report: Report) =>
      report.comparison
        ? `Since the earlier audit: ${report.comparison.new} new, ${report.comparison.fixed.length} fixed, ${report.comparison.stillThere} still there, ${report.comparison.notVerified.length} not verified.`
        : '',
    where: 'Report',
    interrupted: 'Audit stopped before its end: the report says what is missing.',
  },
} as const

const TITLE_WIDTH = 56
const MAX_REASONS = 5

/** The closing lines: what to fix first, and where the report is. */
export function summaryLines(report: Report, files: readonly string[]): string {
  const words = WORDS[report.lang]
  const lines = ['', words.audited(report), words.counts(report)]
  if (report.scan.coverage.audited === 0) lines.push(...unauditedLines(report))
  if (report.scan.ended === 'interrupted') lines.push(words.interrupted)
  const comparison = words.comparison(report)
  if (comparison) lines.push(comparison)
  const first = report.summary.fixFirst
    .map((key) => report.findings.find((finding) => finding.key === key))
    .filter((finding) => finding !== undefined)
  if (first.length > 0) lines.push('', words.fixFirst, ...tableOf(first, report))
  else if (report.summary.issues === 0 && report.scan.coverage.audited > 0) lines.push('', words.none)
  lines.push('', ...files.map((file) => `${words.where}: ${file}`), '')
  return lines.join('\n')
}

/** Nothing was audited: the reader is told why at once, and not only in the report. */
function unauditedLines({ notAudited }: Report): string[] {
  return notAudited
    .slice(0, MAX_REASONS)
    .map(({ url, reason, remedy, detail }) => `  ${url}: ${reason}${detail ? ` (${detail})` : ''} ${remedy}`)
}

function tableOf(findings: readonly Finding[], report: Report): string[] {
  const words = WORDS[report.lang]
  const rows = findings.map((finding) => [
    finding.title,
    String(finding.pageCount),
    words.owner[finding.owner],
  ])
  return [words.header, ...rows].map(([title = '', pages = '', owner = '']) =>
    `  ${cut(title, TITLE_WIDTH).padEnd(TITLE_WIDTH)}  ${pages.padStart(6)}  ${owner}`.trimEnd(),
  )
}

const cut = (text: string, width: number) => (text.length > width ? `${text.slice(0, width - 1)}…` : text)
