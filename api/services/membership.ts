import type { Kysely } from 'kysely'
import type { Actor } from '../actor.ts'
import { recordAction } from '../db/queries/audit-log.ts'
import { addEvents } from '../db/queries/finding-state.ts'
import { deleteInvitationsTo } from '../db/queries/invitations.ts'
import { deleteOffice, keepPeopleOf, type OfficeRow } from '../db/queries/offices.ts'
import {
  deleteMemberships,
  findPerson,
  listWithoutAdministrator,
  lockOrganisations,
  type PersonRow,
  type RoleHeld,
  replaceRoles,
} from '../db/queries/people.ts'
import { reopenUnassigned, unassignPerson } from '../db/queries/personal-data.ts'
import { deleteSessionsIn } from '../db/queries/sessions.ts'
import { revokeTokensOf } from '../db/queries/tokens.ts'
import type { Database } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { checkRoles } from './invite.ts'

/**
 * Does what may take an administrator away, unless it takes the last one. Whoever does such a thing to the same
 * organisation waits: two administrators cannot remove each other at the same moment.
 *
 * @throws Problem 409, and nothing has happened
 */
export function keepingAdministrators<T>(
  { db }: Pick<Deps, 'db'>,
  organisationIds: readonly string[],
  change: (tx: Kysely<Database>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (tx) => {
    if (organisationIds.length === 0) return change(tx)
    await lockOrganisations(tx, organisationIds)
    const before = new Set((await listWithoutAdministrator(tx, organisationIds)).map(({ id }) => id))
    const result = await change(tx)
    const after = await listWithoutAdministrator(tx, organisationIds)
    const orphan = after.find(({ id }) => !before.has(id))
    if (orphan) throw lastAdministrator(orphan.name)
    return result
  })
}

/** @throws Problem 404 */
async function getPerson(db: Kysely<Database>, organisationId: string, id: string): Promise<PersonRow> {
  const person = await findPerson(db, { organisationId }, id)
  if (person) return person
  throw notFound('Questa persona non fa parte del tuo ente.', 'This person is not in your organisation.')
}

/** @throws Problem 404 person or office, 409 when nobody would administer the organisation */
export async function setRoles(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  personId: string,
  given: readonly RoleHeld[],
): Promise<PersonRow> {
  const { organisationId } = actor
  const roles = await checkRoles(deps.db, organisationId, given)
  return keepingAdministrators(deps, [organisationId], async (tx) => {
    const { roles: former } = await getPerson(tx, organisationId, personId)
    await replaceRoles(tx, personId, organisationId, roles)
    const data = {
      from: former.map(({ role }) => role).join(', '),
      to: roles.map(({ role }) => role).join(', '),
    }
    await recordAction(tx, actor, 'person.roles-changed', { type: 'person', id: personId }, data)
    return getPerson(tx, organisationId, personId)
  })
}

/**
 * Takes somebody out of the organisation: roles, sessions, tokens and assignments. Their name stays on what they
 * did, until they erase their data.
 *
 * @throws Problem 404, 409 when nobody would administer the organisation
 */
export async function removePerson(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  personId: string,
): Promise<void> {
  const { organisationId } = actor
  const at = deps.now()
  await keepingAdministrators(deps, [organisationId], async (tx) => {
    const { email } = await getPerson(tx, organisationId, personId)
    await deleteMemberships(tx, personId, organisationId)
    await deleteSessionsIn(tx, personId, organisationId)
    await revokeTokensOf(tx, personId, organisationId, at)
    await deleteInvitationsTo(tx, organisationId, email)
    await unassignPerson(tx, personId, organisationId)
    await reopenFindings(tx, [organisationId], actor.personId, at)
    await recordAction(tx, actor, 'person.removed', { type: 'person', id: personId })
  })
}

/** People, sites and pages stay, without an office. */
export async function removeOffice(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  office: OfficeRow,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepPeopleOf(tx, office.id)
    await deleteOffice(tx, office.id)
    await reopenFindings(tx, [actor.organisationId], actor.personId, now())
    await recordAction(tx, actor, 'office.removed', { type: 'office', id: office.id }, { name: office.name })
  })
}

/** What was assigned to whom, or what, is gone. */
export async function reopenFindings(
  tx: Kysely<Database>,
  organisationIds: readonly string[],
  personId: string | null,
  now: Date,
): Promise<void> {
  if (organisationIds.length === 0) return
  const ids = await reopenUnassigned(tx, organisationIds, now)
  await addEvents(
    tx,
    ids.map((findingId) => ({ findingId, kind: 'unassigned', from: 'assigned', to: 'open', personId })),
  )
}

const lastAdministrator = (name: string) =>
  new Problem(409, 'last-administrator', {
    it: `${name} resterebbe senza nessuno che amministra Rampa. Prima dai questo ruolo a un’altra persona.`,
    en: `${name} would be left with nobody to administer Rampa. Give somebody else that role first.`,
  })
