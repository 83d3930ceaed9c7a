import type { Report, ReportFormat } from './report.ts'
import { dateTime, wordsFor } from './words.ts'

const MAX_ROWS = 30

const WORDS = {
  it: {
    title: 'Controllo di accessibilità',
    audited: 'pagine controllate',
    of: 'indirizzi trovati',
    issues: 'Problemi',
    toJudge: 'Da giudicare',
    header: ['Problema', 'Gravità', 'Pagine', 'Punti', 'Chi può correggere', 'WCAG'],
    compared: 'Rispetto al controllo precedente',
    new: 'nuovi',
    fixed: 'corretti',
    still: 'ancora presenti',
    notVerified: 'non verificati',
    more: 'altri problemi nel rapporto completo',
    notAudited: 'Indirizzi non controllati',
    config: 'Impronta della configurazione',
  },
  en: {
    title: 'Accessibility audit',
    audited: 'pages audited',
    of: 'addresses found',
    issues: 'Problems',
    toJudge: 'To be judged',
    header: ['Problem', 'Impact', 'Pages', 'Places', 'Who can fix it', 'WCAG'],
    compared: 'Since the earlier audit',
    new: 'new',
    fixed: 'fixed',
    still: 'still there',
    notVerified: 'not verified',
    more: 'more problems in the whole report',
    notAudited: 'Addresses not audited',
    config: 'Fingerprint of the configuration',
  },
} as const

/** Text from pages must not become markup of the place the summary is pasted into. */
const plain = (text: string): string =>
  text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_{}[\]()#+!|<>~@&]/g, (char) => `\\${char}`)

/** A summary for a ticket or a pull request. */
export const markdown: ReportFormat = {
  id: 'md',
  extension: 'md',
  mediaType: 'text/markdown; charset=utf-8',
  render(report) {
    const words = WORDS[report.lang]
    const { scan, summary, conformance } = report
    const failed = report.findings.filter(({ outcome }) => outcome === 'failed')
    const lines = [
      `# ${words.title}: ${plain(scan.host)}`,
      '',
      `${dateTime(scan.finishedAt, report.lang)} · ${scan.coverage.audited} ${words.audited}, ${scan.coverage.discovered} ${words.of} · ${scan.standard}`,
      '',
      plain(conformance.explanation),
      '',
      ...comparisonLines(report),
      `## ${words.issues} (${summary.issues})`,
      '',
      row(words.header),
      row(words.header.map(() => '---')),
      ...failed
        .slice(0, MAX_ROWS)
        .map((finding) =>
          row([
            plain(finding.title),
            wordsFor(report.lang).impact[finding.impact],
            String(finding.pageCount),
            String(finding.occurrenceCount),
            wordsFor(report.lang).owner[finding.owner],
            finding.wcag.join(', '),
          ]),
        ),
      ...(failed.length > MAX_ROWS ? ['', `… ${failed.length - MAX_ROWS} ${words.more}`] : []),
      '',
      `${words.toJudge}: ${summary.toJudge}`,
      ...notAuditedLines(report),
      '',
      `${words.config}: \`${scan.configHash.replace(/\W/g, '')}\``,
      '',
    ]
    return lines.join('\n')
  },
}

/** By cause: what nobody looked at must not read as what is fine. */
function notAuditedLines({ lang, notAudited }: Report): string[] {
  if (notAudited.length === 0) return []
  const byReason = Map.groupBy(notAudited, ({ reason }) => reason)
  return [
    '',
    `${WORDS[lang].notAudited}: ${notAudited.length}`,
    '',
    ...[...byReason].map(([reason, addresses]) => `- ${plain(reason)} (${addresses.length})`),
  ]
}

function comparisonLines(report: Report): string[] {
  const words = WORDS[report.lang]
  const { comparison } = report
  if (!comparison) return []
  const { new: fresh, fixed, stillThere, notVerified } = comparison
  return [
    `**${words.compared}**: ${fresh} ${words.new}, ${fixed.length} ${words.fixed}, ${stillThere} ${words.still}, ${notVerified.length} ${words.notVerified}.`,
    '',
  ]
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
