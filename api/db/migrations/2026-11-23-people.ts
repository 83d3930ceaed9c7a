import { type Kysely, sql } from 'kysely'

// Organisations, people and what belongs to a sign-in. Plain SQL: it is what the database is told, to be read as such.
const STATEMENTS = `
create table organisation (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('municipality', 'supplier', 'association')),
  name text not null,
  ipa_code text,
  created_at timestamptz not null default now());

create table office (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  name text not null,
  created_at timestamptz not null default now(),
  unique (organisation_id, name));

create table person (
  id uuid primary key default gen_random_uuid(),
  email text not null unique check (email = lower(email)),
  name text not null,
  lang text not null default 'it' check (lang in ('it', 'en')),
  password_hash text,
  oidc_subject text unique,
  last_seen_at timestamptz,
  created_at timestamptz not null default now());

create table membership (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  role text not null check (role in ('administrator', 'accessibility-manager', 'editor', 'supplier', 'employee',
    'office-manager', 'association-administrator', 'facilitator', 'door')),
  office_id uuid references office on delete cascade,
  created_at timestamptz not null default now(),
  unique nulls not distinct (person_id, organisation_id, role, office_id));
create index membership_organisation on membership (organisation_id);
create index membership_office on membership (office_id);

create table invitation (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  email text not null,
  role text not null,
  office_id uuid references office on delete cascade,
  token_hash text not null unique,
  invited_by uuid references person on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  created_at timestamptz not null default now());
create index invitation_organisation on invitation (organisation_id);
create index invitation_office on invitation (office_id);
create index invitation_invited_by on invitation (invited_by);

create table sign_in_link (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  token_hash text not null unique,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now());
create index sign_in_link_person on sign_in_link (person_id);

create table session (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references person on delete cascade,
  organisation_id uuid not null references organisation on delete cascade,
  token_hash text not null unique,
  device text not null default '',
  way text not null default 'link' check (way in ('link', 'password', 'oidc', 'invitation')),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null,
  created_at timestamptz not null default now());
create index session_person on session (person_id);
create index session_organisation on session (organisation_id);

create table api_token (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  person_id uuid references person on delete set null,
  name text not null,
  token_hash text not null unique,
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now());
create index api_token_organisation on api_token (organisation_id);
create index api_token_person on api_token (person_id);

create table guest_link (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation on delete cascade,
  supplier text not null,
  token_hash text not null unique,
  created_by uuid references person on delete set null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  created_at timestamptz not null default now());
create index guest_link_organisation on guest_link (organisation_id);
create index guest_link_created_by on guest_link (created_by);

create table audit_log (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references organisation on delete cascade,
  person_id uuid references person on delete set null,
  action text not null,
  subject_type text not null,
  subject_id text,
  data jsonb not null default '{}',
  created_at timestamptz not null default now());
create index audit_log_organisation on audit_log (organisation_id, id desc);
create index audit_log_person on audit_log (person_id);

create table mail (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid references organisation on delete cascade,
  recipient text not null,
  subject text not null,
  body text not null,
  status text not null check (status in ('queued', 'sent', 'failed', 'kept')),
  error text not null default '',
  created_at timestamptz not null default now(),
  sending_at timestamptz,
  sent_at timestamptz);
create index mail_recipient on mail (recipient);
create index mail_organisation on mail (organisation_id, created_at desc);

create table idempotency_key (
  key text not null,
  owner text not null,
  request_digest text not null,
  status integer,
  body text,
  created_at timestamptz not null default now(),
  primary key (owner, key));
create index idempotency_key_created on idempotency_key (created_at);

create table rate_limit (
  key text primary key,
  window_at timestamptz not null,
  hits integer not null);
`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS.split(/;\n/)) {
    if (statement.trim()) await sql.raw(statement).execute(db)
  }
}
