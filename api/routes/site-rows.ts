import { CAUSES, type CauseCode } from '../../scanner/index.ts'
import type { AuditRow } from '../db/queries/audit-list.ts'
import type { SiteRow } from '../db/queries/sites.ts'
import type { Audit, Counts, Coverage, Site } from '../shapes/sites.ts'

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null

export function toAudit(row: AuditRow): Audit {
  return {
    id: row.id,
    siteId: row.site_id,
    status: row.status,
    trigger: row.trigger,
    startedBy: row.started_by_name,
    createdAt: row.created_at.toISOString(),
    startedAt: iso(row.started_at),
    finishedAt: iso(row.finished_at),
    isStopping: row.stop_asked_at !== null && row.finished_at === null,
    done: row.done_count,
    known: row.known_count,
    findings: row.finding_count,
    problem: row.problem,
    summary: row.summary && toSummary(row.summary),
  }
}

type Summary = NonNullable<Audit['summary']>

/** The report's own summary, as it was stored, cut to what screens show. */
function toSummary(stored: Readonly<Record<string, unknown>>): Summary {
  const summary = stored as unknown as Summary
  return {
    issues: summary.issues,
    occurrences: summary.occurrences,
    pagesWithIssues: summary.pagesWithIssues,
    toJudge: summary.toJudge,
    audited: summary.audited,
    discovered: summary.discovered,
    byImpact: summary.byImpact,
    byOwner: summary.byOwner,
    newCount: summary.newCount,
    fixedCount: summary.fixedCount,
  }
}

export function toSite(row: SiteRow, counts: Counts, lastAudit: AuditRow | undefined): Site {
  return {
    id: row.id,
    name: row.name,
    startUrl: row.start_url,
    host: row.host,
    office: row.office_id && row.office_name ? { id: row.office_id, name: row.office_name } : null,
    options: {
      ...row.options,
      include: [...row.options.include],
      exclude: [...row.options.exclude],
    },
    editLinks: row.edit_links.map((link) => ({ ...link })),
    counts,
    lastAudit: lastAudit ? toAudit(lastAudit) : null,
    nextAuditAt: row.is_active ? iso(row.next_run_at) : null,
    createdAt: row.created_at.toISOString(),
  }
}

interface StoredCoverage {
  readonly discovered: number
  readonly selected: number
  readonly audited: number
  readonly notAudited: Readonly<Partial<Record<CauseCode, number>>>
  readonly list: Coverage['notAudited']
  readonly sitemap: Coverage['sitemap']
}

export function toCoverage(
  auditId: string,
  stored: Readonly<Record<string, unknown>>,
  lang: 'it' | 'en',
): Coverage {
  const coverage = stored as unknown as StoredCoverage
  const causes = Object.entries(coverage.notAudited).map(([cause, count]) => {
    const { reason, remedy } = CAUSES[cause as CauseCode]
    return { cause, count, reason: reason[lang], remedy: remedy[lang] }
  })
  return {
    auditId,
    discovered: coverage.discovered,
    selected: coverage.selected,
    audited: coverage.audited,
    causes: causes.sort((a, b) => b.count - a.count),
    notAudited: coverage.list.map((item) => ({
      ...item,
      reason: CAUSES[item.cause as CauseCode].reason[lang],
      remedy: CAUSES[item.cause as CauseCode].remedy[lang],
    })),
    sitemap: {
      found: coverage.sitemap.found,
      notLinked: coverage.sitemap.notLinked,
      notListed: coverage.sitemap.notListed,
    },
  }
}
