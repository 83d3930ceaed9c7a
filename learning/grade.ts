import type { Answer, Exercise } from './exercises/exercise.ts'
import { kindOf } from './exercises/index.ts'
import type { CheckResult, Grade } from './exercises/kind.ts'
import { SHAPES } from './exercises/specs.ts'
import { type Inspection, type InspectionWanted, NOTHING_INSPECTED } from './ports.ts'

/** What was sent or stored, as an answer of this exercise; undefined when it is none. */
export const readAnswer = ({ kind }: Exercise, answer: unknown): Answer | undefined =>
  SHAPES[kind].answer.safeParse(answer).data

/**
 * The judgement of an answer: the same in the browser, on the server and offline. No clock, no network, no chance.
 *
 * @param answer JSON; whatever the exercise's kind does not understand is not an answer
 * @param inspection what a real document said of the markup that `inspectionOf` gave
 * @returns undefined when the answer is none of this kind's
 */
export function grade(
  exercise: Exercise,
  answer: unknown,
  inspection: Inspection = NOTHING_INSPECTED,
): Grade | undefined {
  const read = readAnswer(exercise, answer)
  return read && kindOf(exercise.kind).grade(exercise.spec, read, inspection)
}

/** What has to be asked of a real document, and of which markup; undefined when the answer alone is enough. */
export function inspectionOf(
  exercise: Exercise,
  answer: unknown,
): { readonly html: string; readonly wanted: InspectionWanted } | undefined {
  const kind = kindOf(exercise.kind)
  const wanted = kind.wanted?.(exercise.spec)
  const read = readAnswer(exercise, answer)
  if (!wanted || !kind.markup || !read) return undefined
  const isNeeded = wanted.axe.length + wanted.names.length + wanted.contrasts.length > 0
  return isNeeded ? { html: kind.markup(exercise.spec, read), wanted } : undefined
}

/** The answer that the exercise was proved with. Looking at it is always allowed. */
export function solutionOf({ kind, spec }: Exercise): Answer | undefined {
  return kindOf(kind)
    .proofs(spec)
    .find(({ expect }) => expect === 'passes')?.answer
}

/** The first thing to tell: one fault at a time, the required ones first. */
export const firstFault = ({ results }: Grade): CheckResult | undefined =>
  results.find(({ passed, required }) => !passed && required) ?? results.find(({ passed }) => !passed)

/** What a success at it shows: something made, something recognised, or a yes and no. */
export const evidenceOf = ({ kind }: Exercise) => kindOf(kind).evidence
