import writeXlsxFile from 'write-excel-file/node'
import { findingsByPage } from './by-page.ts'
import { neutral, type OccurrenceRow, occurrenceHeaders, occurrenceRows } from './csv.ts'
import type { Report, ReportFormat } from './report.ts'
import { dateTime, wordsFor } from './words.ts'

type Cell = string | number | null
interface Sheet {
  readonly name: string
  readonly header: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
  /** In characters. */
  readonly widths: readonly number[]
}

const NAMES = {
  it: {
    summary: 'Riepilogo',
    findings: 'Problemi',
    occurrences: 'Punti',
    pages: 'Pagine',
    criteria: 'Criteri',
    notAudited: 'Non controllate',
    files: 'File collegati',
  },
  en: {
    summary: 'Summary',
    findings: 'Problems',
    occurrences: 'Places',
    pages: 'Pages',
    criteria: 'Criteria',
    notAudited: 'Not audited',
    files: 'Linked files',
  },
} as const

/** A spreadsheet cell takes this many characters. */
const MAX_CELL = 32_000
/** And a sheet 1,048,576 rows; the CSV has no such limit. */
const MAX_ROWS = 1_000_000

export const xlsx: ReportFormat = {
  id: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  async render(report) {
    const sheets = sheetsOf(report)
    const buffer = await writeXlsxFile(
      sheets.map(({ name, header, rows, widths }) => ({
        sheet: name,
        data: [
          header.map((value) => ({ value, fontWeight: 'bold' as const })),
          ...rows.map((row) =>
            row.map((value) =>
              typeof value === 'string' ? { value: neutral(value).slice(0, MAX_CELL) } : value,
            ),
          ),
        ],
        columns: widths.map((width) => ({ width })),
        stickyRowsCount: 1,
      })),
    ).toBuffer()
    return new Uint8Array(buffer)
  },
}

function sheetsOf(report: Report): Sheet[] {
  const names = NAMES[report.lang]
  const it = report.lang === 'it'
  const words = wordsFor(report.lang)
  const headers = occurrenceHeaders(report.lang)
  const keys = Object.keys(headers) as (keyof OccurrenceRow)[]
  const failed = findingsByPage(report.findings.filter(({ outcome }) => outcome === 'failed'))
  return [
    {
      name: names.summary,
      header: it ? ['voce', 'valore'] : ['item', 'value'],
      rows: summaryRows(report),
      widths: [40, 80],
    },
    {
      name: names.findings,
      header: it
        ? [
            'priorità',
            'problema',
            'esito',
            'gravità',
            'chi può correggere',
            'pagine',
            'punti',
            'criterio WCAG',
            'perché conta',
            'come si corregge',
            'chiave',
          ]
        : [
            'priority',
            'problem',
            'outcome',
            'impact',
            'who can fix it',
            'pages',
            'places',
            'WCAG criterion',
            'why it matters',
            'how to fix it',
            'key',
          ],
      rows: report.findings.map((finding) => [
        Math.round(finding.priority * 100) / 100,
        finding.title,
        words.outcome[finding.outcome],
        words.impact[finding.impact],
        words.owner[finding.owner],
        finding.pageCount,
        finding.occurrenceCount,
        finding.wcag.join(', '),
        finding.help,
        finding.howToFix,
        finding.key,
      ]),
      widths: [10, 50, 14, 12, 28, 8, 8, 16, 60, 60, 38],
    },
    {
      name: names.occurrences,
      header: keys.map((key) => headers[key]),
      rows: occurrenceRows(report)
        .slice(0, MAX_ROWS)
        .map((row) => keys.map((key) => row[key])),
      widths: keys.map((key) => (['html', 'message', 'title', 'howToFix', 'page'].includes(key) ? 50 : 20)),
    },
    {
      name: names.pages,
      header: it
        ? ['pagina', 'titolo', 'lingua', 'modello', 'clic dalla pagina iniziale', 'problemi']
        : ['page', 'title', 'language', 'template', 'clicks from the start', 'problems'],
      rows: report.pages.map(({ id, finalUrl, title, lang, template, depth }) => [
        finalUrl,
        title,
        lang,
        template,
        depth,
        failed.get(id)?.length ?? 0,
      ]),
      widths: [60, 50, 10, 10, 12, 10],
    },
    {
      name: names.criteria,
      header: it
        ? [
            'criterio',
            'titolo',
            'livello',
            'punto EN 301 549',
            'stato',
            'pagine che falliscono',
            'pagine da giudicare',
          ]
        : [
            'criterion',
            'title',
            'level',
            'EN 301 549 clause',
            'status',
            'pages that fail',
            'pages to be judged',
          ],
      rows: report.criteria.map((criterion) => [
        criterion.sc,
        criterion.title,
        criterion.level,
        criterion.en301549,
        words.status[criterion.status],
        criterion.failedPages,
        criterion.toJudgePages,
      ]),
      widths: [10, 50, 10, 16, 18, 12, 12],
    },
    {
      name: names.notAudited,
      header: it
        ? ['indirizzo', 'motivo', 'che cosa fare', 'dettaglio', 'trovato in']
        : ['address', 'reason', 'what to do', 'detail', 'found on'],
      rows: report.notAudited.map(({ url, reason, remedy, detail, foundOn }) => [
        url,
        reason,
        remedy,
        detail,
        foundOn ?? '',
      ]),
      widths: [60, 50, 50, 30, 60],
    },
    {
      name: names.files,
      header: it
        ? ['file', 'tipo', 'byte', 'data', 'titolo', 'pagine che lo collegano', 'nota']
        : ['file', 'type', 'bytes', 'date', 'title', 'pages that link it', 'note'],
      rows: report.documents.map(({ url, type, sizeBytes, modifiedAt, title, pages, problem }) => [
        url,
        type,
        sizeBytes,
        modifiedAt ?? '',
        title,
        pages.length,
        problem,
      ]),
      widths: [60, 10, 12, 24, 50, 12, 40],
    },
  ]
}

function summaryRows(report: Report): Cell[][] {
  const { scan, summary, conformance } = report
  const it = report.lang === 'it'
  return [
    [it ? 'sito' : 'site', scan.startUrl],
    [it ? 'controllato il' : 'audited on', dateTime(scan.finishedAt, report.lang)],
    [it ? 'norma' : 'standard', scan.standard],
    [it ? 'pagine controllate' : 'pages audited', scan.coverage.audited],
    [it ? 'indirizzi trovati' : 'addresses found', scan.coverage.discovered],
    [it ? 'problemi' : 'problems', summary.issues],
    [it ? 'punti' : 'places', summary.occurrences],
    [it ? 'da giudicare' : 'to be judged', summary.toJudge],
    [it ? 'conformità' : 'conformance', conformance.explanation],
    [it ? 'indirizzi non controllati' : 'addresses not audited', report.notAudited.length],
    [it ? 'impronta della configurazione' : 'fingerprint of the configuration', scan.configHash],
    ...scan.notes.map((note): Cell[] => [it ? 'nota' : 'note', note]),
  ]
}
