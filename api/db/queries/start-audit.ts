import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

export async function findRunningAudit(db: Kysely<Database>, siteId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('audit')
    .select('id')
    .where('site_id', '=', siteId)
    .where('status', 'in', ['queued', 'running'])
    .executeTakeFirst()
  return row?.id
}

export async function insertAudit(
  db: Kysely<Database>,
  audit: {
    readonly siteId: string
    readonly trigger: 'person' | 'schedule' | 'api' | 'demo'
    readonly personId: string | null
    readonly options: object
  },
): Promise<string> {
  const { id } = await db
    .insertInto('audit')
    .values({
      site_id: audit.siteId,
      status: 'queued',
      trigger: audit.trigger,
      started_by: audit.personId,
      options: JSON.stringify(audit.options),
      config_hash: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
