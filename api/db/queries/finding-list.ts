import { type Kysely, type SelectQueryBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { findingFilter } from '../../shapes/findings.ts'
import type { Database } from '../schema.ts'
import { ACTIVE, isFailing, isToJudge } from './counts.ts'

export type FindingFilter = z.output<typeof findingFilter>
type Tables = Pick<Database, 'finding' | 'site'>
// biome-ignore lint/suspicious/noExplicitAny: what was selected so far is no matter of the filters.
type Findings = SelectQueryBuilder<Tables & Database, 'finding' | 'site', any>

/** Findings this actor may see. `own`: assigned to it or its offices, or on its offices' pages. */
export function visibleFindings(db: Kysely<Database>, actor: Actor, reach: Reach) {
  const query = db
    .selectFrom('finding')
    .innerJoin('site', 'site.id', 'finding.site_id')
    .where('site.organisation_id', '=', actor.organisationId)
    .where('site.archived_at', 'is', null)
  return reach === 'all' ? query : query.where(isMine(actor))
}

/** What concerns this actor. */
function isMine(actor: Actor) {
  if (actor.kind === 'guest') return sql<boolean>`finding.assigned_supplier = ${actor.supplier}`
  const offices = [...actor.officeIds]
  return sql<boolean>`(finding.assigned_person_id = ${actor.personId}
    ${actor.roles.includes('supplier') ? sql`or finding.assigned_supplier in (${suppliersOf(actor)})` : sql``}
    or finding.assigned_office_id = any(${offices}::uuid[])
    or site.office_id = any(${offices}::uuid[])
    or exists (select from occurrence join page on page.id = occurrence.page_id
      where occurrence.finding_id = finding.id and page.office_id = any(${offices}::uuid[])))`
}

/** Names of the suppliers that a person works for: findings are given to them by name. */
const suppliersOf = ({ personId }: Actor) => sql`
  select organisation.name from membership join organisation on organisation.id = membership.organisation_id
  where membership.person_id = ${personId} and organisation.kind = 'supplier'`

/** Applies a filter; what is not in it does not narrow. `failed` holds what people confirmed too. */
export function filtered<Q extends Findings>(query: Q, filter: FindingFilter, actor: Actor): Q {
  let result: Findings = query
  const { siteId, owner, impact, rule, officeId, personId, supplier, pageId, criterion, q } = filter
  if (siteId) result = result.where('finding.site_id', '=', siteId)
  if (filter.outcome === 'failed') result = result.where(isFailing)
  if (filter.outcome === 'cantTell') result = result.where(isToJudge)
  if (filter.outcome === 'unstable') result = result.where('finding.outcome', '=', 'unstable')
  const statuses = statusesOf(filter.status)
  if (statuses) result = result.where(sql<boolean>`finding.status = any(${statuses}::text[])`)
  if (owner) result = result.where('finding.owner', '=', owner)
  if (impact) result = result.where('finding.impact', '=', impact)
  if (rule) result = result.where('finding.rule', '=', rule)
  if (criterion) result = result.where(sql<boolean>`${criterion} = any(finding.wcag)`)
  if (personId) result = result.where('finding.assigned_person_id', '=', personId)
  if (supplier) result = result.where('finding.assigned_supplier', '=', supplier)
  if (officeId) {
    result =
      result.where(sql<boolean>`(finding.assigned_office_id = ${officeId} or site.office_id = ${officeId}
      or exists (select from occurrence join page on page.id = occurrence.page_id
        where occurrence.finding_id = finding.id and page.office_id = ${officeId}))`)
  }
  if (pageId) {
    result = result.where(sql<boolean>`exists (select from occurrence
      where occurrence.finding_id = finding.id and occurrence.page_id = ${pageId})`)
  }
  if (filter.mine) result = result.where(isMine(actor))
  if (filter.isNew) result = result.where('finding.is_new', '=', true)
  if (q) {
    const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
    result = result.where(sql<boolean>`(finding.title ilike ${like} or finding.rule ilike ${like}
      or exists (select from occurrence join page on page.id = occurrence.page_id
        where occurrence.finding_id = finding.id and (page.url ilike ${like} or page.title ilike ${like})))`)
  }
  return result as Q
}

function statusesOf(status: string | undefined) {
  if (!status) return undefined
  return status.split(',').flatMap((name) => (name === 'active' ? [...ACTIVE] : [name]))
}

/** What each order sorts by; the id makes it whole. Text compares as text, so that a cursor is exact. */
const SORTS = {
  priority: { by: sql<string>`finding.priority`, direction: 'desc', type: 'double precision' },
  newest: { by: sql<string>`finding.first_seen_at`, direction: 'desc', type: 'timestamptz' },
  pages: { by: sql<string>`finding.page_count`, direction: 'desc', type: 'integer' },
  due: { by: sql<string>`coalesce(finding.due_on, date '9999-12-31')`, direction: 'asc', type: 'date' },
} as const

export interface Position {
  readonly value: string
  readonly id: string
}

const findingColumns = [
  'finding.id',
  'finding.site_id',
  'site.name as site_name',
  'finding.rule',
  'finding.outcome',
  'finding.is_confirmed',
  'finding.status',
  'finding.level',
  'finding.wcag',
  'finding.impact',
  'finding.owner',
  'finding.priority',
  'finding.title',
  'finding.page_count',
  'finding.occurrence_count',
  'finding.is_new',
  'finding.reappeared_count',
  'finding.assigned_supplier',
  'finding.assigned_person_id',
  'finding.assigned_office_id',
  'finding.due_on',
  'finding.first_seen_at',
  'finding.last_seen_at',
  'finding.verified_at',
] as const

/** With the names of whom it is assigned to, and one picture. */
export function withNames<Q extends Findings>(query: Q) {
  return query.select(findingColumns).select([
    sql<string | null>`(select name from person where person.id = finding.assigned_person_id)`.as(
      'person_name',
    ),
    sql<string | null>`(select name from office where office.id = finding.assigned_office_id)`.as(
      'office_name',
    ),
    sql<string | null>`(select occurrence.picture_id from occurrence
      where occurrence.finding_id = finding.id and occurrence.picture_id is not null
      order by occurrence.id limit 1)`.as('picture_id'),
  ])
}

export function listFindings(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  filter: FindingFilter,
  { limit, after }: { readonly limit: number; readonly after?: Position },
) {
  const { by, direction, type } = SORTS[filter.sort]
  let query = filtered(visibleFindings(db, actor, reach), filter, actor)
  if (after) {
    const compare = sql.raw(direction === 'desc' ? '<' : '>')
    query = query.where(
      sql<boolean>`(${by}, finding.id) ${compare} (${after.value}::${sql.raw(type)}, ${after.id}::uuid)`,
    )
  }
  // The page is chosen by its order alone; what it shows is looked up for its rows only, not for all of them.
  const page = query.select('finding.id').orderBy(by, direction).orderBy('finding.id', direction).limit(limit)
  return withNames(
    db.selectFrom('finding').innerJoin('site', 'site.id', 'finding.site_id').where('finding.id', 'in', page),
  )
    .select(sql<string>`(${by})::text`.as('sort_value'))
    .orderBy(by, direction)
    .orderBy('finding.id', direction)
    .execute()
}
export type FindingRow = Omit<Awaited<ReturnType<typeof listFindings>>[number], 'sort_value'>

export async function countFindings(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  filter: FindingFilter,
): Promise<number> {
  const { count } = await filtered(visibleFindings(db, actor, reach), filter, actor)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** What a filter may choose among; the columns of the table that `countFacets` counts first. */
const FACETS = ['status', 'owner', 'impact', 'criterion', 'rule'] as const
type Facet = (typeof FACETS)[number]

/**
 * Counts of each choice, each without its own part of the filter: what choosing it instead would give; and of what the
 * whole filter leaves. The findings are read once: equal ones are counted together, and the rest is done on those
 * few rows.
 */
export async function countFacets(db: Kysely<Database>, actor: Actor, reach: Reach, filter: FindingFilter) {
  const open = { ...filter, ...Object.fromEntries(FACETS.map((name) => [name, undefined])) }
  const alike = filtered(visibleFindings(db, actor, reach), open, actor)
    .select(['finding.status', 'finding.owner', 'finding.impact', 'finding.wcag', 'finding.rule'])
    .select([sql`count(*)`.as('count'), sql`min(finding.title)`.as('title')])
    .groupBy(['finding.status', 'finding.owner', 'finding.impact', 'finding.wcag', 'finding.rule'])
  const chosen = chosenOf(filter)
  const narrowed = (except?: Facet) =>
    sql.join(
      [sql`true`, ...FACETS.flatMap((name) => (name === except ? [] : (chosen[name] ?? [])))],
      sql` and `,
    )
  const arms = FACETS.map((name) => {
    const value = name === 'criterion' ? sql`unnest(wcag)` : sql.ref(name)
    return sql`select ${sql.lit(name)} as facet, ${value} as value, sum(count)::int as count, min(title) as title
      from alike where ${narrowed(name)} group by 2`
  })
  const { rows } = await sql<{ facet: Facet | 'total'; value: string; count: number; title: string }>`
    with alike as materialized (${alike})
    ${sql.join(arms, sql` union all `)}
    union all select 'total', '', coalesce(sum(count), 0)::int, '' from alike where ${narrowed()}
    order by count desc, value`.execute(db)
  const by = (name: Facet) => rows.filter(({ facet }) => facet === name)
  return {
    total: rows.find(({ facet }) => facet === 'total')?.count ?? 0,
    status: by('status'),
    owner: by('owner'),
    impact: by('impact'),
    criterion: by('criterion'),
    rule: by('rule'),
  }
}

/** What is chosen of each facet, as a condition on the rows that are counted together. */
function chosenOf({ status, owner, impact, criterion, rule }: FindingFilter) {
  const statuses = statusesOf(status)
  return {
    status: statuses && sql`status = any(${statuses}::text[])`,
    owner: owner && sql`owner = ${owner}`,
    impact: impact && sql`impact = ${impact}`,
    criterion: criterion && sql`${criterion} = any(wcag)`,
    rule: rule && sql`rule = ${rule}`,
  }
}

export function findFinding(db: Kysely<Database>, actor: Actor, reach: Reach, id: string) {
  return withNames(visibleFindings(db, actor, reach))
    .select(['finding.detail', 'site.edit_links', 'site.organisation_id'])
    .where('finding.id', '=', id)
    .executeTakeFirst()
}
export type FindingDetailRow = NonNullable<Awaited<ReturnType<typeof findFinding>>>
