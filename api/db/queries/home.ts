import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database } from '../schema.ts'
import { countOf, isFailing, isOpen, isOpenToJudge } from './counts.ts'
import { filtered, visibleFindings, withNames } from './finding-list.ts'

const NOTHING = { sort: 'priority' } as const
/** Findings of each list on the home screen. */
const SHOWN = 5

function concerning(db: Kysely<Database>, actor: Actor, reach: Reach, onlyMine: boolean) {
  const all = visibleFindings(db, actor, reach)
  return onlyMine ? filtered(all, { ...NOTHING, mine: 'true' }, actor) : all
}

/** Names and pictures are looked up for the rows that are shown, not for all that they are chosen from. */
const shown = (db: Kysely<Database>, chosen: ReturnType<typeof concerning>) =>
  withNames(
    db
      .selectFrom('finding')
      .innerJoin('site', 'site.id', 'finding.site_id')
      .where('finding.id', 'in', chosen.select('finding.id')),
  )

/** New failures, weightiest first. */
export function listNew(db: Kysely<Database>, actor: Actor, reach: Reach, onlyMine: boolean) {
  const chosen = concerning(db, actor, reach, onlyMine)
    .where(isOpen)
    .where('finding.is_new', '=', true)
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .limit(SHOWN)
  return shown(db, chosen).orderBy('finding.priority', 'desc').orderBy('finding.id').execute()
}

export function listVerified(db: Kysely<Database>, actor: Actor, reach: Reach, onlyMine: boolean) {
  const chosen = concerning(db, actor, reach, onlyMine)
    .where(isFailing)
    .where('finding.status', '=', 'verified-fixed')
    .orderBy('finding.verified_at', (order) => order.desc().nullsLast())
    .orderBy('finding.id')
    .limit(SHOWN)
  return shown(db, chosen)
    .orderBy('finding.verified_at', (order) => order.desc().nullsLast())
    .orderBy('finding.id')
    .execute()
}

/** What to do next: first what is due, then what this person can put right that heals most. */
export function findNext(db: Kysely<Database>, actor: Actor, reach: Reach, onlyMine: boolean) {
  const chosen = concerning(db, actor, reach, onlyMine)
    .where(isOpen)
    .where('finding.status', '!=', 'claimed-fixed')
    .orderBy(sql`finding.assigned_person_id = ${actor.personId}`, (order) => order.desc().nullsLast())
    .orderBy('finding.due_on', (order) => order.asc().nullsLast())
    .orderBy(sql`finding.owner = 'editorial'`, 'desc')
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .limit(1)
  return shown(db, chosen).executeTakeFirst()
}

/** Faults of the editors that can be practised on, weightiest first. */
export function listPractisable(
  db: Kysely<Database>,
  actor: Actor,
  reach: Reach,
  { rules, onlyMine }: { readonly rules: readonly string[]; readonly onlyMine: boolean },
) {
  const chosen = concerning(db, actor, reach, onlyMine)
    .where(isOpen)
    .where('finding.owner', '=', 'editorial')
    .where('finding.rule', 'in', [...rules])
    .orderBy('finding.priority', 'desc')
    .orderBy('finding.id')
    .limit(SHOWN)
  return shown(db, chosen).orderBy('finding.priority', 'desc').orderBy('finding.id').execute()
}

/** Two looks: what concerns somebody is dearer to find out than all that they see. */
export async function countHome(db: Kysely<Database>, actor: Actor, reach: Reach, today: string) {
  const [all, mine] = await Promise.all([
    concerning(db, actor, reach, false)
      .select([
        countOf(isOpen).as('open'),
        countOf(isOpenToJudge).as('to_judge'),
        countOf(sql<boolean>`${isFailing} and finding.status = 'claimed-fixed'`).as('claimed'),
        countOf(sql<boolean>`${isOpen} and finding.due_on < ${today}::date`).as('overdue'),
      ])
      .executeTakeFirstOrThrow(),
    concerning(db, actor, reach, true)
      .where(isOpen)
      .select(sql<number>`count(*)::int`.as('open'))
      .executeTakeFirstOrThrow(),
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
