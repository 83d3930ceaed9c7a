import { type Kysely, sql } from 'kysely'
import { pageKey, type Report } from '../../../scanner/index.ts'
import type { Database } from '../schema.ts'
import { isOpen } from './counts.ts'

const GONE = /\b(404|410)\b/

/** The pages of a report as rows of the site; gives each report page's row. */
export async function savePages(
  db: Kysely<Database>,
  {
    siteId,
    auditId,
    report,
    now,
  }: {
    readonly siteId: string
    readonly auditId: string
    readonly report: Report
    readonly now: Date
  },
): Promise<ReadonlyMap<string, string>> {
  const byKey = new Map(report.pages.map((page) => [pageKey(page.finalUrl), page]))
  const ids = new Map<string, string>()
  const keys = [...byKey]
  for (let at = 0; at < keys.length; at += 500) {
    const rows = await db
      .insertInto('page')
      .values(
        keys.slice(at, at + 500).map(([key, page]) => ({
          site_id: siteId,
          page_key: key,
          url: page.finalUrl,
          title: page.title,
          template: page.template,
          last_audit_id: auditId,
          first_seen_at: now,
          last_seen_at: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['site_id', 'page_key']).doUpdateSet((eb) => ({
          url: eb.ref('excluded.url'),
          title: eb.ref('excluded.title'),
          template: eb.ref('excluded.template'),
          last_audit_id: eb.ref('excluded.last_audit_id'),
          last_seen_at: eb.ref('excluded.last_seen_at'),
          gone_count: 0,
        })),
      )
      .returning(['id', 'page_key'])
      .execute()
    for (const row of rows) {
      const page = byKey.get(row.page_key)
      if (page) ids.set(page.id, row.id)
    }
  }
  await countGone(db, siteId, report)
  return ids
}

async function countGone(db: Kysely<Database>, siteId: string, report: Report): Promise<void> {
  const gone = report.notAudited
    .filter(({ cause, detail }) => cause === 'http-error' && GONE.test(detail))
    .map(({ url }) => pageKey(url))
  if (gone.length === 0) return
  await db
    .updateTable('page')
    .set({ gone_count: sql<number>`gone_count + 1` })
    .where('site_id', '=', siteId)
    .where('page_key', 'in', gone)
    .execute()
}

export async function saveAuditPages(
  db: Kysely<Database>,
  {
    auditId,
    report,
    pageIds,
  }: {
    readonly auditId: string
    readonly report: Report
    readonly pageIds: ReadonlyMap<string, string>
  },
): Promise<void> {
  const counts = countByPage(report)
  const rows = report.pages.flatMap((page) => {
    const pageId = pageIds.get(page.id)
    const { failed = 0, toJudge = 0 } = counts.get(page.id) ?? {}
    return pageId
      ? [
          {
            audit_id: auditId,
            page_id: pageId,
            report_page: page.id,
            outcome: page.outcome,
            title: page.title,
            failed_count: failed,
            to_judge_count: toJudge,
          },
        ]
      : []
  })
  for (let at = 0; at < rows.length; at += 500) {
    await db
      .insertInto('audit_page')
      .values(rows.slice(at, at + 500))
      .onConflict((conflict) => conflict.columns(['audit_id', 'page_id']).doNothing())
      .execute()
  }
}

function countByPage({ findings }: Report) {
  const counts = new Map<string, { failed: number; toJudge: number }>()
  for (const { outcome, occurrences, moreOccurrences } of findings) {
    const pages = new Set([...occurrences, ...moreOccurrences].map(({ page }) => page))
    for (const page of pages) {
      const count = counts.get(page) ?? { failed: 0, toJudge: 0 }
      if (outcome === 'failed') count.failed++
      if (outcome === 'cantTell') count.toJudge++
      counts.set(page, count)
    }
  }
  return counts
}

/** Pages with their office, and their figures from the last audit that saw them. */
const pagesWithFigures = (db: Kysely<Database>) =>
  db
    .selectFrom('page')
    .leftJoin('office', 'office.id', 'page.office_id')
    .leftJoin('audit_page', (join) =>
      join
        .onRef('audit_page.page_id', '=', 'page.id')
        .onRef('audit_page.audit_id', '=', 'page.last_audit_id'),
    )
    .select([
      'page.id',
      'page.site_id',
      'page.url',
      'page.title',
      'page.template',
      'page.office_id',
      'office.name as office_name',
      'page.last_seen_at',
      'audit_page.failed_count',
      'audit_page.to_judge_count',
    ])

/** Pages of a site in the order of their addresses, from the cursor (an address) on. */
export function listPages(
  db: Kysely<Database>,
  siteId: string,
  { limit, after }: { readonly limit: number; readonly after?: string },
) {
  let query = pagesWithFigures(db).where('page.site_id', '=', siteId)
  if (after !== undefined) query = query.where('page.url', '>', after)
  return query.orderBy('page.url').limit(limit).execute()
}
export type PageRow = Awaited<ReturnType<typeof listPages>>[number]

export async function countPages(db: Kysely<Database>, siteId: string): Promise<number> {
  const { count } = await db
    .selectFrom('page')
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .where('site_id', '=', siteId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** One row per template of the site's pages: how many share it, an example, and what is open on them. */
export function listTemplates(db: Kysely<Database>, siteId: string) {
  return db
    .selectFrom('page')
    .leftJoin('occurrence', 'occurrence.page_id', 'page.id')
    .leftJoin('finding', (join) =>
      join
        .onRef('finding.id', '=', 'occurrence.finding_id')
        .on(isOpen)
        .on('occurrence.status', '=', 'present'),
    )
    .select(({ fn }) => [
      'page.template',
      fn.count<string>('page.id').distinct().as('page_count'),
      fn.count<string>('finding.id').distinct().as('open_count'),
      sql<string>`(array_agg(page.id order by page.url))[1]`.as('example_id'),
      sql<string>`(array_agg(page.url order by page.url))[1]`.as('example_url'),
      sql<string>`(array_agg(page.title order by page.url))[1]`.as('example_title'),
    ])
    .where('page.site_id', '=', siteId)
    .groupBy('page.template')
    .orderBy('page_count', 'desc')
    .orderBy('page.template')
    .execute()
}

/** Rows of the pages that a report of this audit calls `p1`…, by that name. */
export async function mapReportPages(
  db: Kysely<Database>,
  auditId: string,
): Promise<ReadonlyMap<string, { readonly id: string; readonly url: string; readonly title: string }>> {
  const rows = await db
    .selectFrom('audit_page')
    .innerJoin('page', 'page.id', 'audit_page.page_id')
    .select(['audit_page.report_page', 'page.id', 'page.url', 'page.title'])
    .where('audit_page.audit_id', '=', auditId)
    .execute()
  return new Map(rows.map(({ report_page, id, url, title }) => [report_page, { id, url, title }]))
}

export async function setPageOffice(
  db: Kysely<Database>,
  id: string,
  officeId: string | null,
): Promise<void> {
  await db.updateTable('page').set({ office_id: officeId }).where('id', '=', id).execute()
}

/** A page of one of this organisation's sites, with its picture too. */
export function findPage(db: Kysely<Database>, organisationId: string, id: string) {
  return pagesWithFigures(db)
    .innerJoin('site', 'site.id', 'page.site_id')
    .select(['site.name as site_name', 'site.edit_links', 'site.office_id as site_office_id'])
    .select(['page.snapshot_id', 'page.snapshot'])
    .where('page.id', '=', id)
    .where('site.organisation_id', '=', organisationId)
    .executeTakeFirst()
}
