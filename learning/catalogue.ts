import type { Exercise } from './exercises/exercise.ts'

/** A framework's competence at a level: DigComp `3.1@3`, Syllabus `1.2@base`. */
interface Tag {
  readonly code: string
  readonly level: string
}

/** Something a person can do, «dato X, fa Y»: the unit of mastery. Its id is published and never changes. */
export interface Skill {
  readonly id: string
  /** What the person can do, in the second person: «Sai scrivere…». */
  readonly title: string
  readonly digcomp: readonly Tag[]
  /** Learning outcomes of DigComp 3.0, as `LO3.1.14`. */
  readonly digcomp3: readonly string[]
  readonly syllabus: readonly Tag[]
  readonly wcag: readonly string[]
  /** Families of rules whose repair on a real page is evidence of the skill. */
  readonly rules: readonly string[]
}

interface Source {
  readonly url: string
  readonly title: string
  /** Day on which somebody read it, `2026-11-23`; absent when nobody has opened it yet. */
  readonly read?: string | undefined
}

export type LessonPart =
  /** Safe HTML, ready to show. */
  { readonly kind: 'text'; readonly html: string } | { readonly kind: 'exercise'; readonly exercise: string }

export interface Lesson {
  /** `course/lesson`, unique in the catalogue. */
  readonly id: string
  readonly course: string
  readonly title: string
  readonly minutes: number
  readonly skills: readonly string[]
  readonly sources: readonly Source[]
  /** Day on which the facts were last checked, `2026-11-23`. */
  readonly verified: string
  readonly parts: readonly LessonPart[]
}

interface Module {
  readonly id: string
  readonly title: string
  readonly minutes: number
  readonly lessons: readonly string[]
}

type Audience = 'editors' | 'employees' | 'citizens'

export interface Course {
  readonly id: string
  /** The short code of the catalogue, `W3`. */
  readonly code: string
  readonly title: string
  readonly summary: string
  readonly audience: Audience
  readonly prerequisites: readonly string[]
  /** Those a learner must have acquired for the course to be done. */
  readonly skills: readonly string[]
  readonly modules: readonly Module[]
  /** Exercises of parallel difficulty for the measure before and after a session. */
  readonly sets?: { readonly a: readonly string[]; readonly b: readonly string[] } | undefined
  readonly licence: string
}

export interface Catalogue {
  readonly skills: ReadonlyMap<string, Skill>
  readonly courses: ReadonlyMap<string, Course>
  readonly lessons: ReadonlyMap<string, Lesson>
  readonly exercises: ReadonlyMap<string, Exercise>
}

export const exercisesFor = (catalogue: Catalogue, skill: string): readonly Exercise[] =>
  [...catalogue.exercises.values()].filter((exercise) => exercise.skills.includes(skill))
