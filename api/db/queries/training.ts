import { type Kysely, sql } from 'kysely'
import type { Actor } from '../../actor.ts'
import type { Reach } from '../../permissions.ts'
import type { Database, Role } from '../schema.ts'

export interface NewTraining {
  readonly organisationId: string
  readonly content: string
  readonly role: Role | null
  readonly officeId: string | null
  readonly personId: string | null
  readonly findingId: string | null
  readonly dueOn: string | null
  readonly note: string
  readonly assignedBy: string | null
}

/** undefined: the same is asked of the same already. */
export async function insertTraining(db: Kysely<Database>, one: NewTraining): Promise<string | undefined> {
  const row = await db
    .insertInto('training_assignment')
    .values({
      organisation_id: one.organisationId,
      content: one.content,
      role: one.role,
      office_id: one.officeId,
      person_id: one.personId,
      finding_id: one.findingId,
      due_on: one.dueOn,
      note: one.note,
      assigned_by: one.assignedBy,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

const standing = (db: Kysely<Database>) =>
  db
    .selectFrom('training_assignment as a')
    .leftJoin('office', 'office.id', 'a.office_id')
    .leftJoin('person as asked', 'asked.id', 'a.person_id')
    .leftJoin('person as by', 'by.id', 'a.assigned_by')
    .select([
      'a.id',
      'a.organisation_id',
      'a.content',
      'a.role',
      'a.office_id',
      'office.name as office_name',
      'a.person_id',
      'asked.name as person_name',
      'a.finding_id',
      sql<string | null>`a.due_on::text`.as('due_on'),
      'a.note',
      'by.name as assigned_by',
      'a.created_at',
    ])
    .where('a.withdrawn_at', 'is', null)
export type TrainingRow = Awaited<ReturnType<ReturnType<typeof standing>['execute']>>[number]

/** Whom an assignment is for, today: who joins the office or takes the role later is among them. */
const addressed = sql<boolean>`m.organisation_id = a.organisation_id and case
  when a.person_id is not null then m.person_id = a.person_id
  else (a.role is null or m.role = a.role) and (a.office_id is null or m.office_id = a.office_id) end`

interface Circle {
  readonly organisationId: string
  /** Only who works in one of these. */
  readonly officeIds?: readonly string[] | undefined
}

export const circleOf = ({ organisationId, officeIds }: Actor, reach: Reach): Circle =>
  reach === 'all' ? { organisationId } : { organisationId, officeIds }

const inOffices = (column: string, officeIds: readonly string[]) =>
  sql<boolean>`${sql.ref(column)} in (select person_id from membership
    where office_id = any(${[...officeIds]}::uuid[]))`

/** What is asked of anybody in the circle; newest first. */
export function listTraining(db: Kysely<Database>, circle: Circle): Promise<readonly TrainingRow[]> {
  let rows = standing(db).where('a.organisation_id', '=', circle.organisationId)
  if (circle.officeIds) {
    const offices = [...circle.officeIds]
    rows = rows.where(
      sql<boolean>`(a.office_id = any(${offices}::uuid[]) or exists (select 1 from membership m
        where ${addressed} and ${inOffices('m.person_id', offices)}))`,
    )
  }
  return rows.orderBy('a.created_at', 'desc').orderBy('a.id').execute()
}

export interface Addressee {
  readonly assignment_id: string
  readonly id: string
  readonly name: string
  readonly email: string
  readonly lang: 'it' | 'en'
}

/** Who is asked what, among the circle's people; by name. */
export function listAddressees(
  db: Kysely<Database>,
  circle: Circle,
  assignmentIds: readonly string[],
): Promise<readonly Addressee[]> {
  let rows = db
    .selectFrom('training_assignment as a')
    .innerJoin('membership as m', (join) => join.on(addressed))
    .innerJoin('person', 'person.id', 'm.person_id')
    .select(['a.id as assignment_id', 'person.id', 'person.name', 'person.email', 'person.lang'])
    .distinct()
    .where('a.organisation_id', '=', circle.organisationId)
    .where(sql<boolean>`a.id = any(${[...assignmentIds]}::uuid[])`)
  if (circle.officeIds) rows = rows.where(inOffices('person.id', circle.officeIds))
  return rows.orderBy('person.name').orderBy('person.id').execute()
}

/** What is asked of one person here. */
export function listTrainingOf(
  db: Kysely<Database>,
  { organisationId, personId }: { readonly organisationId: string; readonly personId: string },
): Promise<readonly TrainingRow[]> {
  return standing(db)
    .where('a.organisation_id', '=', organisationId)
    .where(sql<boolean>`exists (select 1 from membership m where ${addressed} and m.person_id = ${personId})`)
    .orderBy(sql`a.due_on nulls last`)
    .orderBy('a.created_at')
    .execute()
}

/** false: somebody else was quicker. */
export async function withdrawTraining(db: Kysely<Database>, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('training_assignment')
    .set({ withdrawn_at: now })
    .where('id', '=', id)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Whether somebody is among the circle's people. */
export async function isInCircle(db: Kysely<Database>, circle: Circle, personId: string): Promise<boolean> {
  let rows = db
    .selectFrom('membership')
    .select('id')
    .where('organisation_id', '=', circle.organisationId)
    .where('person_id', '=', personId)
  if (circle.officeIds) rows = rows.where(sql<boolean>`office_id = any(${[...circle.officeIds]}::uuid[])`)
  return (await rows.limit(1).executeTakeFirst()) !== undefined
}
