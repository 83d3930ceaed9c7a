import { type Kysely, sql } from 'kysely'

// What people did to learn. Rows are only ever added: what somebody can do is read out of them.
const STATEMENTS = `
create table attempt (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  exercise text not null,
  rev integer not null,
  skills text[] not null,
  evidence text not null check (evidence in ('produced', 'recognised', 'true-or-false')),
  ended_at timestamptz not null,
  passed boolean not null,
  is_critical boolean not null,
  faults integer not null check (faults >= 0),
  hints integer not null check (hints >= 0),
  saw_solution boolean not null,
  active_ms integer not null check (active_ms >= 0),
  minutes integer not null,
  score real not null check (score between 0 and 1),
  failed_check text,
  created_at timestamptz not null default now());
create index attempt_person on attempt (person_id, ended_at);
create index attempt_exercise on attempt (exercise);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS.split(/;\n/)) {
    if (statement.trim()) await sql.raw(statement).execute(db)
  }
}
