import type { ColumnType, Generated } from 'kysely'
import type { At, Id, Json, MadeAt, MaybeAt, Optional } from './column.ts'

export type Role =
  | 'administrator'
  | 'accessibility-manager'
  | 'editor'
  | 'supplier'
  | 'employee'
  | 'office-manager'
  | 'association-administrator'
  | 'facilitator'
  | 'door'

export interface OrganisationTable {
  id: Id
  kind: 'municipality' | 'supplier' | 'association'
  name: string
  /** IndicePA code, e.g. `c_g273`; null for what is no public body. */
  ipa_code: Optional<string>
  created_at: MadeAt
}

export interface OfficeTable {
  id: Id
  organisation_id: string
  name: string
  created_at: MadeAt
}

export interface PersonTable {
  id: Id
  /** Lower case; unique. */
  email: string
  name: string
  lang: Generated<'it' | 'en'>
  /** Whether they want mails about their work; those they need to get in are not asked about. */
  mail_notices: Generated<boolean>
  /** argon2id in PHC string format; null for who signs in by link or OIDC only. */
  password_hash: Optional<string>
  /** Issuer and subject of the identity provider, joined by a space; unique. */
  oidc_subject: Optional<string>
  last_seen_at: MaybeAt
  created_at: MadeAt
}

export interface MembershipTable {
  id: Id
  person_id: string
  organisation_id: string
  role: Role
  /** null: the whole organisation. */
  office_id: Optional<string>
  created_at: MadeAt
}

export interface InvitationTable {
  id: Id
  organisation_id: string
  email: string
  role: Role
  office_id: Optional<string>
  token_hash: string
  invited_by: Optional<string>
  expires_at: At
  accepted_at: MaybeAt
  created_at: MadeAt
}

export interface SignInLinkTable {
  id: Id
  person_id: string
  token_hash: string
  expires_at: At
  used_at: MaybeAt
  created_at: MadeAt
}

export interface SessionTable {
  id: Id
  person_id: string
  organisation_id: string
  token_hash: string
  /** What the browser calls itself, shortened, so that a person recognises it in the list. */
  device: Generated<string>
  /** How the person signed in. */
  way: Generated<'link' | 'password' | 'oidc' | 'invitation'>
  last_used_at: At
  expires_at: At
  created_at: MadeAt
}

export type Scope = 'read' | 'audit' | 'findings' | 'admin'

export interface ApiTokenTable {
  id: Id
  organisation_id: string
  /** Who made it; null when that person is gone. */
  person_id: Optional<string>
  name: string
  token_hash: string
  scopes: ColumnType<Scope[], Scope[], Scope[]>
  expires_at: MaybeAt
  last_used_at: MaybeAt
  revoked_at: MaybeAt
  created_at: MadeAt
}

/** Read-only view for a supplier without an account: sees the findings assigned to its name. */
export interface GuestLinkTable {
  id: Id
  organisation_id: string
  supplier: string
  token_hash: string
  created_by: Optional<string>
  expires_at: At
  revoked_at: MaybeAt
  created_at: MadeAt
}

export interface AuditLogTable {
  id: ColumnType<string, never, never>
  organisation_id: string
  /** null: the system, a guest, or a person whose data was deleted. */
  person_id: Optional<string>
  /** E.g. `finding.assigned`, `session.signed-in`. */
  action: string
  subject_type: string
  subject_id: Optional<string>
  data: Json<Record<string, unknown>>
  created_at: MadeAt
}

export interface MailTable {
  id: Id
  organisation_id: Optional<string>
  recipient: string
  subject: string
  body: string
  /** `kept`: no SMTP server is set, it waits where administrators read it. */
  status: 'queued' | 'sent' | 'failed' | 'kept'
  error: Generated<string>
  created_at: MadeAt
  /** Since when a worker is at it; null: nobody is. */
  sending_at: MaybeAt
  sent_at: MaybeAt
}

export interface IdempotencyKeyTable {
  key: string
  /** `organisation:actor`, so that one key never answers for another. */
  owner: string
  request_digest: string
  status: Optional<number>
  body: Optional<string>
  created_at: MadeAt
}

export interface RateLimitTable {
  key: string
  window_at: At
  hits: number
}
