import { recordAction } from '../db/queries/audit-log.ts'
import { listOrganisationsOf } from '../db/queries/people.ts'
import { collectPersonalData, erasePerson } from '../db/queries/personal-data.ts'
import type { Deps } from '../deps.ts'
import { keepingAdministrators, reopenFindings } from './membership.ts'
import { getAccount } from './sign-in.ts'

/** Everything that is kept about a person, for them to take along (GDPR art. 15 and 20). */
export async function exportPersonalData({ db, now }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const { id, email } = await getAccount(db, personId)
  return { madeAt: now(), ...(await collectPersonalData(db, { id, email })) }
}

/**
 * Closes an account: the person's data is erased, what they did stays without their name (GDPR art. 17).
 *
 * @throws Problem 409 when an organisation would be left without an administrator
 */
export async function closeAccount(deps: Pick<Deps, 'db' | 'now'>, personId: string): Promise<void> {
  const account = await getAccount(deps.db, personId)
  const organisationIds = (await listOrganisationsOf(deps.db, personId)).map(({ id }) => id)
  await keepingAdministrators(deps, organisationIds, async (tx) => {
    await erasePerson(tx, account)
    await reopenFindings(tx, organisationIds, null, deps.now())
    for (const organisationId of organisationIds) {
      const nobody = { organisationId, personId: null }
      await recordAction(tx, nobody, 'person.erased', { type: 'person', id: null })
    }
  })
}
