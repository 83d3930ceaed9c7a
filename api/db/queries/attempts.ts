import { type Insertable, type Kysely, sql } from 'kysely'
import type { Attempt } from '../../../learning/index.ts'
import type { Database, Row } from '../schema.ts'
import type { AttemptTable } from '../tables-learning.ts'

/** Ids of those that are there already, whoever made them. */
export async function knownAttempts(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('attempt')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Those that are there already are left as they are. */
export async function addAttempts(
  db: Kysely<Database>,
  rows: readonly Insertable<AttemptTable>[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('attempt')
    .values([...rows])
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Everything that somebody did, oldest first. */
export async function listAttempts(db: Kysely<Database>, personId: string): Promise<readonly Attempt[]> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('ended_at')
    .orderBy('id')
    .execute()
  return rows.map(toAttempt)
}

/** The same of several people, by person. */
export async function listAttemptsOf(
  db: Kysely<Database>,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Attempt[]>> {
  const rows = await db
    .selectFrom('attempt')
    .selectAll()
    .where(sql<boolean>`person_id = any(${[...personIds]}::uuid[])`)
    .orderBy('ended_at')
    .orderBy('id')
    .execute()
  const byPerson = Map.groupBy(rows, (row) => row.person_id)
  return new Map([...byPerson].map(([person, own]) => [person, own.map(toAttempt)]))
}

function toAttempt(row: Row<'attempt'>): Attempt {
  return {
    id: row.id,
    exercise: row.exercise,
    skills: row.skills,
    evidence: row.evidence,
    at: row.ended_at.toISOString(),
    passed: row.passed,
    isCritical: row.is_critical,
    faults: row.faults,
    hints: row.hints,
    sawSolution: row.saw_solution,
    activeMs: row.active_ms,
    minutes: row.minutes,
    findingId: row.finding_id,
    title: row.title,
  }
}
