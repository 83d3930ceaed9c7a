import type { Catalogue, Course, Lesson } from '../catalogue.ts'
import { type Attempt, inOrder, isUnaided } from './attempt.ts'
import { progressIn } from './mastery.ts'

/** What was asked of somebody: a whole course, or one lesson of it. */
interface Content {
  readonly title: string
  readonly skills: readonly string[]
  /** Where to begin it. */
  readonly path: string
  readonly lesson: Lesson | undefined
  readonly course: Course
}

/** A course by its id, a lesson by `course/lesson`; undefined for what the catalogue does not hold (any more). */
export function contentOf(catalogue: Catalogue, id: string): Content | undefined {
  const lesson = catalogue.lessons.get(id)
  const course = catalogue.courses.get(lesson?.course ?? id)
  if (!course) return undefined
  const { title, skills } = lesson ?? course
  return { title, skills, path: `/corsi/${id}`, lesson, course }
}

export interface Standing {
  readonly state: 'not-begun' | 'begun' | 'done'
  /** When the last thing that was missing was shown. */
  readonly doneAt: string | null
  /** Skills shown, of how many. */
  readonly done: number
  readonly all: number
  /** The skill that went wrong so many times in a row that help would do good; null: none. */
  readonly stuckIn: string | null
}

/** Attempts at one skill that failed in a row: from here on a person is more use than another try. */
const STUCK_AFTER = 3

/**
 * Where somebody stands in what was asked of them, out of what they did and nothing else. A lesson is done when
 * each of its skills was shown without help, a course when each was acquired: what was once done stays done.
 */
export function standingIn(content: Content, attempts: readonly Attempt[], now: string): Standing {
  const log = inOrder(attempts)
  const shown = content.skills.map((skill) =>
    content.lesson
      ? log.find((attempt) => attempt.skills.includes(skill) && isUnaided(attempt))?.at
      : progressIn(skill, log, now).acquiredAt,
  )
  const days = shown.filter((at) => at !== undefined)
  const all = content.skills.length
  const isDone = all > 0 && days.length === all
  const hasBegun = log.some(({ skills }) => skills.some((skill) => content.skills.includes(skill)))
  return {
    state: isDone ? 'done' : hasBegun ? 'begun' : 'not-begun',
    doneAt: isDone ? (days.toSorted().at(-1) ?? null) : null,
    done: days.length,
    all,
    stuckIn: isDone ? null : (content.skills.find((skill) => isStuck(skill, log)) ?? null),
  }
}

function isStuck(skill: string, log: readonly Attempt[]): boolean {
  const last = log.filter(({ skills }) => skills.includes(skill)).slice(-STUCK_AFTER)
  return last.length === STUCK_AFTER && last.every(({ passed }) => !passed)
}
