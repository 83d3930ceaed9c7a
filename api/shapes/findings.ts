import { z } from '@hono/zod-openapi'
import { allRules, wcagCriteria } from '../../scanner/index.ts'
import { at, day, id, paging } from './common.ts'
import { officeRef, personRef } from './people.ts'

const count = z.number().int()

const findingStatus = z.enum([
  'open',
  'assigned',
  'claimed-fixed',
  'verified-fixed',
  'decided',
  'not-verified',
  'page-removed',
])
const impact = z.enum(['critical', 'serious', 'moderate', 'minor'])
const owner = z.enum(['editorial', 'template', 'third-party', 'unknown'])
const STATUSES: readonly string[] = [...findingStatus.options, 'active']
const CRITERIA = new Set(wcagCriteria.map(({ sc }) => sc))

/** `failed`: fails; `cantTell`: to be judged; `unstable`: differs from look to look. */
const outcome = z.enum(['failed', 'cantTell', 'unstable'])

export const findingFilter = z.object({
  siteId: id.optional(),
  outcome: outcome.optional(),
  /** Several by comma. `active`: open, assigned, claimed-fixed and not-verified. */
  status: z
    .string()
    .max(200)
    .refine((value) => value.split(',').every((name) => STATUSES.includes(name)), {
      params: {
        it: `Scegli uno o più di questi, separati da virgole: ${STATUSES.join(', ')}.`,
        en: `Choose one or more of these, with commas between: ${STATUSES.join(', ')}.`,
      },
    })
    .optional(),
  owner: owner.optional(),
  impact: impact.optional(),
  /** WCAG criterion, e.g. `1.1.1`. */
  criterion: z
    .string()
    .refine((value) => CRITERIA.has(value), {
      params: {
        it: 'Scrivi il numero di un criterio delle WCAG, per esempio 1.1.1.',
        en: 'Write the number of a WCAG criterion, e.g. 1.1.1.',
      },
    })
    .optional(),
  rule: z
    .string()
    .refine((value) => allRules.has(value), {
      params: {
        it: 'Nessuna regola si chiama così. Un esempio: axe-image-alt.',
        en: 'No rule has this name. An example: axe-image-alt.',
      },
    })
    .optional(),
  officeId: id.optional(),
  personId: id.optional(),
  supplier: z.string().max(120).optional(),
  pageId: id.optional(),
  /** Only what concerns me: assigned to me, or on my offices' pages. */
  mine: z.enum(['true']).optional(),
  isNew: z.enum(['true']).optional(),
  q: z.string().max(200).optional(),
  /** `priority`: fix once, many pages healed, first. */
  sort: z.enum(['priority', 'newest', 'pages', 'due']).default('priority'),
})
export const findingQuery = findingFilter.extend(paging.shape)

export const finding = z
  .object({
    id,
    siteId: id,
    siteName: z.string(),
    rule: z.string(),
    outcome,
    status: findingStatus,
    level: z.string(),
    wcag: z.array(z.string()),
    impact,
    owner,
    priority: z.number(),
    title: z.string(),
    pageCount: count,
    occurrenceCount: count,
    isNew: z.boolean(),
    reappearedCount: count,
    assigned: z
      .object({ person: personRef.nullable(), office: officeRef.nullable(), supplier: z.string().nullable() })
      .nullable(),
    dueOn: day.nullable(),
    firstSeenAt: at,
    lastSeenAt: at,
    verifiedAt: at.nullable(),
    /** A picture of one occurrence; null when there is none. */
    pictureUrl: z.string().nullable(),
  })
  .openapi('Finding')

export const facets = z
  .object({
    total: count,
    status: z.record(z.string(), count),
    owner: z.record(z.string(), count),
    impact: z.record(z.string(), count),
    criterion: z.record(z.string(), count),
    rule: z.array(z.object({ rule: z.string(), title: z.string(), count })),
  })
  .openapi('FindingFacets')

export const occurrence = z
  .object({
    id,
    key: z.string(),
    page: z.object({ id, url: z.string(), title: z.string() }),
    state: z.string(),
    status: z.enum(['present', 'fixed', 'not-verified', 'page-removed']),
    html: z.string(),
    message: z.string(),
    /** Where it is, in words. */
    where: z.string(),
    target: z.array(z.string()),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
    box: z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }).nullable(),
    pictureUrl: z.string().nullable(),
    /** Opens the page in the CMS, by the site's patterns; null when none fits. */
    editUrl: z.string().nullable(),
    /** A person's answer, when it is to be judged. */
    answer: z.object({ id, answer: z.enum(['yes', 'no']), by: z.string().nullable(), at }).nullable(),
  })
  .openapi('Occurrence')

export const REASONS = {
  'not-a-problem': ['rule-is-wrong', 'meets-criterion-otherwise', 'not-visible-to-people'],
  accepted: ['will-be-replaced', 'low-impact', 'waits-for-supplier'],
  'third-party': ['embedded-service', 'supplier-refuses'],
  exempt: ['archive', 'document-before-2018', 'live-media', 'maps-with-alternative'],
  'disproportionate-burden': ['assessed-and-published'],
} as const
const verdict = z.enum(['not-a-problem', 'accepted', 'third-party', 'exempt', 'disproportionate-burden'])
const reason = z.enum(Object.values(REASONS).flat() as [string, ...string[]])

const decision = z
  .object({
    id,
    scope: z.enum(['element', 'component', 'rule']),
    occurrenceKey: z.string().nullable(),
    verdict,
    reason: z.string(),
    note: z.string(),
    by: z.string().nullable(),
    expiresOn: day.nullable(),
    createdAt: at,
    /** Why it no longer holds; null while it does. */
    ended: z.enum(['undone', 'expired', 'voided']).nullable(),
  })
  .openapi('Decision')

const findingEvent = z
  .object({
    id: z.string(),
    /** `appeared`, `assigned`, `claimed-fixed`, `verified-fixed`, `still-there`, `reappeared`, `decided`, `undone`, `voided`, `expired`, `not-verified` (data.reason: page-not-visited, page-unstable, rule-not-run, changed-by-tool), `page-removed`, `changed-by-tool`, `matched`, `merged`, `seen-again`, `reopened`, `unassigned`, `rechecked`, `commented`, `answered`. */
    kind: z.string(),
    from: findingStatus.nullable(),
    to: findingStatus.nullable(),
    by: z.string().nullable(),
    auditId: id.nullable(),
    data: z.record(z.string(), z.unknown()),
    at,
  })
  .openapi('FindingEvent')

export const comment = z.object({ id, by: z.string().nullable(), body: z.string(), at }).openapi('Comment')

export const findingDetail = finding
  .extend({
    /** What, why, how: together at most about 60 words. */
    help: z.string(),
    howToFix: z.string(),
    helpUrl: z.string(),
    lesson: z.string(),
    ownerReason: z.string(),
    priorityFormula: z.string(),
    en301549: z.array(z.string()),
    obligation: z.enum(['current', 'next', 'none']),
    act: z.array(z.string()),
    witnesses: z.array(z.string()),
    /** The first ones; the rest by `/occurrences`. */
    occurrences: z.array(occurrence),
    decisions: z.array(decision),
    comments: z.array(comment),
    events: z.array(findingEvent),
    /** Exercise on a piece of the own page; null when the fault cannot be practised on a piece. */
    practice: z.string().nullable(),
    /** What this person may do with it now. */
    can: z.object({
      assign: z.boolean(),
      claim: z.boolean(),
      decide: z.boolean(),
      comment: z.boolean(),
      recheck: z.boolean(),
      answer: z.boolean(),
    }),
  })
  .openapi('FindingDetail')

export const assign = z.object({
  /** At most one of the three; none: nobody any more. */
  personId: id.nullable().default(null),
  officeId: id.nullable().default(null),
  supplier: z.string().trim().min(1).max(120).nullable().default(null),
  /** Absent: unchanged. */
  dueOn: day.nullable().optional(),
})
export const decide = z.object({
  scope: z.enum(['element', 'component', 'rule']),
  occurrenceKey: z.string().max(200).nullable().default(null),
  verdict,
  reason,
  note: z.string().trim().max(2_000).default(''),
  expiresOn: day.nullable().default(null),
})
/** All that a person has in hand goes to somebody else: exactly one of the three. */
export const handOver = z.object({
  fromPersonId: id,
  ...assign.pick({ personId: true, officeId: true, supplier: true }).shape,
})
export const handedOver = z.object({ count }).openapi('HandedOver')
export const newComment = z.object({ body: z.string().trim().min(1).max(5_000) })
export const bulk = z.object({
  ids: z.array(id).min(1).max(200),
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('assign'), ...assign.shape }),
    z.object({ kind: z.literal('claim') }),
    z.object({ kind: z.literal('reopen') }),
    z.object({
      kind: z.literal('decide'),
      ...decide.omit({ occurrenceKey: true }).shape,
      scope: z.literal('component'),
    }),
  ]),
})
export const bulkDone = z
  .object({ done: z.array(id), refused: z.array(z.object({ id, code: z.string(), detail: z.string() })) })
  .openapi('BulkDone')

export const recheck = z
  .object({
    id,
    findingId: id,
    pageId: id,
    status: z.enum(['queued', 'running', 'done', 'failed']),
    verdict: z.enum(['fixed', 'still-there', 'not-verified']).nullable(),
    /** One sentence, when it could not be verified. */
    problem: z.string(),
    pictureUrl: z.string().nullable(),
    finishedAt: at.nullable(),
  })
  .openapi('Recheck')
/** Absent: the first page where it was seen. */
export const newRecheck = z.object({ pageId: id.optional() })

export const toJudgeItem = z
  .object({
    occurrence,
    finding: z.object({
      id,
      title: z.string(),
      rule: z.string(),
      help: z.string(),
      wcag: z.array(z.string()),
    }),
    /** A yes/no question; yes means: it is a problem. */
    question: z.string(),
  })
  .openapi('ToJudgeItem')
export const newAnswer = z.object({
  findingId: id,
  occurrenceKey: z.string().max(200),
  answer: z.enum(['yes', 'no']),
})
export const answer = z
  .object({ id, findingId: id, occurrenceKey: z.string(), answer: z.enum(['yes', 'no']), createdAt: at })
  .openapi('Answer')

export const pageDetail = z
  .object({
    id,
    siteId: id,
    siteName: z.string(),
    url: z.string(),
    title: z.string(),
    template: z.string(),
    office: officeRef.nullable(),
    editUrl: z.string().nullable(),
    lastSeenAt: at,
    /** Picture of the page with its findings' boxes in CSS px; null when none was kept. */
    snapshot: z.object({ url: z.string(), width: z.number(), height: z.number() }).nullable(),
    findings: z.array(finding.extend({ occurrences: z.array(occurrence) })),
  })
  .openapi('PageDetail')

export const checkInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('url'), url: z.string().trim().min(1).max(2_000) }),
  z.object({ kind: z.literal('html'), html: z.string().min(1).max(500_000) }),
])
export const checkResult = z
  .object({
    findings: z.array(
      z.object({
        rule: z.string(),
        title: z.string(),
        impact,
        outcome,
        wcag: z.array(z.string()),
        help: z.string(),
        howToFix: z.string(),
        occurrences: z.array(z.object({ html: z.string(), message: z.string(), where: z.string() })),
      }),
    ),
    /** What a machine cannot say, in one sentence. */
    note: z.string(),
  })
  .openapi('CheckResult')

/** Home of the office. */
export const home = z
  .object({
    newFindings: z.array(finding),
    verifiedFixed: z.array(finding),
    suggestion: z.object({
      kind: z.enum(['add-site', 'wait-for-audit', 'fix', 'judge', 'recheck', 'assign', 'all-done']),
      finding: finding.nullable(),
      siteId: id.nullable(),
      pagesHealed: count,
    }),
    sites: z.array(
      z.object({
        id,
        name: z.string(),
        open: count,
        toJudge: count,
        /** Oldest first, at most 12. */
        trend: z.array(z.object({ at, issues: count })),
        isRunning: z.boolean(),
      }),
    ),
    deadlines: z.array(z.object({ kind: z.enum(['statement', 'objectives']), on: day, daysLeft: count })),
    counts: z.object({ open: count, mine: count, toJudge: count, claimedFixed: count, overdue: count }),
    alerts: z.array(
      z.object({ kind: z.enum(['missed-audit', 'failed-audit']), siteId: id, siteName: z.string(), at }),
    ),
  })
  .openapi('Home')

export type Finding = z.infer<typeof finding>
export type FindingDetail = z.infer<typeof findingDetail>
export type FindingFacets = z.infer<typeof facets>
export type FindingEvent = z.infer<typeof findingEvent>
export type Occurrence = z.infer<typeof occurrence>
export type Decision = z.infer<typeof decision>
export type BulkDone = z.infer<typeof bulkDone>
export type Recheck = z.infer<typeof recheck>
export type ToJudgeItem = z.infer<typeof toJudgeItem>
export type Answer = z.infer<typeof answer>
export type PageDetail = z.infer<typeof pageDetail>
export type CheckResult = z.infer<typeof checkResult>
export type Home = z.infer<typeof home>
