import { csv } from './csv.ts'
import { earl } from './earl.ts'
import { htmlReport } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pdf } from './pdf.ts'
import type { ReportFormat } from './report.ts'
import { sarif } from './sarif.ts'
import { xlsx } from './xlsx.ts'

/** Every format a report can be written in. */
export const reportFormats: readonly ReportFormat[] = [
  htmlReport,
  json,
  csv,
  xlsx,
  earl,
  sarif,
  junit,
  markdown,
  pdf,
]
