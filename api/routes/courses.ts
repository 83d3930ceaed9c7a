import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Catalogue, type Course, InspectionFailed, placementOf } from '../../learning/index.ts'
import { listAttempts } from '../db/queries/attempts.ts'
import type { Deps } from '../deps.ts'
import { notFound, Problem } from '../problem.ts'
import { createRouter, type Env } from '../router.ts'
import { progressOf, toExercise, toSkill } from '../services/learn.ts'
import { findOwnExercise, inspectAnswer, toOrigin } from '../services/own-site.ts'
import { listOf } from '../shapes/common.ts'
import * as shapes from '../shapes/learning.ts'
import { body, json, refusals } from './shared.ts'

const tags = ['Learning']
const name = z.string().max(100)

const list = createRoute({
  method: 'get',
  path: '/courses',
  tags,
  summary: 'All courses, open to everybody',
  responses: { 200: json(listOf(shapes.courseSummary), 'Every course.'), ...refusals },
})
const one = createRoute({
  method: 'get',
  path: '/courses/{course}',
  tags,
  summary: 'A course: modules, lessons, what one can do afterwards, where to begin',
  request: { params: z.object({ course: name }) },
  responses: { 200: json(shapes.course, 'The course.'), ...refusals },
})
const lesson = createRoute({
  method: 'get',
  path: '/lessons/{course}/{lesson}',
  tags,
  summary: 'A lesson with its exercises',
  request: { params: z.object({ course: name, lesson: name }) },
  responses: { 200: json(shapes.lesson, 'The lesson.'), ...refusals },
})
const exercise = createRoute({
  method: 'get',
  path: '/exercises/{exercise}',
  tags,
  summary: 'An exercise',
  request: { params: z.object({ exercise: name }) },
  responses: { 200: json(shapes.exercise, 'The exercise.'), ...refusals },
})
const inspect = createRoute({
  method: 'post',
  path: '/inspections',
  tags,
  summary: 'What only a document can say of an answer, for the grade',
  request: { body: body(shapes.newInspection) },
  responses: { 200: json(shapes.inspection, 'What was seen.'), ...refusals },
})

export const courses = (deps: Deps) =>
  createRouter()
    .openapi(list, async (c) => {
      const catalogue = await deps.catalogue()
      const progress = await progressFor(deps, c, catalogue)
      const items = [...catalogue.courses.values()].map((course) => toSummary(catalogue, course, progress))
      return c.json({ items, next: null, total: items.length }, 200)
    })
    .openapi(one, async (c) => {
      const catalogue = await deps.catalogue()
      const course = catalogue.courses.get(c.req.valid('param').course)
      if (!course) throw missing()
      const progress = await progressFor(deps, c, catalogue)
      const placement = placementOf(catalogue, course, progress ?? new Map())
      return c.json(
        {
          ...toSummary(catalogue, course, progress),
          modules: course.modules.map(({ id, title, minutes, lessons }) => ({
            id,
            title,
            minutes,
            lessons: lessons.flatMap((stem) => shortLesson(catalogue, `${course.id}/${stem}`) ?? []),
          })),
          abilities: course.skills.map((id) => ({ id, title: catalogue.skills.get(id)?.title ?? id })),
          progress: course.skills.flatMap((id) => {
            const skill = progress?.get(id)
            return skill ? [toSkill(catalogue, skill)] : []
          }),
          placement: placement.tasks.map(({ exercise: { id, title }, outcome }) => ({ id, title, outcome })),
          startAt: placement.startAt ?? null,
          startBecause: placement.because,
          startDecidedBy: placement.decidedBy?.title ?? null,
        },
        200,
      )
    })
    .openapi(lesson, async (c) => {
      const catalogue = await deps.catalogue()
      const { course, lesson: stem } = c.req.valid('param')
      const found = catalogue.lessons.get(`${course}/${stem}`)
      const home = catalogue.courses.get(course)
      if (!found || !home) throw missing()
      const order = home.modules.flatMap(({ lessons }) => lessons.map((id) => `${home.id}/${id}`))
      const at = order.indexOf(found.id)
      return c.json(
        {
          id: found.id,
          title: found.title,
          minutes: found.minutes,
          course: { id: home.id, title: home.title },
          verified: found.verified,
          sources: found.sources.map(({ url, title, read }) => ({ url, title, read: read ?? null })),
          parts: found.parts.flatMap((part): shapes.LessonShape['parts'] => {
            if (part.kind === 'text') return [part]
            const task = catalogue.exercises.get(part.exercise)
            return task ? [{ kind: 'exercise', exercise: toExercise(task) }] : []
          }),
          previous: shortLesson(catalogue, order[at - 1]) ?? null,
          next: shortLesson(catalogue, order[at + 1]) ?? null,
        },
        200,
      )
    })
    .openapi(exercise, async (c) => {
      const { exercise: id } = c.req.valid('param')
      const found = (await deps.catalogue()).exercises.get(id)
      if (found) return c.json(toExercise(found), 200)
      const own = await findOwnExercise(deps, c.get('actor'), id)
      if (!own) throw missing()
      return c.json({ ...toExercise(own.exercise), finding: toOrigin(own) }, 200)
    })
    .openapi(inspect, async (c) => {
      const { exercise: id, answer } = c.req.valid('json')
      const written = (await deps.catalogue()).exercises.get(id)
      const found = written ?? (await findOwnExercise(deps, c.get('actor'), id))?.exercise
      if (!found) throw missing()
      const seen = await inspectAnswer(deps, found, answer).catch(tooHeavy)
      return c.json(seen as shapes.InspectionShape, 200)
    })

/** @throws Problem 422 */
function tooHeavy(error: unknown): never {
  if (!(error instanceof InspectionFailed)) throw error
  throw new Problem(422, 'page-too-heavy', {
    it: 'La pagina è troppo pesante da controllare. Alleggeriscila e riprova.',
    en: 'The page is too heavy to be checked. Make it lighter and try again.',
  })
}

const missing = () =>
  notFound(
    'Questa parte dei corsi non esiste, o non c’è più. Torna all’elenco dei corsi.',
    'This part of the courses does not exist, or is gone. Go back to the list of courses.',
  )

/** Undefined when nobody is signed in: courses are open, progress is somebody's. */
async function progressFor({ db, now }: Deps, c: Context<Env>, catalogue: Catalogue) {
  const personId = c.get('actor')?.personId
  return personId ? progressOf(catalogue, await listAttempts(db, personId), now()) : undefined
}

function toSummary(
  catalogue: Catalogue,
  course: Course,
  progress: ReturnType<typeof progressOf> | undefined,
) {
  const { id, code, title, summary, audience, skills, modules } = course
  const isAcquired = (skill: string) =>
    ['acquired', 'consolidated', 'to-review'].includes(progress?.get(skill)?.state ?? '')
  return {
    id,
    code,
    title,
    summary,
    audience,
    minutes: modules.reduce((sum, module) => sum + module.minutes, 0),
    lessons: modules
      .flatMap(({ lessons }) => lessons)
      .filter((stem) => catalogue.lessons.has(`${id}/${stem}`)).length,
    skills: skills.length,
    acquired: progress ? skills.filter(isAcquired).length : null,
  }
}

function shortLesson(catalogue: Catalogue, id: string | undefined) {
  const found = id === undefined ? undefined : catalogue.lessons.get(id)
  return found && { id: found.id, title: found.title, minutes: found.minutes }
}
