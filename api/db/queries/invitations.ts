import type { Kysely } from 'kysely'
import type { Database, Role } from '../schema.ts'

const withOffice = (db: Kysely<Database>) =>
  db
    .selectFrom('invitation')
    .leftJoin('office', 'office.id', 'invitation.office_id')
    .select([
      'invitation.id',
      'invitation.organisation_id',
      'invitation.email',
      'invitation.role',
      'invitation.office_id',
      'office.name as office_name',
      'invitation.expires_at',
      'invitation.accepted_at',
      'invitation.created_at',
    ])
export type InvitationRow = Awaited<ReturnType<ReturnType<typeof withOffice>['execute']>>[number]

export const listInvitations = (
  db: Kysely<Database>,
  organisationId: string,
): Promise<readonly InvitationRow[]> =>
  withOffice(db)
    .where('invitation.organisation_id', '=', organisationId)
    .orderBy('invitation.created_at', 'desc')
    .orderBy('invitation.id')
    .limit(500)
    .execute()

export const getInvitation = (db: Kysely<Database>, id: string): Promise<InvitationRow> =>
  withOffice(db).where('invitation.id', '=', id).executeTakeFirstOrThrow()

/** One that can still be accepted; held until the transaction ends, so that two do not accept it at once. */
export const findOpenInvitation = (
  db: Kysely<Database>,
  tokenHash: string,
  now: Date,
): Promise<(InvitationRow & { readonly organisation_name: string }) | undefined> =>
  withOffice(db)
    .innerJoin('organisation', 'organisation.id', 'invitation.organisation_id')
    .select('organisation.name as organisation_name')
    .where('invitation.token_hash', '=', tokenHash)
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .forUpdate('invitation')
    .executeTakeFirst()

/** What waits for this address, in any organisation. */
export const listOpenInvitationsTo = (
  db: Kysely<Database>,
  email: string,
  now: Date,
): Promise<readonly InvitationRow[]> =>
  withOffice(db)
    .where('invitation.email', '=', email.toLowerCase())
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .orderBy('invitation.created_at')
    .orderBy('invitation.id')
    .forUpdate('invitation')
    .execute()

export interface NewInvitation {
  readonly organisationId: string
  readonly email: string
  readonly role: Role
  readonly officeId: string | null
  readonly tokenHash: string
  readonly invitedBy: string | null
  readonly now: Date
  readonly expiresAt: Date
}

/** A second invitation to the same role is the first one again, with a new link: the old one opens nothing. */
export async function putInvitation(db: Kysely<Database>, invitation: NewInvitation): Promise<string> {
  const { organisationId, email, role, officeId, tokenHash, invitedBy, now, expiresAt } = invitation
  const renewed = await db
    .updateTable('invitation')
    .set({ token_hash: tokenHash, invited_by: invitedBy, expires_at: expiresAt })
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .where('role', '=', role)
    .where('office_id', officeId === null ? 'is' : '=', officeId)
    .where('accepted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (renewed) return renewed.id
  const made = await db
    .insertInto('invitation')
    .values({
      organisation_id: organisationId,
      email,
      role,
      office_id: officeId,
      token_hash: tokenHash,
      invited_by: invitedBy,
      created_at: now,
      expires_at: expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return made.id
}

export async function markAccepted(db: Kysely<Database>, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('invitation')
    .set({ accepted_at: now })
    .where('id', 'in', [...ids])
    .execute()
}

/** Only one that nobody has accepted. */
export async function deleteInvitation(
  db: Kysely<Database>,
  organisationId: string,
  id: string,
): Promise<string | undefined> {
  const row = await db
    .deleteFrom('invitation')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .where('accepted_at', 'is', null)
    .returning('email')
    .executeTakeFirst()
  return row?.email
}

/** All that an organisation ever sent to this address. */
export async function deleteInvitationsTo(
  db: Kysely<Database>,
  organisationId: string,
  email: string,
): Promise<void> {
  await db
    .deleteFrom('invitation')
    .where('organisation_id', '=', organisationId)
    .where('email', '=', email)
    .execute()
}
