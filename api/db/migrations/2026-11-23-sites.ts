import { type Kysely, sql } from 'kysely'

// Sites, audits and findings. Plain SQL: it is what the database is told, to be read as such.
const STATEMENTS = `
create table site (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  office_id uuid references office on delete set null,
  name text not null,
  start_url text not null,
  host text not null,
  options jsonb not null,
  edit_links jsonb not null default '[]',
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  unique (organisation_id, start_url));
create index site_office on site (office_id);

create table schedule (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null unique references site on delete cascade,
  frequency text not null check (frequency in ('daily', 'weekly', 'monthly')),
  day integer,
  hour integer not null check (hour between 0 and 23),
  quiet_from integer check (quiet_from between 0 and 23),
  quiet_to integer check (quiet_to between 0 and 23),
  is_active boolean not null default true,
  next_run_at timestamptz not null,
  last_run_at timestamptz,
  missed_at timestamptz,
  created_at timestamptz not null default now());
create index schedule_due on schedule (next_run_at) where is_active;

create table audit (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site on delete cascade,
  status text not null check (status in ('queued', 'running', 'concluded', 'stopped', 'failed')),
  trigger text not null check (trigger in ('person', 'schedule', 'api', 'demo')),
  started_by uuid references person on delete set null,
  options jsonb not null,
  config_hash text not null,
  engines jsonb not null default '{}',
  opening jsonb,
  stop_asked_at timestamptz,
  done_count integer not null default 0,
  known_count integer not null default 0,
  finding_count integer not null default 0,
  problem text not null default '',
  started_at timestamptz,
  finished_at timestamptz,
  heartbeat_at timestamptz,
  created_at timestamptz not null default now());
create index audit_site on audit (site_id, created_at desc);
create index audit_started_by on audit (started_by);
create unique index audit_one_at_a_time on audit (site_id) where status in ('queued', 'running');

create table audit_visit (
  audit_id uuid not null references audit on delete cascade,
  place integer not null,
  mode text not null check (mode in ('audit', 'discover')),
  url text not null,
  level integer not null,
  status text not null check (status in ('pending', 'done')),
  attempts integer not null default 0,
  result jsonb,
  record jsonb,
  digest jsonb,
  done_at timestamptz,
  primary key (audit_id, place, mode));

create table audit_report (
  audit_id uuid primary key references audit on delete cascade,
  report bytea not null,
  size_bytes integer not null,
  summary jsonb not null,
  criteria jsonb not null,
  coverage jsonb not null,
  conformance jsonb not null,
  created_at timestamptz not null default now());

create table picture (
  id uuid primary key default gen_random_uuid(),
  audit_id uuid not null references audit on delete cascade,
  path text not null,
  media_type text not null,
  bytes bytea not null,
  unique (audit_id, path));

create table page (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site on delete cascade,
  page_key text not null,
  url text not null,
  title text not null,
  template text not null default '',
  office_id uuid references office on delete set null,
  snapshot_id uuid references picture on delete set null,
  snapshot jsonb,
  gone_count integer not null default 0,
  last_audit_id uuid references audit on delete set null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (site_id, page_key));
create index page_office on page (office_id);
create index page_last_audit on page (last_audit_id);
create index page_snapshot on page (snapshot_id);

create table audit_page (
  audit_id uuid not null references audit on delete cascade,
  page_id uuid not null references page on delete cascade,
  report_page text not null,
  outcome text not null,
  title text not null,
  failed_count integer not null,
  to_judge_count integer not null,
  primary key (audit_id, page_id));
create index audit_page_page on audit_page (page_id);

create table finding (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site on delete cascade,
  key text not null,
  rule text not null,
  family text not null,
  engine text not null,
  outcome text not null check (outcome in ('failed', 'cantTell', 'unstable')),
  status text not null check (status in ('open', 'assigned', 'claimed-fixed', 'verified-fixed', 'decided',
    'not-verified', 'page-removed')),
  level text not null,
  wcag text[] not null,
  impact text not null check (impact in ('critical', 'serious', 'moderate', 'minor')),
  owner text not null check (owner in ('editorial', 'template', 'third-party', 'unknown')),
  priority double precision not null,
  title text not null,
  page_count integer not null,
  occurrence_count integer not null,
  detail jsonb not null,
  is_new boolean not null default true,
  is_confirmed boolean not null default false,
  reappeared_count integer not null default 0,
  assigned_person_id uuid references person on delete set null,
  assigned_office_id uuid references office on delete set null,
  assigned_supplier text,
  due_on date,
  first_audit_id uuid references audit on delete set null,
  last_audit_id uuid references audit on delete set null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  verified_at timestamptz,
  updated_at timestamptz not null default now(),
  unique (site_id, key));
create index finding_list on finding (site_id, priority desc, id desc);
create index finding_status on finding (site_id, status);
create index finding_person on finding (assigned_person_id);
create index finding_office on finding (assigned_office_id);
create index finding_first_audit on finding (first_audit_id);
create index finding_last_audit on finding (last_audit_id);

create table occurrence (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null references finding on delete cascade,
  page_id uuid not null references page on delete cascade,
  key text not null,
  state text not null,
  void_digest text not null,
  status text not null check (status in ('present', 'fixed', 'not-verified', 'page-removed')),
  absent_count integer not null default 0,
  html text not null,
  message text not null,
  place text not null,
  target jsonb not null,
  box jsonb,
  data jsonb not null default '{}',
  match jsonb not null default '{}',
  picture_id uuid references picture on delete set null,
  last_audit_id uuid references audit on delete set null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (finding_id, key));
create index occurrence_page on occurrence (page_id);
create index occurrence_picture on occurrence (picture_id);
create index occurrence_last_audit on occurrence (last_audit_id);

create table finding_event (
  id bigint generated always as identity primary key,
  finding_id uuid not null references finding on delete cascade,
  kind text not null,
  from_status text,
  to_status text,
  person_id uuid references person on delete set null,
  audit_id uuid references audit on delete set null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now());
create index finding_event_finding on finding_event (finding_id, id);
create index finding_event_person on finding_event (person_id);
create index finding_event_audit on finding_event (audit_id);

create table decision (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site on delete cascade,
  finding_id uuid not null references finding on delete cascade,
  scope text not null check (scope in ('element', 'component', 'rule')),
  occurrence_key text,
  rule text not null,
  verdict text not null check (verdict in ('not-a-problem', 'accepted', 'third-party', 'exempt',
    'disproportionate-burden')),
  reason text not null,
  note text not null default '',
  void_digests text[] not null,
  expires_on date,
  person_id uuid references person on delete set null,
  undone_at timestamptz,
  voided_at timestamptz,
  created_at timestamptz not null default now());
create index decision_site on decision (site_id);
create index decision_finding on decision (finding_id);
create index decision_person on decision (person_id);

create table answer (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site on delete cascade,
  finding_id uuid not null references finding on delete cascade,
  occurrence_key text not null,
  answer text not null check (answer in ('yes', 'no')),
  void_digest text not null,
  person_id uuid references person on delete set null,
  undone_at timestamptz,
  voided_at timestamptz,
  created_at timestamptz not null default now());
create index answer_site on answer (site_id);
create index answer_finding on answer (finding_id);
create index answer_person on answer (person_id);

create table finding_comment (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null references finding on delete cascade,
  person_id uuid references person on delete set null,
  body text not null,
  created_at timestamptz not null default now());
create index finding_comment_finding on finding_comment (finding_id, created_at);
create index finding_comment_person on finding_comment (person_id);

create table recheck (
  id uuid primary key default gen_random_uuid(),
  finding_id uuid not null references finding on delete cascade,
  page_id uuid not null references page on delete cascade,
  person_id uuid references person on delete set null,
  status text not null check (status in ('queued', 'running', 'done', 'failed')),
  verdict text check (verdict in ('fixed', 'still-there', 'not-verified')),
  problem text not null default '',
  picture_id uuid references picture on delete set null,
  created_at timestamptz not null default now(),
  finished_at timestamptz);
create index recheck_finding on recheck (finding_id, created_at desc);
create index recheck_page on recheck (page_id);
create index recheck_person on recheck (person_id);
create index recheck_picture on recheck (picture_id);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS.split(/;\n/)) {
    if (statement.trim()) await sql.raw(statement).execute(db)
  }
}
