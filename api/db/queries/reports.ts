import { gunzipSync } from 'node:zlib'
import type { Kysely } from 'kysely'
import type { Report } from '../../../scanner/index.ts'
import type { Database } from '../schema.ts'

/** What an audit changed among the site's findings. */
export interface Changes {
  readonly newCount: number
  readonly fixedCount: number
}

/** Not audited addresses that are kept for the coverage screen. */
const MAX_NOT_AUDITED = 500

export async function saveReport(
  db: Kysely<Database>,
  {
    auditId,
    report,
    packed,
    changes,
  }: {
    readonly auditId: string
    readonly report: Report
    readonly packed: Uint8Array
    readonly changes: Changes
  },
): Promise<void> {
  const { coverage } = report.scan
  await db
    .insertInto('audit_report')
    .values({
      audit_id: auditId,
      report: packed,
      size_bytes: packed.length,
      summary: JSON.stringify({
        ...report.summary,
        ...changes,
        audited: coverage.audited,
        discovered: coverage.discovered,
      }),
      criteria: JSON.stringify(report.criteria),
      coverage: JSON.stringify({
        ...coverage,
        list: report.notAudited.slice(0, MAX_NOT_AUDITED),
        sitemap: report.sitemap,
        documents: report.documents,
      }),
      conformance: JSON.stringify(report.conformance),
    })
    .onConflict((conflict) => conflict.column('audit_id').doNothing())
    .execute()
}

export async function findReport(db: Kysely<Database>, auditId: string): Promise<Report | undefined> {
  const row = await db
    .selectFrom('audit_report')
    .select('report')
    .where('audit_id', '=', auditId)
    .executeTakeFirst()
  return row && (JSON.parse(gunzipSync(row.report).toString('utf8')) as Report)
}
