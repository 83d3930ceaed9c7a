import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

const organisationColumns = ['id', 'name', 'kind', 'ipa_code'] as const
export type OrganisationRow = Pick<Row<'organisation'>, (typeof organisationColumns)[number]>

export const getOrganisation = (db: Kysely<Database>, id: string): Promise<OrganisationRow> =>
  db.selectFrom('organisation').select(organisationColumns).where('id', '=', id).executeTakeFirstOrThrow()

export async function updateOrganisation(
  db: Kysely<Database>,
  id: string,
  { name, ipaCode }: { readonly name?: string | undefined; readonly ipaCode?: string | null | undefined },
): Promise<void> {
  const set = {
    ...(name === undefined ? {} : { name }),
    ...(ipaCode === undefined ? {} : { ipa_code: ipaCode }),
  }
  if (Object.keys(set).length > 0)
    await db.updateTable('organisation').set(set).where('id', '=', id).execute()
}
