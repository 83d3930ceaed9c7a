import { z } from '@hono/zod-openapi'
import { at, day } from './common.ts'
import { myTraining } from './training.ts'

const word = z.string().max(100)

const skillProgress = z
  .object({
    skill: z.string(),
    /** What the person can do: «Sai …». */
    title: z.string(),
    /** 0 to 1. */
    mastery: z.number(),
    state: z.enum(['not-started', 'in-progress', 'acquired', 'consolidated', 'to-review']),
    /** The one thing that is missing for the next state. */
    missing: z.enum([
      'an-attempt',
      'an-unaided-success',
      'a-second-unaided-success',
      'something-produced',
      'another-exercise',
      'more-practice',
      'a-success-after-days',
      'a-review',
      'nothing',
    ]),
    acquiredAt: at.nullable(),
    consolidatedAt: at.nullable(),
    reviewDueAt: at.nullable(),
    digcomp: z.array(z.string()),
    syllabus: z.array(z.string()),
    /** The exercise to do next for it. */
    next: z.object({ id: z.string(), title: z.string() }).nullable(),
    steps: z.array(
      z.object({
        exercise: z.string(),
        title: z.string(),
        /** `production`: a visit proved the repair of a real page. */
        kind: z.enum(['course', 'own-site', 'production']),
        /** Of the own site; null when the finding is gone. */
        findingId: z.uuid().nullable(),
        at,
        success: z.number(),
        weight: z.number(),
        before: z.number(),
        after: z.number(),
      }),
    ),
  })
  .openapi('SkillProgress')
export type SkillProgressShape = z.infer<typeof skillProgress>

export const courseSummary = z
  .object({
    id: z.string(),
    code: z.string(),
    title: z.string(),
    summary: z.string(),
    audience: z.enum(['editors', 'employees', 'citizens']),
    minutes: z.number().int(),
    lessons: z.number().int(),
    skills: z.number().int(),
    /** Skills acquired by whoever asks; null when nobody is signed in. */
    acquired: z.number().int().nullable(),
  })
  .openapi('CourseSummary')

export const course = courseSummary
  .extend({
    modules: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        minutes: z.number().int(),
        lessons: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number().int() })),
      }),
    ),
    abilities: z.array(z.object({ id: z.string(), title: z.string() })),
    progress: z.array(skillProgress),
    /** Three tasks that show where to begin. */
    placement: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        /** The last time that it was done. */
        outcome: z.enum(['to-do', 'alone', 'with-help', 'not-passed']),
      }),
    ),
    /** The lesson to begin, or go on, with. */
    startAt: z.string().nullable(),
    startBecause: z.enum(['nothing-done', 'task-not-alone', 'tasks-alone', 'not-shown', 'all-shown']),
    /** Title of the task that decided it. */
    startDecidedBy: z.string().nullable(),
  })
  .openapi('Course')
export type CourseShape = z.infer<typeof course>

/** An exercise whole, its solution too: nothing is locked, help only lowers what it proves. */
export const exercise = z
  .object({
    id: z.string(),
    rev: z.number().int(),
    kind: z.enum([
      'repair-page',
      'own-site',
      'build',
      'spot',
      'walk',
      'procedure',
      'setback',
      'triage',
      'true-or-false',
      'choice',
      'order',
      'match',
    ]),
    title: z.string(),
    after: z.string(),
    skills: z.array(z.string()),
    autonomy: z.number().int(),
    minutes: z.number().int(),
    /** Safe HTML. */
    task: z.string(),
    hints: z.array(z.string()),
    /** What the kind needs; see `content/AUTHORING.md`. */
    spec: z.record(z.string(), z.unknown()),
    /** Of an exercise from the own site: where it comes from. */
    finding: z
      .object({
        id: z.uuid(),
        title: z.string(),
        pageUrl: z.string(),
        pageTitle: z.string(),
        where: z.string(),
        pictureUrl: z.string().nullable(),
        editUrl: z.string().nullable(),
      })
      .optional(),
  })
  .openapi('Exercise')

export type ExerciseShape = z.infer<typeof exercise>

export const lesson = z
  .object({
    id: z.string(),
    title: z.string(),
    minutes: z.number().int(),
    course: z.object({ id: z.string(), title: z.string() }),
    verified: day,
    sources: z.array(z.object({ url: z.string(), title: z.string(), read: z.string().nullable() })),
    parts: z.array(
      z.union([
        z.object({ kind: z.literal('text'), html: z.string() }),
        z.object({ kind: z.literal('exercise'), exercise }),
      ]),
    ),
    previous: z.object({ id: z.string(), title: z.string() }).nullable(),
    next: z.object({ id: z.string(), title: z.string() }).nullable(),
  })
  .openapi('Lesson')
export type LessonShape = z.infer<typeof lesson>

export const newInspection = z
  .object({ exercise: word, answer: z.record(z.string(), z.unknown()) })
  .openapi('NewInspection')

export const inspection = z
  .object({
    violations: z.record(z.string(), z.array(z.string())),
    names: z.record(z.string(), z.string()),
    contrasts: z.record(z.string(), z.number()),
  })
  .openapi('Inspection')
export type InspectionShape = z.infer<typeof inspection>

const newAttempt = z
  .object({
    /** Made by the client, so that the same attempt sent twice is one. */
    id: z.uuid(),
    exercise: word,
    rev: z.number().int().min(1),
    /** When it ended. */
    at,
    answer: z.record(z.string(), z.unknown()),
    faults: z.number().int().min(0).max(1_000),
    hints: z.number().int().min(0).max(100),
    sawSolution: z.boolean(),
    activeMs: z.number().int().min(0).max(86_400_000),
  })
  .openapi('NewAttempt')
export type NewAttempt = z.infer<typeof newAttempt>

export const newAttempts = z.object({ attempts: z.array(newAttempt).min(1).max(200) }).openapi('NewAttempts')

export const attemptsKept = z
  .object({
    /** Kept now, or before: the client may forget them. */
    kept: z.array(z.uuid()),
    /** Not kept, each with the reason in the reader's language. */
    refused: z.array(z.object({ id: z.uuid(), reason: z.string() })),
    /** The skills that were touched, as they are now. */
    skills: z.array(skillProgress),
  })
  .openapi('AttemptsKept')
export type AttemptsKept = z.infer<typeof attemptsKept>

export const myLearning = z
  .object({
    /** What others asked of me, what is not done first. */
    assigned: z.array(myTraining),
    skills: z.array(skillProgress),
    /** Today's, at most five. */
    reviews: z.array(skillProgress),
    tasks: z.array(z.object({ id: z.string(), title: z.string(), minutes: z.number().int() })),
    /** Faults of the own pages that can be practised on, weightiest first. */
    ownSite: z.array(
      z.object({
        exercise: z.string(),
        findingId: z.uuid(),
        title: z.string(),
        siteName: z.string(),
        pageCount: z.number().int(),
        isPractised: z.boolean(),
      }),
    ),
    levels: z.array(z.object({ competence: z.string(), level: z.number().int(), isWeakProof: z.boolean() })),
    /** Hours of active work in this calendar year. */
    hours: z.number(),
    year: z.number().int(),
    /** Every year with something done in it, newest first. */
    years: z.array(z.object({ year: z.number().int(), hours: z.number() })),
    /** Hours of training a year that a public employee is owed. */
    hoursOwed: z.number(),
  })
  .openapi('MyLearning')
export type MyLearning = z.infer<typeof myLearning>

const myAttempt = z
  .object({
    id: z.uuid(),
    at,
    exercise: z.string(),
    title: z.string(),
    skills: z.array(z.string()),
    passed: z.boolean(),
    isCritical: z.boolean(),
    /** How well it went, 0 to 1. */
    success: z.number(),
    faults: z.number().int(),
    hints: z.number().int(),
    sawSolution: z.boolean(),
    /** Active time that counts as training. */
    creditedMinutes: z.number(),
  })
  .openapi('MyAttempt')
export type MyAttempt = z.infer<typeof myAttempt>

/** Everything that is kept about somebody's learning; what follows from it is in `MyLearning`. */
export const myLearningData = z
  .object({ attempts: z.array(myAttempt), learning: myLearning })
  .openapi('MyLearningData')
export type MyLearningData = z.infer<typeof myLearningData>
