import { type Kysely, sql } from 'kysely'

// What people are asked to learn. Whether they did is read out of their attempts, never written here.
const STATEMENTS = `
create table training_assignment (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  content text not null,
  role text check (role in ('administrator', 'accessibility-manager', 'editor', 'supplier', 'employee',
    'office-manager', 'association-administrator', 'facilitator', 'door')),
  office_id uuid references office on delete cascade,
  person_id uuid references person on delete cascade,
  finding_id uuid references finding on delete set null,
  due_on date,
  note text not null default '',
  assigned_by uuid references person on delete set null,
  withdrawn_at timestamptz,
  created_at timestamptz not null default now(),
  check (case when person_id is null then role is not null or office_id is not null
    else role is null and office_id is null end));
create unique index training_assignment_once on training_assignment
  (organisation_id, content, role, office_id, person_id) nulls not distinct where withdrawn_at is null;
create index training_assignment_office on training_assignment (office_id);
create index training_assignment_person on training_assignment (person_id);
create index training_assignment_finding on training_assignment (finding_id);
create index training_assignment_by on training_assignment (assigned_by);
create index training_assignment_due on training_assignment (due_on) where withdrawn_at is null;
create table training_reminder (
  assignment_id uuid not null references training_assignment on delete cascade,
  person_id uuid not null references person on delete cascade,
  kind text not null check (kind in ('week', 'day', 'after')),
  created_at timestamptz not null default now(),
  primary key (assignment_id, person_id, kind));
create index training_reminder_person on training_reminder (person_id);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS.split(/;\n/)) {
    if (statement.trim()) await sql.raw(statement).execute(db)
  }
}
