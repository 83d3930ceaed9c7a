import { type Kysely, sql } from 'kysely'
import type { Counts } from '../../shapes/sites.ts'
import type { Database } from '../schema.ts'

/** Statuses that ask for somebody's work. */
export const ACTIVE = ['open', 'assigned', 'claimed-fixed', 'not-verified'] as const

/** Fails: the machine is sure, or a person said so. */
export const isFailing = sql<boolean>`(finding.outcome = 'failed' or finding.is_confirmed)`
/** Waits for a person's yes or no. */
export const isToJudge = sql<boolean>`(finding.outcome = 'cantTell' and not finding.is_confirmed)`
const isActive = sql<boolean>`finding.status in ('open', 'assigned', 'claimed-fixed', 'not-verified')`
/** What "to put right" means on every screen. */
export const isOpen = sql<boolean>`(${isFailing} and ${isActive})`
export const isOpenToJudge = sql<boolean>`(${isToJudge} and ${isActive})`

export const countOf = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`(count(*) filter (where ${condition}))::int`
/** Of rows that stand for as many findings as their `alike` says. */
const count = (condition: ReturnType<typeof sql<boolean>>) =>
  sql<number>`coalesce(sum(finding.alike) filter (where ${condition}), 0)::int`
const failingWith = (status: string) => sql<boolean>`${isFailing} and finding.status = ${status}`
const openWith = (column: 'impact' | 'owner', value: string) =>
  sql<boolean>`${isOpen} and ${sql.ref(`finding.${column}`)} = ${value}`

/** The one query behind the numbers of a site, wherever they are shown. */
export async function siteCounts(
  db: Kysely<Database>,
  siteIds: readonly string[],
): Promise<ReadonlyMap<string, Counts>> {
  if (siteIds.length === 0) return new Map()
  // Equal findings are counted together first: the twenty sums are then of few rows.
  const kinds = ['site_id', 'outcome', 'is_confirmed', 'status', 'is_new', 'impact', 'owner'] as const
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('finding')
        .select(kinds)
        .select(sql<number>`count(*)`.as('alike'))
        .where('site_id', 'in', [...siteIds])
        .groupBy(kinds)
        .as('finding'),
    )
    .select([
      'site_id',
      count(isOpen).as('open'),
      count(failingWith('assigned')).as('assigned'),
      count(failingWith('claimed-fixed')).as('claimed_fixed'),
      count(failingWith('verified-fixed')).as('verified_fixed'),
      count(sql<boolean>`finding.status = 'decided'`).as('decided'),
      count(isOpenToJudge).as('to_judge'),
      count(failingWith('not-verified')).as('not_verified'),
      count(failingWith('page-removed')).as('page_removed'),
      count(sql<boolean>`${isOpen} and finding.is_new`).as('is_new'),
      count(openWith('impact', 'critical')).as('critical'),
      count(openWith('impact', 'serious')).as('serious'),
      count(openWith('impact', 'moderate')).as('moderate'),
      count(openWith('impact', 'minor')).as('minor'),
      count(openWith('owner', 'editorial')).as('editorial'),
      count(openWith('owner', 'template')).as('template'),
      count(openWith('owner', 'third-party')).as('third_party'),
      count(openWith('owner', 'unknown')).as('unknown'),
    ])
    .groupBy('site_id')
    .execute()
  return new Map(
    rows.map((row) => [
      row.site_id,
      {
        open: row.open,
        assigned: row.assigned,
        claimedFixed: row.claimed_fixed,
        verifiedFixed: row.verified_fixed,
        decided: row.decided,
        toJudge: row.to_judge,
        notVerified: row.not_verified,
        pageRemoved: row.page_removed,
        isNew: row.is_new,
        byImpact: { critical: row.critical, serious: row.serious, moderate: row.moderate, minor: row.minor },
        byOwner: {
          editorial: row.editorial,
          template: row.template,
          'third-party': row.third_party,
          unknown: row.unknown,
        },
      },
    ]),
  )
}
