import { type Insertable, type Kysely, sql } from 'kysely'
import type { Database, Row } from '../schema.ts'
import type { TrainingReminderTable } from '../tables-training.ts'

/** What was sent about these assignments. */
export function listReminders(
  db: Kysely<Database>,
  assignmentIds: readonly string[],
): Promise<readonly Row<'training_reminder'>[]> {
  return db
    .selectFrom('training_reminder')
    .selectAll()
    .where(sql<boolean>`assignment_id = any(${[...assignmentIds]}::uuid[])`)
    .orderBy('created_at')
    .execute()
}

/** Assignments whose deadline is between these days, `YYYY-MM-DD`, of every organisation. */
export function listTrainingDue(db: Kysely<Database>, from: string, to: string) {
  return db
    .selectFrom('training_assignment')
    .select(['id', 'organisation_id', 'content', 'created_at', sql<string>`due_on::text`.as('due_on')])
    .where('withdrawn_at', 'is', null)
    .where(sql<boolean>`due_on between ${from}::date and ${to}::date`)
    .orderBy('due_on')
    .orderBy('id')
    .execute()
}
export type TrainingDue = Awaited<ReturnType<typeof listTrainingDue>>[number]

/** @returns the assignments that nobody had reminded this person of yet: two that ask at once send one mail */
export async function addReminders(
  db: Kysely<Database>,
  rows: readonly Insertable<TrainingReminderTable>[],
): Promise<ReadonlySet<string>> {
  const added = await db
    .insertInto('training_reminder')
    .values([...rows])
    .onConflict((conflict) => conflict.doNothing())
    .returning('assignment_id')
    .execute()
  return new Set(added.map(({ assignment_id }) => assignment_id))
}

/** Those of these people who want no mails about their work. */
export async function listUndisturbed(
  db: Kysely<Database>,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('person')
    .select('id')
    .where(sql<boolean>`id = any(${[...personIds]}::uuid[])`)
    .where('mail_notices', '=', false)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
