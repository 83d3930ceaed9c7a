import type { ContentFault } from '../content-error.ts'
import type { Known } from './check-content.ts'
import type { Content, Read } from './load.ts'

/** Ids that are not unique, and everything that is spoken of and is not there. */
export function referenceFaults(content: Content, known: Known): readonly ContentFault[] {
  const { skills, courses, lessons, exercises } = content
  const ids = {
    skill: new Set(skills.map(({ value }) => value.id)),
    course: new Set(courses.map(({ value }) => value.id)),
    lesson: new Set([
      ...lessons.map(({ value }) => value.id),
      ...unreadable(content, /^courses\/(.+)\.it\.md$/),
    ]),
    exercise: new Set([
      ...exercises.map(({ value }) => value.id),
      ...unreadable(content, /\/exercises\/(.+)\.md$/),
    ]),
  }
  const missing = (
    { file, lineOf }: Read<unknown>,
    field: string,
    what: string,
    names: readonly string[],
    all: ReadonlySet<string>,
  ): readonly ContentFault[] =>
    names
      .filter((name) => !all.has(name))
      .map((name) => ({ file, line: lineOf(field), field, message: `no ${what} is called «${name}»` }))

  return [
    ...twice(skills),
    ...twice(courses),
    ...twice(exercises),
    ...cycles(courses),
    ...skills.flatMap((one) => [
      ...missing(one, 'wcag', 'WCAG criterion', one.value.wcag, known.criteria),
      ...missing(one, 'rules', 'rule', one.value.rules, known.rules),
    ]),
    ...courses.flatMap((one) => [
      ...folderFaults(one),
      ...missing(one, 'skills', 'skill', one.value.skills, ids.skill),
      ...missing(one, 'prerequisites', 'course', one.value.prerequisites, ids.course),
      ...missing(
        one,
        'modules',
        'lesson',
        one.value.modules.flatMap((module) => module.lessons.map((lesson) => `${one.value.id}/${lesson}`)),
        ids.lesson,
      ),
      ...missing(
        one,
        'sets',
        'exercise',
        [...(one.value.sets?.a ?? []), ...(one.value.sets?.b ?? [])],
        ids.exercise,
      ),
      ...minutesFaults(one, lessons),
    ]),
    ...lessons.flatMap((one) => {
      const tasks = one.value.parts.flatMap((part) => (part.kind === 'exercise' ? [part.exercise] : []))
      return [
        ...missing(one, 'skills', 'skill', one.value.skills, ids.skill),
        ...tasks.flatMap((task) => missing(one, task, 'exercise', [task], ids.exercise)),
        ...strayLesson(one, courses),
      ]
    }),
    ...exercises.flatMap((one) => [
      ...missing(one, 'skills', 'skill', one.value.skills, ids.skill),
      ...missing(one, 'wcag', 'WCAG criterion', one.value.wcag, known.criteria),
      ...fileFaults(one),
    ]),
    ...known.ruleLessons
      .filter(({ lesson }) => lesson !== '' && !ids.lesson.has(lesson))
      .map(({ file, line, lesson }) => ({
        file,
        line,
        field: 'lesson',
        message: `no lesson is called «${lesson}»`,
      })),
  ]
}

/** Ids of files with faults of their own: that they are missed elsewhere would only be an echo. */
const unreadable = ({ faults }: Content, path: RegExp): readonly string[] =>
  faults.flatMap(({ file }) => path.exec(file)?.[1] ?? [])

function twice(all: readonly Read<{ readonly id: string }>[]): readonly ContentFault[] {
  return all.flatMap(({ file, value, lineOf }, at) => {
    const other = all.slice(0, at).find((one) => one.value.id === value.id)
    return other
      ? [{ file, line: lineOf('id'), field: 'id', message: `«${value.id}» is taken by ${other.file}` }]
      : []
  })
}

/** Courses that ask for each other, however far round. */
function cycles(courses: Content['courses']): readonly ContentFault[] {
  const needs = new Map(courses.map(({ value }) => [value.id, value.prerequisites]))
  const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
    (needs.get(from) ?? []).some((next) => {
      if (next === to) return true
      if (seen.has(next)) return false
      seen.add(next)
      return leadsTo(next, to, seen)
    })
  return courses
    .filter(({ value }) => leadsTo(value.id, value.id))
    .map(({ file, lineOf }) => ({
      file,
      line: lineOf('prerequisites'),
      field: 'prerequisites',
      message: 'this course asks for itself, by way of others',
    }))
}

function folderFaults({ file, value, lineOf }: Content['courses'][number]): readonly ContentFault[] {
  const folder = file.split('/').at(-2)
  return folder === value.id
    ? []
    : [
        {
          file,
          line: lineOf('id'),
          field: 'id',
          message: `«${value.id}» must be the folder’s name, «${folder}»`,
        },
      ]
}

function fileFaults({ file, value, lineOf }: Content['exercises'][number]): readonly ContentFault[] {
  const stem = file.split('/').at(-1)?.replace(/\.md$/, '')
  return stem === value.id
    ? []
    : [{ file, line: lineOf('id'), field: 'id', message: `«${value.id}» must be the file’s name, «${stem}»` }]
}

/** A lesson in the folder that no module lists would never be seen. */
function strayLesson(
  { file, value }: Content['lessons'][number],
  courses: Content['courses'],
): readonly ContentFault[] {
  const course = courses.find((one) => one.value.id === value.course)
  const isListed =
    course?.value.modules.some(({ lessons }) =>
      lessons.some((lesson) => `${value.course}/${lesson}` === value.id),
    ) ?? true
  return isListed ? [] : [{ file, line: 1, field: '', message: 'no module of course.yaml lists this lesson' }]
}

/** A module promises the minutes of its lessons, give or take a third. */
function minutesFaults(
  { file, value, lineOf }: Content['courses'][number],
  lessons: Content['lessons'],
): readonly ContentFault[] {
  return value.modules.flatMap(({ id, minutes, lessons: names }, at) => {
    const own = lessons.filter((one) => names.some((name) => one.value.id === `${value.id}/${name}`))
    const sum = own.reduce((total, one) => total + one.value.minutes, 0)
    const isOff = own.length === names.length && sum > minutes
    return isOff
      ? [
          {
            file,
            line: lineOf(`modules.${at}`),
            field: `modules.${at}.minutes`,
            message: `«${id}» says ${minutes} minutes, its lessons take ${sum}`,
          },
        ]
      : []
  })
}
