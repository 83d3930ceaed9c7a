import { hoursIn } from '../../learning/index.ts'
import type { Actor } from '../actor.ts'
import { listAttemptsOf } from '../db/queries/attempts.ts'
import { listPeople } from '../db/queries/people.ts'
import { circleOf } from '../db/queries/training.ts'
import type { Deps } from '../deps.ts'
import type { Reach } from '../permissions.ts'

/** More than the largest municipality has. */
const MOST = 30_000
/** People whose attempts are read at once. */
const CHUNK = 200

export interface YearOfTraining {
  readonly name: string
  readonly email: string
  readonly offices: string
  readonly hours: number
}

/** The yearly statement: hours of training per person of the circle, by name, out of what they did. */
export async function hoursOf(
  { db }: Pick<Deps, 'db'>,
  actor: Actor,
  reach: Reach,
  year: number,
): Promise<readonly YearOfTraining[]> {
  const { organisationId, officeIds } = circleOf(actor, reach)
  const circle = officeIds ? { organisationId, officeIds } : { organisationId }
  const { rows } = await listPeople(db, circle, { after: undefined, limit: MOST })
  const all: YearOfTraining[] = []
  for (let from = 0; from < rows.length; from += CHUNK) {
    const some = rows.slice(from, from + CHUNK)
    const logs = await listAttemptsOf(
      db,
      some.map(({ id }) => id),
    )
    for (const { id, name, email, roles } of some) {
      const offices = [...new Set(roles.flatMap(({ office }) => office?.name ?? []))].join(', ')
      all.push({ name, email, offices, hours: hoursIn(year, logs.get(id) ?? []) })
    }
  }
  return all
}
