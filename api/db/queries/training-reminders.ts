import { type Kysely, sql } from 'kysely'
import type { Database, Row } from '../schema.ts'

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
