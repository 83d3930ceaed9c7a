import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** ms. Mails are kept for 90 days: they hold addresses and names. */
const MAIL_MS = 90 * 24 * 3_600_000

/** Rows that nothing reads any more. */
export async function deleteOldRows(
  db: Kysely<Database>,
  { now, before }: { readonly now: Date; readonly before: Date },
): Promise<void> {
  await db.deleteFrom('idempotency_key').where('created_at', '<', before).execute()
  await db.deleteFrom('rate_limit').where('window_at', '<', before).execute()
  await db.deleteFrom('sign_in_link').where('expires_at', '<', before).execute()
  await db
    .deleteFrom('mail')
    .where('created_at', '<', new Date(now.getTime() - MAIL_MS))
    .execute()
  await db.deleteFrom('session').where('expires_at', '<', now).execute()
}
