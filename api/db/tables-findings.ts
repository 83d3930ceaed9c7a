import type { ColumnType, Generated } from 'kysely'
import type { At, Id, Json, MadeAt, MaybeAt, MaybeDay, MaybeJson, Optional } from './column.ts'

/** A page of a site, through all its audits. */
export interface PageTable {
  id: Id
  site_id: string
  /** The scanner's page key: one per page, however its address is written. */
  page_key: string
  url: string
  title: string
  template: string
  /** null: the office of the site. */
  office_id: Optional<string>
  /** Picture of the whole page, and the size of the page in CSS px; null when none was kept. */
  snapshot_id: Optional<string>
  snapshot: MaybeJson<{ readonly width: number; readonly height: number }>
  /** Audits in a row that found it gone (404, 410). */
  gone_count: Generated<number>
  last_audit_id: Optional<string>
  first_seen_at: At
  last_seen_at: At
}

export interface AuditPageTable {
  audit_id: string
  page_id: string
  /** `p1`… of the report. */
  report_page: string
  outcome: string
  title: string
  failed_count: number
  to_judge_count: number
}

export type FindingStatus =
  | 'open'
  | 'assigned'
  | 'claimed-fixed'
  | 'verified-fixed'
  | 'decided'
  | 'not-verified'
  | 'page-removed'

export interface FindingTable {
  id: Id
  site_id: string
  /** The scanner's component key. */
  key: string
  rule: string
  family: string
  engine: string
  /** `failed`: fails; `cantTell`: to be judged; `unstable`. */
  outcome: 'failed' | 'cantTell' | 'unstable'
  status: FindingStatus
  level: string
  wcag: ColumnType<string[], string[], string[]>
  impact: 'critical' | 'serious' | 'moderate' | 'minor'
  owner: 'editorial' | 'template' | 'third-party' | 'unknown'
  priority: number
  title: string
  page_count: number
  occurrence_count: number
  /** The rest of the report's finding, occurrences left out. */
  detail: Json<Record<string, unknown>>
  is_new: Generated<boolean>
  /** A person answered that it is a problem: it counts like what fails. */
  is_confirmed: Generated<boolean>
  /** How often it came back after it was verified fixed. */
  reappeared_count: Generated<number>
  assigned_person_id: Optional<string>
  assigned_office_id: Optional<string>
  assigned_supplier: Optional<string>
  due_on: MaybeDay
  first_audit_id: Optional<string>
  last_audit_id: Optional<string>
  first_seen_at: At
  last_seen_at: At
  /** The visit that proved it fixed. */
  verified_at: MaybeAt
  updated_at: At
}

/** One element on one page, in one state. */
export interface OccurrenceTable {
  id: Id
  finding_id: string
  page_id: string
  key: string
  state: string
  void_digest: string
  status: 'present' | 'fixed' | 'not-verified' | 'page-removed'
  /** Visits in a row that proved its absence. */
  absent_count: Generated<number>
  html: string
  message: string
  /** Where it is, in words. */
  place: string
  target: Json<readonly string[]>
  box: MaybeJson<Record<string, number>>
  data: Json<Record<string, string | number>>
  match: Json<Record<string, unknown>>
  picture_id: Optional<string>
  last_audit_id: Optional<string>
  first_seen_at: At
  last_seen_at: At
}

/** What happened to a finding, append-only. */
export interface FindingEventTable {
  id: ColumnType<string, never, never>
  finding_id: string
  kind: string
  from_status: Optional<FindingStatus>
  to_status: Optional<FindingStatus>
  person_id: Optional<string>
  audit_id: Optional<string>
  data: Json<Record<string, unknown>>
  created_at: MadeAt
}

export type DecisionVerdict =
  | 'not-a-problem'
  | 'accepted'
  | 'third-party'
  | 'exempt'
  | 'disproportionate-burden'

export interface DecisionTable {
  id: Id
  site_id: string
  /** The finding it was taken on. */
  finding_id: string
  scope: 'element' | 'component' | 'rule'
  /** Only for scope `element`. */
  occurrence_key: Optional<string>
  rule: string
  verdict: DecisionVerdict
  /** From the closed list in `services/decide.ts`. */
  reason: string
  note: string
  /** What the element was like: when it changes, the decision is void. */
  void_digests: ColumnType<string[], string[], string[]>
  expires_on: MaybeDay
  person_id: Optional<string>
  undone_at: MaybeAt
  voided_at: MaybeAt
  created_at: MadeAt
}

/** A person's answer to a yes/no question of what is to be judged. */
export interface AnswerTable {
  id: Id
  site_id: string
  finding_id: string
  occurrence_key: string
  /** `yes`: it is a problem. */
  answer: 'yes' | 'no'
  void_digest: string
  person_id: Optional<string>
  undone_at: MaybeAt
  voided_at: MaybeAt
  created_at: MadeAt
}

export interface FindingCommentTable {
  id: Id
  finding_id: string
  person_id: Optional<string>
  body: string
  created_at: MadeAt
}

/** A proof visit asked for one finding on one page. */
export interface RecheckTable {
  id: Id
  finding_id: string
  page_id: string
  person_id: Optional<string>
  status: 'queued' | 'running' | 'done' | 'failed'
  verdict: Optional<'fixed' | 'still-there' | 'not-verified'>
  problem: Generated<string>
  picture_id: Optional<string>
  created_at: MadeAt
  finished_at: MaybeAt
}
