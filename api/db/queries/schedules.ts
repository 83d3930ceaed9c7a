import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** Active schedules whose time has come. */
export function listDueSchedules(db: Kysely<Database>, now: Date) {
  return db
    .selectFrom('schedule')
    .innerJoin('site', 'site.id', 'schedule.site_id')
    .select([
      'schedule.id',
      'schedule.site_id',
      'schedule.frequency',
      'schedule.day',
      'schedule.hour',
      'schedule.quiet_from',
      'schedule.quiet_to',
      'schedule.next_run_at',
      'schedule.missed_at',
      'site.organisation_id',
      'site.name',
      'site.start_url',
      'site.options',
    ])
    .where('schedule.is_active', '=', true)
    .where('site.archived_at', 'is', null)
    .where('schedule.next_run_at', '<=', now)
    .orderBy('schedule.next_run_at')
    .execute()
}
export type DueSchedule = Awaited<ReturnType<typeof listDueSchedules>>[number]

export async function markMissed(db: Kysely<Database>, id: string, now: Date): Promise<void> {
  await db.updateTable('schedule').set({ missed_at: now }).where('id', '=', id).execute()
}

export async function markRun(db: Kysely<Database>, id: string, now: Date, next: Date): Promise<void> {
  await db.updateTable('schedule').set({ last_run_at: now, next_run_at: next }).where('id', '=', id).execute()
}

export function findSchedule(db: Kysely<Database>, siteId: string) {
  return db
    .selectFrom('schedule')
    .select([
      'frequency',
      'day',
      'hour',
      'quiet_from',
      'quiet_to',
      'is_active',
      'next_run_at',
      'last_run_at',
      'missed_at',
    ])
    .where('site_id', '=', siteId)
    .executeTakeFirst()
}

export interface NewSchedule {
  readonly siteId: string
  readonly frequency: 'daily' | 'weekly' | 'monthly'
  readonly day: number | null
  readonly hour: number
  readonly quietFrom: number | null
  readonly quietTo: number | null
  readonly isActive: boolean
  readonly nextRunAt: Date
}

export async function saveSchedule(db: Kysely<Database>, schedule: NewSchedule): Promise<void> {
  const values = {
    frequency: schedule.frequency,
    day: schedule.day,
    hour: schedule.hour,
    quiet_from: schedule.quietFrom,
    quiet_to: schedule.quietTo,
    is_active: schedule.isActive,
    next_run_at: schedule.nextRunAt,
    missed_at: null,
  }
  await db
    .insertInto('schedule')
    .values({ site_id: schedule.siteId, ...values })
    .onConflict((conflict) => conflict.column('site_id').doUpdateSet(values))
    .execute()
}

export async function deleteSchedule(db: Kysely<Database>, siteId: string): Promise<void> {
  await db.deleteFrom('schedule').where('site_id', '=', siteId).execute()
}
