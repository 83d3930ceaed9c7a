import type { Kysely } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Database } from '../schema.ts'

/** Writes down who did what. `data` holds what a reader needs, never a secret. */
export async function recordAction(
  db: Kysely<Database>,
  actor: Pick<Actor, 'organisationId' | 'personId'>,
  action: string,
  subject: { readonly type: string; readonly id: string | null },
  data: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      organisation_id: actor.organisationId,
      person_id: actor.personId,
      action,
      subject_type: subject.type,
      subject_id: subject.id,
      data: JSON.stringify(data),
    })
    .execute()
}
