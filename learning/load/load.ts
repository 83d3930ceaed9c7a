import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue, Course, Lesson, Skill } from '../catalogue.ts'
import type { ContentFault } from '../content-error.ts'
import type { Exercise } from '../exercises/exercise.ts'
import { readCourse, readLesson, readSkills } from './course-file.ts'
import { type Loaded, readExercise } from './exercise-file.ts'

/** What was read from one file, for the checks that look at more than one. */
export interface Read<T> {
  readonly file: string
  readonly value: T
  readonly lineOf: (field: string) => number
  readonly prose: string
}

export interface Content {
  readonly skills: readonly (Read<Skill> & { readonly at: number })[]
  readonly courses: readonly Read<Course>[]
  readonly lessons: readonly Read<Lesson>[]
  readonly exercises: readonly (Read<Exercise> & { readonly course: string })[]
  readonly faults: readonly ContentFault[]
}

/** Everything in `folder` that learners read, with every fault of every file. Nothing is thrown for a bad file. */
export async function readContent(folder: string): Promise<Content> {
  const faults: ContentFault[] = []
  const keep = <T>(file: string, loaded: Loaded<T>): Read<T>[] => {
    faults.push(...loaded.faults)
    const { value, lineOf = () => 1, prose = '' } = loaded
    return value === undefined ? [] : [{ file, value, lineOf, prose }]
  }
  const read = (file: string) => readFile(join(folder, file), 'utf8')

  const skillFiles = (await list(folder, 'skills'))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `skills/${name}`)
  const skills: (Read<Skill> & { at: number })[] = []
  for (const file of skillFiles) {
    for (const { value, lineOf } of keep(file, readSkills(await read(file), file))) {
      value.forEach((skill, at) => {
        skills.push({ file, value: skill, prose: '', at, lineOf: (field) => lineOf(`${at}.${field}`) })
      })
    }
  }

  const courses: Read<Course>[] = []
  const lessons: Read<Lesson>[] = []
  const exercises: (Read<Exercise> & { course: string })[] = []
  for (const course of await list(folder, 'courses')) {
    const names = await list(folder, `courses/${course}`)
    const at = (name: string) => `courses/${course}/${name}`
    if (!names.includes('course.yaml')) {
      faults.push({ file: at('course.yaml'), line: 0, field: '', message: 'a course has a course.yaml' })
    } else
      courses.push(...keep(at('course.yaml'), readCourse(await read(at('course.yaml')), at('course.yaml'))))
    for (const name of names.filter((one) => one.endsWith('.it.md'))) {
      lessons.push(...keep(at(name), readLesson(await read(at(name)), at(name), course)))
    }
    for (const name of (await list(folder, at('exercises'))).filter((one) => one.endsWith('.md'))) {
      const file = at(`exercises/${name}`)
      exercises.push(...keep(file, readExercise(await read(file), file)).map((one) => ({ ...one, course })))
    }
  }
  return { skills, courses, lessons, exercises, faults }
}

/** Names in a folder, sorted; none when it is not there. */
async function list(folder: string, path: string): Promise<readonly string[]> {
  try {
    return (await readdir(join(folder, path))).filter((name) => !name.startsWith('.')).sort()
  } catch (error) {
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      (error as NodeJS.ErrnoException).code === 'ENOTDIR'
    )
      return []
    throw error
  }
}

/** The catalogue of what can be read. Faults are for `checkContent` to tell. */
export async function loadCatalogue(folder: string): Promise<Catalogue> {
  const { skills, courses, lessons, exercises } = await readContent(folder)
  const byId = <T extends { readonly id: string }>(all: readonly { readonly value: T }[]) =>
    new Map(all.map(({ value }) => [value.id, value]))
  return { skills: byId(skills), courses: byId(courses), lessons: byId(lessons), exercises: byId(exercises) }
}
