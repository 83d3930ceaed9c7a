import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

export async function countAuditsByStatus(
  db: Kysely<Database>,
): Promise<readonly { readonly status: string; readonly count: number }[]> {
  const rows = await db
    .selectFrom('audit')
    .select((eb) => ['status', eb.fn.countAll().as('count')])
    .groupBy('status')
    .execute()
  return rows.map(({ status, count }) => ({ status, count: Number(count) }))
}
