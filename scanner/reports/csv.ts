import { stringify } from 'csv-stringify/sync'
import type { Report, ReportFormat } from './report.ts'
import { dateTime, wordsFor } from './words.ts'

/** A cell that begins like a formula would be run by the spreadsheet; a quote in front makes it text. */
export const neutral = (value: string): string => (/^[\s]*[=+\-@|\t\r]/.test(value) ? `'${value}` : value)

const HEADERS = {
  it: {
    key: 'chiave',
    finding: 'chiave del problema',
    change: 'novità',
    outcome: 'esito',
    title: 'problema',
    message: 'che cosa',
    impact: 'gravità',
    owner: 'chi può correggere',
    wcag: 'criterio WCAG',
    en301549: 'punto EN 301 549',
    level: 'livello',
    rule: 'regola',
    page: 'pagina',
    pageTitle: 'titolo della pagina',
    where: 'dove',
    state: 'stato',
    target: 'selettore',
    html: 'codice',
    howToFix: 'come si corregge',
    audited: 'controllato il',
    config: 'configurazione',
  },
  en: {
    key: 'key',
    finding: 'finding key',
    change: 'change',
    outcome: 'outcome',
    title: 'problem',
    message: 'what',
    impact: 'impact',
    owner: 'who can fix it',
    wcag: 'WCAG criterion',
    en301549: 'EN 301 549 clause',
    level: 'level',
    rule: 'rule',
    page: 'page',
    pageTitle: 'page title',
    where: 'where',
    state: 'state',
    target: 'selector',
    html: 'code',
    howToFix: 'how to fix it',
    audited: 'audited on',
    config: 'configuration',
  },
} as const

export type OccurrenceRow = Record<keyof (typeof HEADERS)['it'], string>

/** One row an occurrence, in words; shared with the spreadsheet. */
export function occurrenceRows(report: Report): OccurrenceRow[] {
  const words = wordsFor(report.lang)
  const pages = new Map(report.pages.map((page) => [page.id, page]))
  const audited = dateTime(report.scan.finishedAt, report.lang)
  return report.findings.flatMap((finding) => {
    const shared = {
      finding: finding.key,
      change: finding.change ? words.change[finding.change] : '',
      outcome: words.outcome[finding.outcome],
      title: finding.title,
      impact: words.impact[finding.impact],
      owner: words.owner[finding.owner],
      wcag: finding.wcag.join(', '),
      en301549: finding.en301549.join(', '),
      level: finding.level,
      rule: finding.rule,
      howToFix: finding.howToFix,
      audited,
      config: report.scan.configHash,
    }
    const place = (id: string) => ({
      page: pages.get(id)?.finalUrl ?? '',
      pageTitle: pages.get(id)?.title ?? '',
    })
    return [
      ...finding.occurrences.map((occurrence) => ({
        ...shared,
        ...place(occurrence.page),
        key: occurrence.key,
        message: occurrence.message,
        where: occurrence.where,
        state: words.state[occurrence.state],
        target: occurrence.target.join(' → '),
        html: occurrence.html,
      })),
      ...finding.moreOccurrences.map(({ key, page, state }) => ({
        ...shared,
        ...place(page),
        key,
        message: '',
        where: '',
        state: words.state[state],
        target: '',
        html: '',
      })),
    ]
  })
}

export const occurrenceHeaders = (lang: Report['lang']): Readonly<Record<keyof OccurrenceRow, string>> =>
  HEADERS[lang]

/** For an Italian spreadsheet: semicolons, a byte order mark, Windows line ends. */
export const csv: ReportFormat = {
  id: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  render(report) {
    const headers = occurrenceHeaders(report.lang)
    const keys = Object.keys(headers) as (keyof OccurrenceRow)[]
    const rows = occurrenceRows(report).map((row) => keys.map((key) => neutral(row[key])))
    return stringify([keys.map((key) => headers[key]), ...rows], {
      bom: true,
      delimiter: ';',
      record_delimiter: 'windows',
    })
  },
}
