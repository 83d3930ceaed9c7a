import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** A repair that a visit proved, and whose it was. */
export interface Proof {
  /** Made of the person and the event, so that the same proof is never counted twice. */
  readonly id: string
  readonly person_id: string
  readonly finding_id: string
  readonly rule: string
  readonly family: string
  readonly title: string
  readonly at: Date
}

/**
 * Proofs on a site that nobody's log has yet. A repair is of those who said they had made it, and whom no later look
 * or person contradicted; where there is nobody, of those who had practised it.
 */
export async function listNewProofs(db: Kysely<Database>, siteId: string): Promise<readonly Proof[]> {
  const { rows } = await sql<Proof>`
    with fixed as (
      select event.id, event.finding_id, event.created_at as at, finding.rule, finding.family, finding.title
      from finding_event event join finding on finding.id = event.finding_id
      where finding.site_id = ${siteId} and event.kind = 'verified-fixed'),
    claimed as (
      select fixed.id as event_id, claim.person_id
      from fixed join finding_event claim on claim.finding_id = fixed.finding_id and claim.id < fixed.id
      where claim.kind = 'claimed-fixed' and claim.person_id is not null and not exists (
        select 1 from finding_event back where back.finding_id = fixed.finding_id and back.kind in ('still-there', 'reopened', 'reappeared')
          and back.id between claim.id and fixed.id)),
    practised as (
      select fixed.id as event_id, attempt.person_id
      from fixed join attempt on attempt.finding_id = fixed.finding_id and attempt.ended_at < fixed.at
      where attempt.exercise like 'own-%' and attempt.passed
        and fixed.id not in (select event_id from claimed)),
    proof as (
      select distinct md5(who.person_id::text || ' ' || fixed.id::text)::uuid as id, who.person_id, fixed.finding_id,
        fixed.rule, fixed.family, fixed.title, fixed.at
      from (select * from claimed union select * from practised) who join fixed on fixed.id = who.event_id)
    select * from proof where not exists (select 1 from attempt where attempt.id = proof.id)`.execute(db)
  return rows
}
