import { z } from '@hono/zod-openapi'
import { at, day, id } from './common.ts'
import { officeRef, personRef, ROLES } from './people.ts'

const role = z.enum(ROLES)
const content = z.object({ id: z.string(), title: z.string(), path: z.string() })

export const newTraining = z
  .object({
    /** A course, or a lesson as `course/lesson`. */
    content: z.string().min(1).max(200),
    /** With an office: that role in that office. */
    role: role.nullable().default(null),
    officeId: id.nullable().default(null),
    /** Only this person; no role and no office then. */
    personId: id.nullable().default(null),
    /** The finding that it comes with. */
    findingId: id.nullable().default(null),
    dueOn: day.nullable().default(null),
    note: z.string().trim().max(500).default(''),
  })
  .openapi('NewTraining')
export type NewTraining = z.infer<typeof newTraining>

export const training = z
  .object({
    id,
    content,
    role: role.nullable(),
    office: officeRef.nullable(),
    person: personRef.nullable(),
    findingId: id.nullable(),
    dueOn: day.nullable(),
    note: z.string(),
    assignedBy: z.string().nullable(),
    createdAt: at,
    /** People it is for today. */
    people: z.number().int(),
    /** How many have done it, read out of their attempts; null: so few that a figure would name them. */
    done: z.number().int().nullable(),
    begun: z.number().int().nullable(),
    /** Who asks may withdraw it. */
    isMine: z.boolean(),
  })
  .openapi('Training')
export type Training = z.infer<typeof training>

export const trainingList = z
  .object({ items: z.array(training), seesPeople: z.boolean() })
  .openapi('TrainingList')
export type TrainingList = z.infer<typeof trainingList>

const learner = z
  .object({
    id,
    name: z.string(),
    state: z.enum(['not-begun', 'begun', 'done']),
    doneAt: at.nullable(),
    done: z.number().int(),
    all: z.number().int(),
    /** Why help would do good: failed again and again, or near the deadline without a beginning. */
    needsHelp: z.enum(['stuck', 'late']).nullable(),
    /** The skill that does not come. */
    stuckIn: z.string().nullable(),
    reminders: z.array(z.object({ kind: z.enum(['week', 'day', 'after']), at })),
  })
  .openapi('Learner')
export type Learner = z.infer<typeof learner>

export const trainingPeople = z.object({ training, items: z.array(learner) }).openapi('TrainingPeople')
export type TrainingPeople = z.infer<typeof trainingPeople>

export const assignable = z
  .object({
    courses: z.array(content.extend({ lessons: z.array(content) })),
    offices: z.array(officeRef),
    /** Empty for whoever may only assign to their own office: there it is the office or a person. */
    roles: z.array(role),
  })
  .openapi('Assignable')
export type Assignable = z.infer<typeof assignable>

/** What is asked of the person who asks. */
export const myTraining = z.object({
  id,
  content,
  role: role.nullable(),
  office: z.string().nullable(),
  dueOn: day.nullable(),
  note: z.string(),
  assignedBy: z.string().nullable(),
  findingId: id.nullable(),
  state: z.enum(['not-begun', 'begun', 'done']),
  done: z.number().int(),
  all: z.number().int(),
})
export type MyTraining = z.infer<typeof myTraining>
