import { type Catalogue, type Course, exercisesFor } from '../catalogue.ts'
import type { Exercise } from '../exercises/exercise.ts'
import { kindOf } from '../exercises/index.ts'
import { isUnaided } from './attempt.ts'
import type { SkillProgress } from './mastery.ts'

/** One task in four belongs to a skill that was met before: what is interleaved stays. */
const OLDER_EVERY = 4

/** The exercise to do next for a skill: what is missing for its state, the freest that comes after what went well. */
export function nextExercise(catalogue: Catalogue, progress: SkillProgress): Exercise | undefined {
  const attempts = progress.steps.map(({ attempt }) => attempt)
  const done = new Set(attempts.filter(isUnaided).map(({ exercise }) => exercise))
  const last = attempts.at(-1)?.exercise
  const needsProduct = progress.missing === 'something-produced'
  const rank = (exercise: Exercise) =>
    (done.has(exercise.id) ? 100 : 0) +
    (exercise.id === last ? 50 : 0) +
    (needsProduct && kindOf(exercise.kind).evidence !== 'produced' ? 25 : 0) +
    exercise.autonomy
  return exercisesFor(catalogue, progress.skill).toSorted(
    (a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1),
  )[0]
}

/** What to go on with: the first skills of the course that are not acquired, and now and then an older one. */
export function nextTasks(
  catalogue: Catalogue,
  course: Course,
  progress: ReadonlyMap<string, SkillProgress>,
  count = OLDER_EVERY,
): readonly Exercise[] {
  const known = course.skills.flatMap((skill) => progress.get(skill) ?? [])
  const open = known.filter(({ state }) => state === 'not-started' || state === 'in-progress')
  const older = known.filter(({ state }) => state !== 'not-started' && state !== 'in-progress')
  const oldest = older.toSorted((a, b) => (lastAt(a) < lastAt(b) ? -1 : 1))
  const wanted = [...open.slice(0, count - 1), ...oldest.slice(0, 1), ...open.slice(count - 1)]
  const tasks = wanted.flatMap((skill) => nextExercise(catalogue, skill) ?? [])
  return tasks.filter((task, at) => tasks.findIndex(({ id }) => id === task.id) === at).slice(0, count)
}

const lastAt = ({ steps }: SkillProgress): string => steps.at(-1)?.attempt.at ?? ''
