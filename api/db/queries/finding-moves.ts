import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** An occurrence whose key, or whose finding, is another one than before. */
export interface Move {
  readonly from: { readonly findingId: string; readonly key: string }
  readonly to: { readonly findingId: string; readonly key: string }
}

/** What people said of an element goes where the element goes. */
export async function moveSayings(db: Kysely<Database>, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return
  const rows = JSON.stringify(
    moves.map(({ from, to }) => ({
      from_finding: from.findingId,
      from_key: from.key,
      to_finding: to.findingId,
      to_key: to.key,
    })),
  )
  for (const table of ['decision', 'answer'] as const) {
    await sql`
      update ${sql.table(table)} as said set finding_id = new.to_finding, occurrence_key = new.to_key
      from jsonb_to_recordset(${rows}::jsonb) as new (from_finding uuid, from_key text, to_finding uuid, to_key text)
      where said.finding_id = new.from_finding and said.occurrence_key = new.from_key`.execute(db)
  }
}

/** Findings of a site that no place is left of: another finding has taken them all. */
export async function listEmptied(db: Kysely<Database>, siteId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('finding')
    .select('id')
    .where('site_id', '=', siteId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('occurrence')
            .select('occurrence.id')
            .whereRef('occurrence.finding_id', '=', 'finding.id'),
        ),
      ),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** One finding goes on in another, with all that people did and said; a free hand is given its assignment. */
export async function mergeFinding(db: Kysely<Database>, from: string, into: string): Promise<void> {
  for (const table of ['decision', 'answer', 'finding_event', 'finding_comment', 'recheck'] as const) {
    await sql`update ${sql.table(table)} set finding_id = ${into} where finding_id = ${from}`.execute(db)
  }
  await sql`
    update finding set assigned_person_id = old.assigned_person_id, assigned_office_id = old.assigned_office_id,
      assigned_supplier = old.assigned_supplier, due_on = old.due_on
    from finding as old
    where old.id = ${from} and finding.id = ${into} and finding.assigned_person_id is null
      and finding.assigned_office_id is null and finding.assigned_supplier is null`.execute(db)
  await db.deleteFrom('finding').where('id', '=', from).execute()
}
