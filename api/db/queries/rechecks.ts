import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'
import type { KnownOccurrence } from './finding-state.ts'

/** All that a proof visit needs to know. */
export function findRecheckWork(db: Kysely<Database>, id: string) {
  return db
    .selectFrom('recheck')
    .innerJoin('finding', 'finding.id', 'recheck.finding_id')
    .innerJoin('page', 'page.id', 'recheck.page_id')
    .innerJoin('site', 'site.id', 'finding.site_id')
    .select([
      'recheck.id',
      'recheck.status',
      'recheck.finding_id',
      'recheck.page_id',
      'recheck.person_id',
      'finding.site_id',
      'finding.last_audit_id',
      'page.url',
      'site.start_url',
      'site.options',
    ])
    .where('recheck.id', '=', id)
    .executeTakeFirst()
}
export type RecheckWork = NonNullable<Awaited<ReturnType<typeof findRecheckWork>>>

export async function beginRecheck(db: Kysely<Database>, id: string): Promise<void> {
  await db.updateTable('recheck').set({ status: 'running' }).where('id', '=', id).execute()
}

export async function endRecheck(
  db: Kysely<Database>,
  id: string,
  end: {
    readonly status: 'done' | 'failed'
    readonly verdict: 'fixed' | 'still-there' | 'not-verified'
    readonly problem: string
    readonly pictureId: string | null
    readonly now: Date
  },
): Promise<void> {
  await db
    .updateTable('recheck')
    .set({
      status: end.status,
      verdict: end.verdict,
      problem: end.problem,
      picture_id: end.pictureId,
      finished_at: end.now,
    })
    .where('id', '=', id)
    .execute()
}

/** A finding's occurrences on one page that are not closed yet, or were closed and may have come back. */
export function listOccurrencesOnPage(
  db: Kysely<Database>,
  findingId: string,
  pageId: string,
): Promise<KnownOccurrence[]> {
  return db
    .selectFrom('occurrence')
    .select(['id', 'finding_id', 'page_id', 'key', 'state', 'void_digest', 'status', 'absent_count', 'match'])
    .where('finding_id', '=', findingId)
    .where('page_id', '=', pageId)
    .orderBy('id')
    .execute()
}

export async function setOccurrencePicture(
  db: Kysely<Database>,
  id: string,
  pictureId: string,
): Promise<void> {
  await db.updateTable('occurrence').set({ picture_id: pictureId }).where('id', '=', id).execute()
}
