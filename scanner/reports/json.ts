import type { ReportFormat } from './report.ts'

/** The contract itself: report.schema.json describes it. */
export const json: ReportFormat = {
  id: 'json',
  extension: 'json',
  mediaType: 'application/json',
  render: (report) => `${JSON.stringify(report, null, 1)}\n`,
}
