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

/** Newest first; `before`: only what is older than this entry. */
export async function listActions(
  db: Kysely<Database>,
  organisationId: string,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
) {
  let page = db
    .selectFrom('audit_log')
    .leftJoin('person', 'person.id', 'audit_log.person_id')
    .select([
      'audit_log.id',
      'audit_log.action',
      'person.name as person_name',
      'audit_log.subject_type',
      'audit_log.subject_id',
      'audit_log.data',
      'audit_log.created_at',
    ])
    .where('audit_log.organisation_id', '=', organisationId)
  if (before !== undefined) page = page.where('audit_log.id', '<', before)
  const [rows, count] = await Promise.all([
    page.orderBy('audit_log.id', 'desc').limit(limit).execute(),
    db
      .selectFrom('audit_log')
      .select((eb) => eb.fn.countAll<string>().as('total'))
      .where('organisation_id', '=', organisationId)
      .executeTakeFirstOrThrow(),
  ])
  return { rows, total: Number(count.total) }
}
export type ActionRow = Awaited<ReturnType<typeof listActions>>['rows'][number]
