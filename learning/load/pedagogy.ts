import type { ContentFault } from '../content-error.ts'
import type { Content, Read } from './load.ts'

/** One task in this many, from the second lesson on, brings back a skill of a lesson before. */
const OLDER_EVERY = 4
/** A lesson is done: one task cold, one more at least after the example. */
const LEAST_TASKS = 2

/** What a course must be for people to learn by doing: see `content/AUTHORING.md`. */
export function pedagogyFaults(content: Content): readonly ContentFault[] {
  return [
    ...content.lessons.flatMap(lessonFaults),
    ...content.courses.flatMap((course) => [
      ...interleavingFaults(course, content),
      ...setFaults(course, content),
    ]),
  ]
}

const faultAt = ({ file, lineOf }: Read<unknown>, field: string, message: string): ContentFault => ({
  file,
  line: lineOf(field),
  field,
  message,
})

/** Do first, read after: a task comes before the first heading, an example shows the difference. */
function lessonFaults(lesson: Content['lessons'][number]): readonly ContentFault[] {
  const { parts } = lesson.value
  const tasks = parts.filter(({ kind }) => kind === 'exercise')
  const before = parts.slice(
    0,
    parts.findIndex(({ kind }) => kind === 'exercise'),
  )
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.html] : []))
  const isCold = tasks.length > 0 && !before.some((part) => part.kind === 'text' && part.html.includes('<h2'))
  return [
    ...(tasks.length < LEAST_TASKS
      ? [faultAt(lesson, 'title', `${tasks.length} tasks: at least ${LEAST_TASKS}`)]
      : []),
    ...(isCold ? [] : [faultAt(lesson, 'title', 'a task to be tried cold comes before the first heading')]),
    ...(texts.some((html) => html.includes('class="difference"'))
      ? []
      : [faultAt(lesson, 'title', 'no example shown as a difference (```diff)')]),
  ]
}

function interleavingFaults(
  course: Content['courses'][number],
  { lessons, exercises }: Content,
): readonly ContentFault[] {
  const skillsOf = (id: string) => exercises.find(({ value }) => value.id === id)?.value.skills ?? []
  const met = new Set<string>()
  const later: boolean[] = []
  course.value.modules
    .flatMap((module) => module.lessons)
    .forEach((stem, at) => {
      const lesson = lessons.find(({ value }) => value.id === `${course.value.id}/${stem}`)
      const tasks = lesson?.value.parts.flatMap((part) => (part.kind === 'exercise' ? [part.exercise] : []))
      const skills = (tasks ?? []).map(skillsOf)
      if (at > 0) later.push(...skills.map((own) => own.some((skill) => met.has(skill))))
      for (const skill of skills.flat()) met.add(skill)
    })
  const older = later.filter(Boolean).length
  const least = Math.ceil(later.length / OLDER_EVERY)
  return older < least
    ? [
        faultAt(
          course,
          'modules',
          `${older} of ${later.length} tasks bring back a skill of a lesson before: at least ${least}`,
        ),
      ]
    : []
}

/** What is measured before and after a session has to be equally hard, and new to the learner both times. */
function setFaults(
  course: Content['courses'][number],
  { lessons, exercises }: Content,
): readonly ContentFault[] {
  const { sets } = course.value
  if (!sets) return []
  const fault = (message: string) => faultAt(course, 'sets', message)
  const inLessons = new Set(
    lessons.flatMap(({ value }) =>
      value.parts.flatMap((part) => (part.kind === 'exercise' ? [part.exercise] : [])),
    ),
  )
  const shapeOf = (id: string | undefined) => {
    const found = exercises.find(({ value }) => value.id === id)?.value
    return (
      found &&
      `${found.kind}, autonomy ${found.autonomy}, ${found.minutes} minutes, ${found.skills.join(' ')}`
    )
  }
  return [
    ...(sets.a.length === sets.b.length
      ? []
      : [fault(`set a has ${sets.a.length} exercises, set b ${sets.b.length}`)]),
    ...sets.a.flatMap((id, at) => {
      const [a, b] = [shapeOf(id), shapeOf(sets.b[at])]
      return a && b && a !== b ? [fault(`«${id}» is ${a}; «${sets.b[at]}» is ${b}: they must be alike`)] : []
    }),
    ...[...sets.a, ...sets.b].flatMap((id, at, all) =>
      all.indexOf(id) < at ? [fault(`«${id}» is in the sets twice`)] : [],
    ),
    ...[...sets.a, ...sets.b]
      .filter((id) => inLessons.has(id))
      .map((id) => fault(`«${id}» is done in a lesson: it would not be new`)),
  ]
}
