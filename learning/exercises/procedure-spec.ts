import { z } from 'zod'

const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
const scalar = z.union([z.string(), z.number(), z.boolean()])

/** What is typed or chosen on a screen. Its name is what conditions call it. */
const field = z.strictObject({
  label: z.string().min(1),
  /** `digits` and `text` are typed; `choice` has options; `check` is ticked. */
  type: z.enum(['text', 'digits', 'choice', 'check', 'date']),
  hint: z.string().optional(),
  options: z.array(z.strictObject({ id: z.string(), text: z.string() })).optional(),
  /** What a proof types here, beside the right value: each must be answered by a step. */
  samples: z.array(scalar).default([]),
})

const action = z.strictObject({
  id,
  text: z.string().min(1),
  /** The main button of the screen. */ primary: z.boolean().default(false),
})

const screen = z.strictObject({
  title: z.string().min(2),
  /** Which real thing it resembles, without copying it; decides how it is drawn. */
  looks: z.enum(['site', 'app', 'phone', 'mail', 'sms', 'paper', 'counter']),
  /** Markdown; `{name}` stands for a value of `data` or of the state. */
  text: z.string().min(1),
  fields: z.record(z.string().regex(/^[a-z][A-Za-z0-9]*$/), field).default({}),
  /** A screen without actions is an end. */
  actions: z.array(action).default([]),
})

const step = z.strictObject({
  from: id,
  action: id,
  /** A condition: see `procedure/expression.ts`. Steps are tried in order; the first that holds is taken. */
  if: z.string().optional(),
  to: id,
  /** Values that change: numbers, `true`, `false`, or an expression in a string: `{ paid: "amount", by: "'app'" }`. */
  set: z.record(z.string(), scalar).default({}),
  /** Told to the learner on arriving; a mistake that can be put right. `{n}` is the length of what was typed. */
  error: z.string().min(10).max(300).optional(),
  /** Shown with the next step lit, in guided exercises. */
  guide: z.string().optional(),
})

const goal = z.strictObject({
  id,
  when: z.string(),
  weight: z.int().min(1).max(5),
  required: z.boolean().default(false),
  /** Told when it was not reached. */
  message: z.string().min(10).max(300),
})

/** A critical error: caps the score and is named. */
const never = z.strictObject({ id, when: z.string(), message: z.string().min(10).max(300) })

/** A declared state machine. Every value it uses is fictional, and every address ends in `.example`. */
export const procedureSpec = z.strictObject({
  /** The next step is lit: the first encounter with the procedure. */
  guided: z.boolean().default(false),
  /** The case sheet: who you are and what you need. Markdown. */
  case: z.string().min(10),
  data: z.record(z.string(), scalar).default({}),
  /** Starting values of what steps `set`. */
  state: z.record(z.string(), scalar).default({}),
  start: id,
  screens: z.record(id, screen),
  steps: z.array(step).min(1),
  goals: z.array(goal).min(1),
  never: z.array(never).default([]),
  /** Values that differ by the seed: one is drawn and laid over `data`. The first is the plain case. */
  traps: z.array(z.strictObject({ id, data: z.record(z.string(), scalar) })).default([]),
  /** The way to every goal, at most two steps longer than the shortest. */
  solution: z.array(z.strictObject({ action: id, fields: z.record(z.string(), scalar).default({}) })).min(1),
  /** Ways that go wrong, each with the error or critical error that it must meet. */
  typicalMistakes: z
    .array(
      z.strictObject({
        steps: z
          .array(z.strictObject({ action: id, fields: z.record(z.string(), scalar).default({}) }))
          .min(1),
        /** Id of the goal missed, or of the `never` met. */
        fails: id,
      }),
    )
    .min(1),
})

/** What was done, in order. `trap`: the id that was drawn, or null for the plain case. */
export const procedureAnswer = z.strictObject({
  trap: z.string().nullable(),
  steps: z
    .array(z.strictObject({ action: z.string(), fields: z.record(z.string(), scalar).default({}) }))
    .max(500),
})
