import { type Kysely, sql } from 'kysely'

// Attempts at a piece of one's own site, and repairs that a visit has proved. What the finding was called stays when
// the finding goes.
const STATEMENTS = [
  `alter table attempt
    add column finding_id uuid references finding on delete set null,
    add column title text not null default ''`,
  'create index attempt_finding on attempt (finding_id)',
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db)
}
