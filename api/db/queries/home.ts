import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { isFailing, isOpen, isOpenToJudge } from './counts.ts'
import { filtered, visibleFindings, withNames } from './finding-list.ts'

const NOTHING = { sort: 'priority' } as const
/** Findings of each list on the home screen. */
const SHOWN = 5

function concerning(db: Kysely<Database>, actor: Actor, reach: Reach, isMine: boolean) {
  const all = visibleFindings(db, actor, reach)
  return isMine ? filtered(all, { ...NOTHING, mine: 'true' }, actor) : all
}

/** New failures, weightiest first. */
export function listNew(db: Kysely<Database>, actor: Actor, reach: Reach, isMine: boolean) {
  return withNames(concerning(db, actor, reach, isMine))
    .where(isOpen)
    .where('finding.is_new', '=', true)
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .limit(SHOWN)
    .execute()
}

export function listVerified(db: Kysely<Database>, actor: Actor, reach: Reach, isMine: boolean) {
  return withNames(concerning(db, actor, reach, isMine))
    .where(isFailing)
    .where('finding.status', '=', 'verified-fixed')
    .orderBy('finding.verified_at', (order) => order.desc().nullsLast())
    .orderBy('finding.id')
    .limit(SHOWN)
    .execute()
}

/** What to do next: first what is due, then what this person can put right that heals most. */
export function findNext(db: Kysely<Database>, actor: Actor, reach: Reach, isMine: boolean) {
  return withNames(concerning(db, actor, reach, isMine))
    .where(isOpen)
    .where('finding.status', '!=', 'claimed-fixed')
    .orderBy(sql`finding.assigned_person_id = ${actor.personId}`, (order) => order.desc().nullsLast())
    .orderBy('finding.due_on', (order) => order.asc().nullsLast())
    .orderBy(sql`finding.owner = 'editorial'`, 'desc')
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .limit(1)
    .executeTakeFirst()
}

export async function countHome(db: Kysely<Database>, actor: Actor, reach: Reach, today: string) {
  const count = (query: ReturnType<typeof concerning>) =>
    query
      .select([
        sql<number>`(count(*) filter (where ${isOpen}))::int`.as('open'),
        sql<number>`(count(*) filter (where ${isOpenToJudge}))::int`.as('to_judge'),
        sql<number>`(count(*) filter (where ${isFailing} and finding.status = 'claimed-fixed'))::int`.as(
          'claimed',
        ),
        sql<number>`(count(*) filter (where ${isOpen} and finding.due_on < ${today}::date))::int`.as(
          'overdue',
        ),
      ])
      .executeTakeFirstOrThrow()
  const [all, mine] = await Promise.all([
    count(concerning(db, actor, reach, false)),
    count(concerning(db, actor, reach, true)),
  ])
  return {
    open: all.open,
    mine: mine.open,
    toJudge: all.to_judge,
    claimedFixed: all.claimed,
    overdue: all.overdue,
  }
}

/** Figures of the newest finished audits of these sites, oldest first. */
export async function listTrends(db: Kysely<Database>, siteIds: readonly string[], limit: number) {
  if (siteIds.length === 0) return []
  return db
    .selectFrom((eb) =>
      eb
        .selectFrom('audit')
        .innerJoin('audit_report', 'audit_report.audit_id', 'audit.id')
        .select(['audit.site_id', 'audit.finished_at', 'audit_report.summary'])
        .select(
          sql<number>`row_number() over (partition by audit.site_id order by audit.created_at desc)`.as(
            'nth',
          ),
        )
        .where('audit.site_id', 'in', [...siteIds])
        .where('audit.status', '=', 'concluded')
        .as('finished'),
    )
    .select(['site_id', 'finished_at', 'summary'])
    .where('nth', '<=', limit)
    .orderBy('finished_at')
    .execute()
}

/** Schedules that missed their last run. */
export function listMissed(db: Kysely<Database>, siteIds: readonly string[]) {
  if (siteIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('schedule')
    .select(['site_id', 'missed_at'])
    .where('site_id', 'in', [...siteIds])
    .where('missed_at', 'is not', null)
    .execute()
}
