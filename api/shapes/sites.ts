import { z } from '@hono/zod-openapi'
import { at, id } from './common.ts'
import { officeRef } from './people.ts'

const count = z.number().int()
const pattern = z.string().trim().min(1).max(500)
const hour = z.number().int().min(0).max(23)

export const siteOptions = z.object({
  maxPages: z.number().int().min(1).max(100_000).default(500),
  include: z.array(pattern).max(50).default([]),
  exclude: z.array(pattern).max(50).default([]),
  level: z.enum(['A', 'AA', 'AAA']).default('AA'),
  bestPractices: z.boolean().default(false),
  pictures: z.boolean().default(true),
})
const editLink = z.object({
  /** Glob of the page's path, e.g. `/novita/*`. */
  pattern,
  /** `{path}`, `{slug}` and `{url}` are filled in. */
  url: z.string().trim().min(1).max(2_000),
})

const auditStatus = z.enum(['queued', 'running', 'concluded', 'stopped', 'failed'])
export const audit = z
  .object({
    id,
    siteId: id,
    status: auditStatus,
    trigger: z.enum(['person', 'schedule', 'api', 'demo']),
    startedBy: z.string().nullable(),
    createdAt: at,
    startedAt: at.nullable(),
    finishedAt: at.nullable(),
    isStopping: z.boolean(),
    done: count,
    known: count,
    findings: count,
    /** One sentence for people, when it failed. */
    problem: z.string(),
    /** Only when concluded or stopped. */
    summary: z
      .object({
        issues: count,
        occurrences: count,
        pagesWithIssues: count,
        toJudge: count,
        audited: count,
        discovered: count,
        byImpact: z.record(z.string(), count),
        byOwner: z.record(z.string(), count),
        newCount: count,
        fixedCount: count,
      })
      .nullable(),
  })
  .openapi('Audit')

/** What an audit that goes on has seen on its first pages: no finding yet, for those are known at its end. */
export const firstFault = z
  .object({
    rule: z.string(),
    title: z.string(),
    impact: z.enum(['critical', 'serious', 'moderate', 'minor']),
    places: count,
    pages: count,
  })
  .openapi('FirstFault')

/** Numbers of a site, from the one query behind every screen (`queries/counts.ts`). */
const siteCounts = z
  .object({
    /** Fails, and neither verified fixed nor decided away. */
    open: count,
    assigned: count,
    claimedFixed: count,
    verifiedFixed: count,
    decided: count,
    toJudge: count,
    notVerified: count,
    pageRemoved: count,
    isNew: count,
    byImpact: z.object({ critical: count, serious: count, moderate: count, minor: count }),
    byOwner: z.object({ editorial: count, template: count, 'third-party': count, unknown: count }),
  })
  .openapi('Counts')

export const site = z
  .object({
    id,
    name: z.string(),
    startUrl: z.string(),
    host: z.string(),
    office: officeRef.nullable(),
    options: siteOptions,
    editLinks: z.array(editLink),
    counts: siteCounts,
    /** The newest of any status. */
    lastAudit: audit.nullable(),
    nextAuditAt: at.nullable(),
    createdAt: at,
  })
  .openapi('Site')
export const newSite = z.object({
  startUrl: z.string().trim().min(1).max(2_000),
  name: z.string().trim().min(1).max(120).optional(),
  officeId: id.nullable().default(null),
  options: siteOptions.partial().default({}),
})
export const updateSite = z.object({
  name: z.string().trim().min(1).max(120).optional(),
  officeId: id.nullable().optional(),
  options: siteOptions.partial().optional(),
  editLinks: z.array(editLink).max(50).optional(),
})

export const schedule = z
  .object({
    frequency: z.enum(['daily', 'weekly', 'monthly']),
    day: count.nullable(),
    hour,
    quietFrom: hour.nullable(),
    quietTo: hour.nullable(),
    isActive: z.boolean(),
    nextRunAt: at,
    lastRunAt: at.nullable(),
    missedAt: at.nullable(),
  })
  .openapi('Schedule')
export const setSchedule = z.object({
  frequency: z.enum(['daily', 'weekly', 'monthly']),
  day: z.number().int().min(1).max(28).nullable().default(null),
  hour,
  quietFrom: hour.nullable().default(null),
  quietTo: hour.nullable().default(null),
  isActive: z.boolean().default(true),
})

const criterion = z
  .object({
    sc: z.string(),
    title: z.string(),
    level: z.enum(['A', 'AA', 'AAA']),
    en301549: z.string(),
    obligation: z.enum(['current', 'next']),
    status: z.enum(['fails', 'passes', 'to-judge', 'not-checked', 'not-applicable']),
    reason: z.string().optional(),
    failedPages: count,
    toJudgePages: count,
    passedPages: count,
  })
  .openapi('Criterion')
export const criteriaTable = z
  .object({
    auditId: id.nullable(),
    conformance: z
      .object({
        standard: z.string(),
        status: z.enum(['conforme', 'parzialmente-conforme', 'non-conforme', 'undecided']),
        explanation: z.string(),
        satisfied: count,
        failed: count,
        undecided: count,
        notApplicable: count,
      })
      .nullable(),
    items: z.array(criterion),
  })
  .openapi('CriteriaTable')

export const coverage = z
  .object({
    auditId: id.nullable(),
    discovered: count,
    selected: count,
    audited: count,
    causes: z.array(z.object({ cause: z.string(), count, reason: z.string(), remedy: z.string() })),
    /** At most 500. */
    notAudited: z.array(
      z.object({
        url: z.string(),
        cause: z.string(),
        reason: z.string(),
        remedy: z.string(),
        detail: z.string(),
        foundOn: z.string().nullable(),
      }),
    ),
    sitemap: z.object({
      found: z.array(z.string()),
      notLinked: z.array(z.string()),
      notListed: z.array(z.string()),
    }),
  })
  .openapi('Coverage')

export const historyPoint = z
  .object({
    auditId: id,
    finishedAt: at,
    issues: count,
    toJudge: count,
    pages: count,
    newCount: count,
    fixedCount: count,
    /** Part of what changed is due to another version of the rules: not a trend. */
    isOtherTool: z.boolean(),
  })
  .openapi('HistoryPoint')

export const template = z
  .object({
    template: z.string(),
    pageCount: count,
    example: z.object({ id, url: z.string(), title: z.string() }),
    openFindings: count,
  })
  .openapi('Template')

export const linkedFile = z
  .object({
    url: z.string(),
    type: z.string(),
    title: z.string(),
    sizeBytes: count.nullable(),
    modifiedAt: z.string().nullable(),
    problem: z.string(),
    pages: z.array(z.object({ id, url: z.string(), title: z.string() })),
  })
  .openapi('LinkedFile')

export const pageItem = z
  .object({
    id,
    siteId: id,
    url: z.string(),
    title: z.string(),
    template: z.string(),
    office: officeRef.nullable(),
    failed: count,
    toJudge: count,
    lastSeenAt: at,
  })
  .openapi('PageItem')
export const updatePage = z.object({ officeId: id.nullable() })

export type Audit = z.infer<typeof audit>
export type FirstFault = z.infer<typeof firstFault>
export type Counts = z.infer<typeof siteCounts>
export type Site = z.infer<typeof site>
export type Schedule = z.infer<typeof schedule>
export type Criterion = z.infer<typeof criterion>
export type CriteriaTable = z.infer<typeof criteriaTable>
export type Coverage = z.infer<typeof coverage>
export type HistoryPoint = z.infer<typeof historyPoint>
export type Template = z.infer<typeof template>
export type LinkedFile = z.infer<typeof linkedFile>
export type PageItem = z.infer<typeof pageItem>
