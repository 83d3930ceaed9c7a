import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

function occurrences(db: Kysely<Database>) {
  return db
    .selectFrom('occurrence')
    .innerJoin('page', 'page.id', 'occurrence.page_id')
    .innerJoin('finding', 'finding.id', 'occurrence.finding_id')
    .innerJoin('site', 'site.id', 'finding.site_id')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.finding_id', '=', 'occurrence.finding_id')
        .onRef('answer.occurrence_key', '=', 'occurrence.key')
        .on('answer.undone_at', 'is', null)
        .on('answer.voided_at', 'is', null),
    )
    .leftJoin('person as answerer', 'answerer.id', 'answer.person_id')
    .select([
      'occurrence.id',
      'occurrence.finding_id',
      'occurrence.key',
      'occurrence.page_id',
      'page.url',
      'page.title',
      'occurrence.state',
      'occurrence.status',
      'occurrence.void_digest',
      'occurrence.html',
      'occurrence.message',
      'occurrence.place',
      'occurrence.target',
      'occurrence.data',
      'occurrence.box',
      'occurrence.picture_id',
      'site.edit_links',
      'answer.id as answer_id',
      'answer.answer',
      'answerer.name as answered_by',
      'answer.created_at as answered_at',
    ])
}
export type OccurrenceRow = Awaited<ReturnType<ReturnType<typeof occurrences>['execute']>>[number]

/** Occurrences of a finding by page, those still there first; from the cursor (an offset) on. */
export function listOccurrences(
  db: Kysely<Database>,
  findingId: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<OccurrenceRow[]> {
  return occurrences(db)
    .where('occurrence.finding_id', '=', findingId)
    .orderBy(sql`occurrence.status = 'present'`, 'desc')
    .orderBy('page.url')
    .orderBy('occurrence.id')
    .limit(limit)
    .offset(offset)
    .execute()
}

export function findOccurrence(db: Kysely<Database>, id: string): Promise<OccurrenceRow | undefined> {
  return occurrences(db).where('occurrence.id', '=', id).executeTakeFirst()
}

export async function countOccurrences(db: Kysely<Database>, findingId: string): Promise<number> {
  const { count } = await db
    .selectFrom('occurrence')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('finding_id', '=', findingId)
    .executeTakeFirstOrThrow()
  return count
}

/** What is there now on one page. */
export function listPageOccurrences(db: Kysely<Database>, pageId: string): Promise<OccurrenceRow[]> {
  return occurrences(db)
    .where('occurrence.page_id', '=', pageId)
    .where('occurrence.status', 'in', ['present', 'not-verified'])
    .orderBy('occurrence.id')
    .execute()
}

export { occurrences as selectOccurrences }
