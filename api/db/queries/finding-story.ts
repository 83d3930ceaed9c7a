import type { Kysely } from 'kysely'
import type { Database } from '../schema.ts'

/** The newest are what people look for. */
const MAX_EVENTS = 200

export async function listEvents(db: Kysely<Database>, findingId: string) {
  const rows = await db
    .selectFrom('finding_event')
    .leftJoin('person', 'person.id', 'finding_event.person_id')
    .select([
      'finding_event.id',
      'finding_event.kind',
      'finding_event.from_status',
      'finding_event.to_status',
      'finding_event.audit_id',
      'finding_event.data',
      'finding_event.created_at',
      'person.name as by',
    ])
    .where('finding_id', '=', findingId)
    .orderBy('finding_event.id', 'desc')
    .limit(MAX_EVENTS)
    .execute()
  return rows
}

export function listComments(db: Kysely<Database>, findingId: string) {
  return db
    .selectFrom('finding_comment')
    .leftJoin('person', 'person.id', 'finding_comment.person_id')
    .select(['finding_comment.id', 'finding_comment.body', 'finding_comment.created_at', 'person.name as by'])
    .where('finding_id', '=', findingId)
    .orderBy('finding_comment.created_at')
    .orderBy('finding_comment.id')
    .execute()
}

export async function insertComment(
  db: Kysely<Database>,
  comment: { readonly findingId: string; readonly personId: string | null; readonly body: string },
): Promise<{ id: string; created_at: Date }> {
  return db
    .insertInto('finding_comment')
    .values({ finding_id: comment.findingId, person_id: comment.personId, body: comment.body })
    .returning(['id', 'created_at'])
    .executeTakeFirstOrThrow()
}

/** Decisions that were taken on a finding, or on its rule for the whole site, newest first. */
export function listDecisions(
  db: Kysely<Database>,
  finding: { readonly id: string; readonly siteId: string; readonly rule: string },
) {
  return db
    .selectFrom('decision')
    .leftJoin('person', 'person.id', 'decision.person_id')
    .select([
      'decision.id',
      'decision.scope',
      'decision.occurrence_key',
      'decision.verdict',
      'decision.reason',
      'decision.note',
      'decision.expires_on',
      'decision.created_at',
      'decision.undone_at',
      'decision.voided_at',
      'person.name as by',
    ])
    .where('decision.site_id', '=', finding.siteId)
    .where((eb) =>
      eb.or([
        eb('decision.finding_id', '=', finding.id),
        eb.and([eb('decision.scope', '=', 'rule'), eb('decision.rule', '=', finding.rule)]),
      ]),
    )
    .orderBy('decision.created_at', 'desc')
    .execute()
}
export type DecisionRow = Awaited<ReturnType<typeof listDecisions>>[number]
