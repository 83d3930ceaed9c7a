import type { Kysely } from 'kysely'
import type { Actor } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import {
  findOpenInvitation,
  getInvitation,
  type InvitationRow,
  listOpenInvitationsTo,
  markAccepted,
  putInvitation,
} from '../db/queries/invitations.ts'
import { getOrganisation } from '../db/queries/organisations.ts'
import {
  type Account,
  addAccount,
  addRole,
  countOffices,
  findAccount,
  findAccountByEmail,
  findPerson,
  lockOrganisations,
  type RoleHeld,
} from '../db/queries/people.ts'
import { setSessionOrganisation } from '../db/queries/sessions.ts'
import type { Database, Role } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { digestOf, newSecret } from '../secret.ts'
import { queueMail } from './mail.ts'
import { INVITATION_DAYS, invitationMail, type Lang } from './mail-texts.ts'
import { hashPassword } from './password.ts'
import { rateLimit } from './rate-limit.ts'
import { beginSession, type Visitor } from './sign-in.ts'

const DAY_MS = 86_400_000
/** Enough to invite a whole municipality, not to write to the world. */
const ALLOWANCE = { limit: 200, windowS: 3_600 }

/** These two are of the whole organisation, whatever office they sit in. */
const WITHOUT_OFFICE: readonly Role[] = ['administrator', 'accessibility-manager']

/** @throws Problem 404 when an office is not this organisation's */
export async function checkRoles(
  db: Kysely<Database>,
  organisationId: string,
  given: readonly RoleHeld[],
): Promise<readonly RoleHeld[]> {
  const roles = given.map((held) => (WITHOUT_OFFICE.includes(held.role) ? { ...held, officeId: null } : held))
  const officeIds = [...new Set(roles.flatMap(({ officeId }) => officeId ?? []))]
  if ((await countOffices(db, organisationId, officeIds)) < officeIds.length) {
    throw notFound('Questo ufficio non esiste più.', 'This office does not exist any more.')
  }
  return roles
}

/**
 * Invites an address to a role. Asked again for the same, it sends a new link.
 *
 * @throws Problem 404 office, 409 when the person has the role already, 429
 */
export async function invite(
  deps: Deps,
  actor: Actor,
  { email, lang, ...wanted }: RoleHeld & { readonly email: string; readonly lang: Lang },
): Promise<InvitationRow> {
  const { db, now } = deps
  const { organisationId } = actor
  await rateLimit(db, `invite ${organisationId}`, ALLOWANCE, now())
  const [held = wanted] = await checkRoles(db, organisationId, [wanted])
  return db.transaction().execute(async (tx) => {
    // Two that invite the same person at once make one invitation.
    await lockOrganisations(tx, [organisationId])
    return sendInvitation(deps, tx, actor, { email, lang, ...held })
  })
}

/**
 * Within a transaction that holds the organisation.
 *
 * @throws Problem 409 when the person has the role already
 */
export async function sendInvitation(
  deps: Deps,
  tx: Kysely<Database>,
  actor: Actor,
  { email, lang, ...held }: RoleHeld & { readonly email: string; readonly lang: Lang },
): Promise<InvitationRow> {
  const { organisationId, personId } = actor
  const known = await findAccountByEmail(tx, email)
  if (known && (await hasRole(tx, organisationId, known.id, held))) throw alreadyIn()
  const token = newSecret()
  const at = deps.now()
  const id = await putInvitation(tx, {
    organisationId,
    email,
    ...held,
    tokenHash: digestOf(token),
    invitedBy: personId,
    now: at,
    expiresAt: new Date(at.getTime() + INVITATION_DAYS * DAY_MS),
  })
  const row = await getInvitation(tx, id)
  const inviter = personId ? await findAccount(tx, personId) : undefined
  const organisation = await getOrganisation(tx, organisationId)
  await queueMail(deps, tx, {
    organisationId,
    recipient: email,
    text: invitationMail(known?.lang ?? lang, {
      organisation: organisation.name,
      inviter: inviter?.name ?? null,
      role: held.role,
      office: row.office_name,
      link: `${deps.config.url}/invito/${token}`,
    }),
  })
  await recordAction(tx, actor, 'invitation.sent', { type: 'invitation', id }, { email, role: held.role })
  return row
}

async function hasRole(db: Kysely<Database>, organisationId: string, personId: string, held: RoleHeld) {
  const person = await findPerson(db, { organisationId }, personId)
  return (person?.roles ?? []).some(
    ({ role, office }) => role === held.role && (office?.id ?? null) === held.officeId,
  )
}

/** @throws Problem 404 */
export async function getOpenInvitation(db: Kysely<Database>, token: string, now: Date) {
  const invitation = await findOpenInvitation(db, digestOf(token), now)
  if (invitation) return invitation
  throw notFound(
    'Questo invito è scaduto, è stato ritirato o è già stato accettato. Se ti serve, chiedine un altro a chi ti ha invitato.',
    'This invitation has expired, was withdrawn or was accepted already. If you need it, ask whoever invited you for another.',
  )
}

/**
 * Accepts. Who is new gets an account and is signed in. Who has one gets the role and signs in the usual way: an
 * invitation can be read by the administrators of one organisation, and must not open another one's doors.
 *
 * @returns the token of a new session; null when the person has to sign in, or is signed in
 * @throws Problem 404, 422 when a new person gives no name
 */
export async function acceptInvitation(
  deps: Deps,
  actor: Actor | null,
  token: string,
  given: { readonly name?: string | undefined; readonly password?: string | undefined; readonly lang: Lang },
  visitor: Visitor,
): Promise<{ readonly token: string | null; readonly isSignedIn: boolean }> {
  const { db, now } = deps
  await getOpenInvitation(db, token, now())
  const passwordHash = given.password ? await hashPassword(given.password) : undefined
  return db.transaction().execute(async (tx) => {
    const invitation = await getOpenInvitation(tx, token, now())
    const { organisation_id: organisationId, email } = invitation
    const known = await findAccountByEmail(tx, email)
    const { account, isNew } = known
      ? { account: known, isNew: false }
      : await addAccount(tx, { email, name: nameOf(given), lang: given.lang, passwordHash })
    await join(tx, account.id, [invitation], now())
    if (isNew) {
      const as = { personId: account.id, organisationId, way: 'invitation', visitor } as const
      return { token: await beginSession(tx, deps, as), isSignedIn: true }
    }
    const isSame = actor?.kind === 'person' && actor.personId === account.id && actor.sessionId !== null
    if (isSame && actor.sessionId) await setSessionOrganisation(tx, actor.sessionId, organisationId)
    return { token: null, isSignedIn: isSame }
  })
}

/** @throws Problem 422 */
function nameOf({ name }: { readonly name?: string | undefined }): string {
  if (name) return name
  const text = { it: 'Scrivi il tuo nome e cognome.', en: 'Write your full name.' }
  throw new Problem(422, 'bad-input', text, { fields: { name: text } })
}

async function join(
  tx: Kysely<Database>,
  personId: string,
  invitations: readonly InvitationRow[],
  now: Date,
): Promise<void> {
  for (const { id, organisation_id: organisationId, role, office_id: officeId } of invitations) {
    await addRole(tx, personId, organisationId, { role, officeId })
    const who = { organisationId, personId }
    await recordAction(tx, who, 'invitation.accepted', { type: 'invitation', id }, { role })
  }
  const ids = invitations.map(({ id }) => id)
  await markAccepted(tx, ids, now)
}

/** Accepts all that waits for an address, which somebody else has proved to be this person's. */
export async function acceptAllFor(
  tx: Kysely<Database>,
  { email, name, lang }: { readonly email: string; readonly name: string; readonly lang: Lang },
  now: Date,
): Promise<Account | undefined> {
  const waiting = await listOpenInvitationsTo(tx, email, now)
  const known = await findAccountByEmail(tx, email)
  if (!known && waiting.length === 0) return undefined
  const account = known ?? (await addAccount(tx, { email, name, lang })).account
  await join(tx, account.id, waiting, now)
  return account
}

const alreadyIn = () =>
  new Problem(409, 'already-in', {
    it: 'Questa persona ha già questo ruolo nel tuo ente.',
    en: 'This person has this role in your organisation already.',
  })
