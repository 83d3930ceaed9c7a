import type { Kysely } from 'kysely'
import type { Database, Row } from '../schema.ts'

export type HoldingAnswer = Pick<
  Row<'answer'>,
  'id' | 'finding_id' | 'occurrence_key' | 'answer' | 'void_digest'
>

export function listHoldingAnswers(db: Kysely<Database>, siteId: string): Promise<HoldingAnswer[]> {
  return db
    .selectFrom('answer')
    .select(['id', 'finding_id', 'occurrence_key', 'answer', 'void_digest'])
    .where('site_id', '=', siteId)
    .where('undone_at', 'is', null)
    .where('voided_at', 'is', null)
    .execute()
}

export async function voidAnswers(db: Kysely<Database>, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return
  await db
    .updateTable('answer')
    .set({ voided_at: now })
    .where('id', 'in', [...ids])
    .execute()
}
