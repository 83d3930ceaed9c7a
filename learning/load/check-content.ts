import type { ContentFault } from '../content-error.ts'
import type { Exercise } from '../exercises/exercise.ts'
import { kindOf } from '../exercises/index.ts'
import type { InspectMarkup } from '../ports.ts'
import { gulpease } from '../readability.ts'
import type { Content, Read } from './load.ts'
import { proseOf } from './markdown.ts'
import { pedagogyFaults } from './pedagogy.ts'
import { proveExercise } from './prove.ts'
import { referenceFaults } from './references.ts'
import { sourceFaults } from './sources.ts'

/** What content may speak of and learning does not know. */
export interface Known {
  /** Numbers of the WCAG criteria. */
  readonly criteria: ReadonlySet<string>
  /** Ids of the rules that have a page. */
  readonly rules: ReadonlySet<string>
  /** The lesson that each rule's page names, with its file and line. Empty: none exists yet. */
  readonly ruleLessons: readonly { readonly file: string; readonly line: number; readonly lesson: string }[]
}

export interface CheckOptions {
  readonly known: Known
  readonly inspect: InspectMarkup
  /** `2026-11-23`: facts checked more than twelve months before it have to be checked again. */
  readonly today: string
}

/** Least Gulpease of a text, by who reads it. */
const READABLE = { editors: 60, employees: 60, citizens: 70 } as const
/** A skill is taught by at least this many exercises, and produced in at least this many. */
const LEAST_EXERCISES = 4
const LEAST_PRODUCED = 2

/** Every fault of the content, file by file: nothing wrong is found one error at a time. */
export async function checkContent(
  content: Content,
  { known, inspect, today }: CheckOptions,
): Promise<readonly ContentFault[]> {
  const proved: ContentFault[] = []
  for (const exercise of content.exercises) proved.push(...(await proveExercise(exercise, inspect)))
  const faults = [
    ...content.faults,
    ...referenceFaults(content, known),
    ...content.skills.flatMap((skill) => coverageFaults(skill, content)),
    ...content.courses.flatMap((course) => readabilityFaults(course.value.id, content)),
    ...sourceFaults(content, today),
    ...pedagogyFaults(content),
    ...proved,
  ]
  return faults.toSorted((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1))
}

/** A skill that cannot be acquired as the mastery rules ask is no skill. */
function coverageFaults(skill: Content['skills'][number], { exercises }: Content): readonly ContentFault[] {
  const own = exercises.map(({ value }) => value).filter(({ skills }) => skills.includes(skill.value.id))
  const produced = own.filter(({ kind }) => kindOf(kind).evidence === 'produced')
  const fault = (message: string): ContentFault => ({
    file: skill.file,
    line: skill.lineOf('id'),
    field: skill.value.id,
    message,
  })
  return [
    ...(own.length < LEAST_EXERCISES ? [fault(`${own.length} exercises: at least ${LEAST_EXERCISES}`)] : []),
    ...(produced.length < LEAST_PRODUCED
      ? [fault(`${produced.length} produced exercises: at least ${LEAST_PRODUCED}`)]
      : []),
  ]
}

function readabilityFaults(
  courseId: string,
  { courses, lessons, exercises }: Content,
): readonly ContentFault[] {
  const course = courses.find(({ value }) => value.id === courseId)
  const least = READABLE[course?.value.audience ?? 'editors']
  const texts = [
    ...lessons.filter(({ value }) => value.course === courseId),
    ...exercises
      .filter((exercise) => exercise.course === courseId)
      .flatMap((exercise) => [exercise, ...spokenIn(exercise)]),
  ]
  return texts.flatMap(({ file, prose, lineOf }) => {
    const score = gulpease(proseOf(prose))
    return score < least
      ? [
          {
            file,
            line: lineOf('task'),
            field: 'text',
            message: `Gulpease ${score.toFixed(0)}: at least ${least} for ${course?.value.audience}`,
          },
        ]
      : []
  })
}

/** The case sheet of a procedure is read like a task. */
function spokenIn(exercise: Read<Exercise>): readonly Read<Exercise>[] {
  const { value } = exercise
  return value.kind === 'procedure' || value.kind === 'setback'
    ? [{ ...exercise, prose: value.spec.case }]
    : []
}
