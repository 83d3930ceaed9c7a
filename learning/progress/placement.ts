import { type Catalogue, type Course, exercisesFor } from '../catalogue.ts'
import type { Exercise } from '../exercises/exercise.ts'
import { kindOf } from '../exercises/index.ts'
import { type Attempt, inOrder, isUnaided } from './attempt.ts'
import type { SkillProgress } from './mastery.ts'

/** How a task of the placement went, the last time that it was done. */
type Outcome = 'to-do' | 'alone' | 'with-help' | 'not-passed'

interface Placement {
  /** Three tasks over the whole of a course. */
  readonly tasks: readonly { readonly exercise: Exercise; readonly outcome: Outcome }[]
  /** `course/lesson` to begin, or to go on, with. */
  readonly startAt: string | undefined
  /**
   * Why there: nothing was done yet; this task of the placement was the first that was not done alone; every task of
   * it was; what the lesson is about was not shown yet; all was shown, and the last lesson is there to come back to.
   */
  readonly because: 'nothing-done' | 'task-not-alone' | 'tasks-alone' | 'not-shown' | 'all-shown'
  /** The task that decided, for `task-not-alone`. */
  readonly decidedBy: Exercise | undefined
}

/** How many tasks place somebody in a course. */
const PLACEMENT_TASKS = 3

/** Three tasks from the first skill of a course to the last, each about another, produced where there is a choice. */
function placementTasks(catalogue: Catalogue, course: Course): readonly Exercise[] {
  const last = course.skills.length - 1
  const places = Array.from({ length: PLACEMENT_TASKS }, (_, at) =>
    Math.round((at * last) / (PLACEMENT_TASKS - 1)),
  )
  const tasks: Exercise[] = []
  for (const skill of new Set(places.map((place) => course.skills[place] ?? ''))) {
    const rank = (exercise: Exercise) =>
      (kindOf(exercise.kind).evidence === 'produced' ? 0 : 10) +
      (exercise.skills[0] === skill ? 0 : 5) +
      Math.abs(exercise.autonomy - 3)
    const free = exercisesFor(catalogue, skill).filter((exercise) => !tasks.includes(exercise))
    const [best] = free.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1))
    if (best) tasks.push(best)
  }
  return tasks
}

type Progress = ReadonlyMap<string, SkillProgress>

/** Where to begin in a course, from what was done and never from what somebody says they can do. Nothing is locked. */
export function placementOf(catalogue: Catalogue, course: Course, progress: Progress): Placement {
  const exercises = placementTasks(catalogue, course)
  const log = inOrder(
    course.skills.flatMap((id) => progress.get(id)?.steps.map(({ attempt }) => attempt) ?? []),
  )
  const tasks = exercises.map((exercise) => ({ exercise, outcome: outcomeOf(exercise, log) }))
  const notShown = lessonsNotShown(catalogue, course, progress)
  const all = lessonIds(course)
  if (log.length === 0) return { tasks, startAt: all[0], because: 'nothing-done', decidedBy: undefined }
  if (!wasPlaced(exercises, log)) return { tasks, ...nextOf(notShown, all), decidedBy: undefined }
  const failed = tasks.find(({ outcome }) => outcome !== 'alone')?.exercise
  if (!failed) return { tasks, ...nextOf(notShown, all, 'tasks-alone'), decidedBy: undefined }
  // What comes before the first task that was not done alone was shown by the tasks before it.
  const from = all.findIndex((id) =>
    catalogue.lessons.get(id)?.skills.some((skill) => failed.skills.includes(skill)),
  )
  const startAt = all.slice(Math.max(0, from)).find((id) => notShown.includes(id))
  return startAt
    ? { tasks, startAt, because: 'task-not-alone', decidedBy: failed }
    : { tasks, ...nextOf(notShown, all), decidedBy: undefined }
}

function nextOf(
  notShown: readonly string[],
  all: readonly string[],
  because: Placement['because'] = 'not-shown',
): Pick<Placement, 'startAt' | 'because'> {
  const [next] = notShown
  return next ? { startAt: next, because } : { startAt: all.at(-1), because: 'all-shown' }
}

function outcomeOf({ id }: Exercise, log: readonly Attempt[]): Outcome {
  const last = log.filter(({ exercise }) => exercise === id).at(-1)
  if (!last) return 'to-do'
  if (isUnaided(last)) return 'alone'
  return last.passed && !last.isCritical ? 'with-help' : 'not-passed'
}

/** Somebody began with the three tasks: what came first in the course is just these, in any order. */
function wasPlaced(tasks: readonly Exercise[], log: readonly Attempt[]): boolean {
  const first = [...new Set(log.map(({ exercise }) => exercise))].slice(0, tasks.length)
  return tasks.every(({ id }) => first.includes(id))
}

const lessonIds = (course: Course): readonly string[] =>
  course.modules.flatMap((module) => module.lessons.map((lesson) => `${course.id}/${lesson}`))

/** Lessons about something that was never done without help. */
function lessonsNotShown(catalogue: Catalogue, course: Course, progress: Progress): readonly string[] {
  const hasShown = (skill: string) =>
    progress.get(skill)?.steps.some(({ attempt }) => isUnaided(attempt)) === true
  return lessonIds(course).filter((id) => !catalogue.lessons.get(id)?.skills.every(hasShown))
}
