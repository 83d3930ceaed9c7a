import type { ActionRow } from '../db/queries/audit-log.ts'
import type { GuestLinkRow } from '../db/queries/guest-links.ts'
import type { InvitationRow } from '../db/queries/invitations.ts'
import type { MailRow } from '../db/queries/mails.ts'
import type { OfficeRow } from '../db/queries/offices.ts'
import type { OrganisationRow } from '../db/queries/organisations.ts'
import type { PersonRow } from '../db/queries/people.ts'
import type { TokenRow } from '../db/queries/tokens.ts'
import { withoutSecrets } from '../services/mail.ts'
import type {
  ApiToken,
  GuestLink,
  Invitation,
  LogEntry,
  Mail,
  Office,
  Organisation,
  Person,
} from '../shapes/people.ts'
import { iso } from './site-rows.ts'

export const toPerson = (row: PersonRow): Person => ({
  id: row.id,
  name: row.name,
  email: row.email,
  roles: row.roles.map(({ role, office }) => ({ role, office })),
  lastSeenAt: iso(row.last_seen_at),
  createdAt: row.created_at.toISOString(),
})

export const toOffice = (row: OfficeRow): Office => ({
  id: row.id,
  name: row.name,
  peopleCount: Number(row.people_count),
  siteCount: Number(row.site_count),
})

export const toInvitation = (row: InvitationRow): Invitation => ({
  id: row.id,
  email: row.email,
  role: row.role,
  office: row.office_id && row.office_name ? { id: row.office_id, name: row.office_name } : null,
  expiresAt: row.expires_at.toISOString(),
  acceptedAt: iso(row.accepted_at),
  createdAt: row.created_at.toISOString(),
})

export const toApiToken = (row: TokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  scopes: [...row.scopes],
  expiresAt: iso(row.expires_at),
  lastUsedAt: iso(row.last_used_at),
  createdAt: row.created_at.toISOString(),
})

export const toGuestLink = (row: GuestLinkRow): GuestLink => ({
  id: row.id,
  supplier: row.supplier,
  expiresAt: row.expires_at.toISOString(),
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by_name,
})

/** Where mails are sent, links reach their recipients: nobody else needs to see them. */
export const toMail = (row: MailRow): Mail => ({
  id: row.id,
  recipient: row.recipient,
  subject: row.subject,
  body: row.status === 'kept' ? row.body : withoutSecrets(row.body),
  status: row.status,
  error: row.error,
  createdAt: row.created_at.toISOString(),
  sentAt: iso(row.sent_at),
})

export const toLogEntry = (row: ActionRow): LogEntry => ({
  id: row.id,
  action: row.action,
  person: row.person_name,
  subjectType: row.subject_type,
  subjectId: row.subject_id,
  data: row.data,
  createdAt: row.created_at.toISOString(),
})

export const toOrganisation = (row: OrganisationRow): Organisation => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  ipaCode: row.ipa_code,
})
