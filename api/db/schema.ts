import type { Selectable } from 'kysely'
import type {
  AuditReportTable,
  AuditTable,
  AuditVisitTable,
  PictureTable,
  ScheduleTable,
  SiteTable,
} from './tables-audits.ts'
import type {
  AnswerTable,
  AuditPageTable,
  DecisionTable,
  FindingCommentTable,
  FindingEventTable,
  FindingTable,
  OccurrenceTable,
  PageTable,
  RecheckTable,
} from './tables-findings.ts'
import type { AttemptTable } from './tables-learning.ts'
import type {
  ApiTokenTable,
  AuditLogTable,
  GuestLinkTable,
  IdempotencyKeyTable,
  InvitationTable,
  MailTable,
  MembershipTable,
  OfficeTable,
  OrganisationTable,
  PersonTable,
  RateLimitTable,
  SessionTable,
  SignInLinkTable,
} from './tables-people.ts'
import type { TrainingAssignmentTable, TrainingReminderTable } from './tables-training.ts'

export type { AuditStatus, EditLink, SiteOptions } from './tables-audits.ts'
export type { DecisionVerdict, FindingStatus } from './tables-findings.ts'
export type { Role, Scope } from './tables-people.ts'

/**
 * One interface per table. `null` means: does not apply, or not yet; said where it is not plain.
 * Times are timestamptz; tokens are stored as SHA-256 only.
 */
export interface Database {
  organisation: OrganisationTable
  office: OfficeTable
  person: PersonTable
  membership: MembershipTable
  invitation: InvitationTable
  sign_in_link: SignInLinkTable
  session: SessionTable
  api_token: ApiTokenTable
  guest_link: GuestLinkTable
  audit_log: AuditLogTable
  mail: MailTable
  idempotency_key: IdempotencyKeyTable
  rate_limit: RateLimitTable
  site: SiteTable
  schedule: ScheduleTable
  audit: AuditTable
  audit_visit: AuditVisitTable
  audit_report: AuditReportTable
  picture: PictureTable
  page: PageTable
  audit_page: AuditPageTable
  finding: FindingTable
  occurrence: OccurrenceTable
  finding_event: FindingEventTable
  decision: DecisionTable
  answer: AnswerTable
  finding_comment: FindingCommentTable
  recheck: RecheckTable
  attempt: AttemptTable
  training_assignment: TrainingAssignmentTable
  training_reminder: TrainingReminderTable
}

export type Row<T extends keyof Database> = Selectable<Database[T]>
