import { type Kysely, sql } from 'kysely'
import type { Database } from '../schema.ts'

/** Pages that are read for it: enough for a first look, whatever the size of the site. */
const FIRST_PAGES = 30

export interface FaultCount {
  readonly rule: string
  readonly places: number
  readonly pages: number
}

/** What has failed on the first pages of an audit that goes on, by rule. Before grouping and identity. */
export async function listFirstFaults(db: Kysely<Database>, auditId: string): Promise<FaultCount[]> {
  const { rows } = await sql<FaultCount>`
    select sighting->>'rule' as rule, count(*)::int as places, count(distinct first.place)::int as pages
    from (
      select place, record from audit_visit
      where audit_id = ${auditId} and status = 'done' and mode = 'audit' and record is not null
      order by place
      limit ${FIRST_PAGES}
    ) as first, jsonb_array_elements(first.record->'sightings') as sighting
    where sighting->>'verdict' = 'failed'
    group by 1
    order by 1`.execute(db)
  return rows
}
