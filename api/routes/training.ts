import { createRoute, z } from '@hono/zod-openapi'
import { TRAINING_HOURS_A_YEAR } from '../../learning/index.ts'
import { reach as reachOf } from '../actor.ts'
import { listOffices } from '../db/queries/offices.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { romeDay } from '../services/schedule.ts'
import { sheet } from '../services/spreadsheet.ts'
import { assignTraining, listLearners, listTrainings, stopTraining } from '../services/training.ts'
import { hoursOf } from '../services/training-hours.ts'
import { ROLES } from '../shapes/people.ts'
import * as shapes from '../shapes/training.ts'
import { asSheet, body, conflict, idParam, json, refusals } from './shared.ts'

const tags = ['Training']
const list = createRoute({
  method: 'get',
  path: '/training',
  tags,
  summary: 'What people are asked to learn, and how far it is',
  request: { query: asSheet },
  responses: {
    200: json(shapes.trainingList, 'Newest first; only one’s own offices where the role says so.'),
    ...refusals,
  },
})
const choices = createRoute({
  method: 'get',
  path: '/training/choices',
  tags,
  summary: 'What can be assigned, and to whom',
  responses: { 200: json(shapes.assignable, 'Courses with their lessons, offices, roles.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/training',
  tags,
  summary: 'Assign a course or a lesson to a person, a role or an office; who joins later gets it too',
  request: { body: body(shapes.newTraining) },
  responses: { 201: json(shapes.training, 'Assigned.'), ...refusals, ...conflict },
})
const withdraw = createRoute({
  method: 'delete',
  path: '/training/{id}',
  tags,
  summary: 'Withdraw an assignment; what people did stays',
  request: { params: idParam },
  responses: { 204: { description: 'Withdrawn.' }, ...refusals },
})
const people = createRoute({
  method: 'get',
  path: '/training/{id}/people',
  tags,
  summary: 'Who is asked it, where each stands, who would be glad of help',
  request: { params: idParam, query: asSheet },
  responses: {
    200: json(shapes.trainingPeople, 'By name; only one’s own offices where the role says so.'),
    ...refusals,
  },
})

const hours = createRoute({
  method: 'get',
  path: '/training/hours',
  tags,
  summary: 'Hours of training per person in a calendar year, beside the forty that are due',
  request: {
    query: z.object({
      /** Absent: this year. */
      year: z.coerce.number().int().min(2020).max(2200).optional(),
      format: z.enum(['csv', 'xlsx']).default('csv'),
    }),
  },
  responses: {
    200: { description: 'A spreadsheet, by name.', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})

/** Offices to choose from. */
const MOST = 500

export const training = (deps: Deps) => {
  const { db } = deps
  return createRouter()
    .openapi(choices, async (c) => {
      const { actor, reach } = allowed(c, 'training.assign')
      const { lessons, courses } = await deps.catalogue()
      const own = reach === 'own' ? { ids: actor.officeIds } : {}
      const { rows } = await listOffices(db, actor.organisationId, { ...own, after: undefined, limit: MOST })
      const contentOf = (id: string, title: string) => ({ id, title, path: `/corsi/${id}` })
      return c.json(
        {
          courses: [...courses.values()].map((course) => ({
            ...contentOf(course.id, course.title),
            lessons: [...lessons.values()]
              .filter((lesson) => lesson.course === course.id)
              .map(({ id, title }) => contentOf(id, title)),
          })),
          offices: rows.map(({ id, name }) => ({ id, name })),
          roles: reach === 'all' ? [...ROLES] : [],
        },
        200,
      )
    })
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'training.assign')
      const seesPeople = reachOf(actor, 'training.people') !== undefined
      const items = await listTrainings(deps, actor, reach, seesPeople)
      const { format } = c.req.valid('query')
      if (!format) return c.json({ items: [...items], seesPeople }, 200)
      return (await sheet(format, 'formazione-assegnata', items, {
        'Corso o lezione': ({ content }) => content.title,
        Ruolo: ({ role }) => role ?? '',
        Ufficio: ({ office }) => office?.name ?? '',
        Persona: ({ person }) => person?.name ?? '',
        Entro: ({ dueOn }) => dueOn ?? '',
        'Assegnato da': ({ assignedBy }) => assignedBy ?? '',
        Persone: (one) => one.people,
        Iniziato: ({ begun }) => begun ?? 'meno di 5 persone',
        Finito: ({ done }) => done ?? 'meno di 5 persone',
      })) as never
    })
    .openapi(add, async (c) => {
      const { actor, reach } = allowed(c, 'training.assign')
      const id = await assignTraining(deps, actor, reach, c.req.valid('json'))
      const seesPeople = reachOf(actor, 'training.people') !== undefined
      const made = (await listTrainings(deps, actor, reach, seesPeople)).find((one) => one.id === id)
      if (!made) throw new Error('An assignment that is there and is not.')
      return c.json(made, 201)
    })
    .openapi(withdraw, async (c) => {
      const { actor, reach } = allowed(c, 'training.assign')
      await stopTraining(deps, actor, reach, c.req.valid('param').id)
      return c.body(null, 204)
    })
    .openapi(hours, async (c) => {
      const { actor, reach } = allowed(c, 'training.people')
      const { year = Number(romeDay(deps.now()).slice(0, 4)), format } = c.req.valid('query')
      const rows = await hoursOf(deps, actor, reach, year)
      return (await sheet(format, `ore-di-formazione-${year}`, rows, {
        Nome: ({ name }) => name,
        'E-mail': ({ email }) => email,
        Uffici: ({ offices }) => offices,
        Anno: () => year,
        'Ore di formazione': (one) => Math.round(one.hours * 10) / 10,
        'Ore previste': () => TRAINING_HOURS_A_YEAR,
      })) as never
    })
    .openapi(people, async (c) => {
      const { actor, reach } = allowed(c, 'training.people')
      const { training: asked, items } = await listLearners(deps, actor, reach, c.req.valid('param').id)
      const { format } = c.req.valid('query')
      if (!format) return c.json({ training: asked, items: [...items] }, 200)
      return (await sheet(format, 'formazione-persone', items, {
        Nome: ({ name }) => name,
        Stato: ({ state }) => STATES[state],
        'Capacità mostrate': ({ done, all }) => `${done} di ${all}`,
        'Finito il': ({ doneAt }) => doneAt ?? '',
        Aiuto: ({ needsHelp, stuckIn }) => (needsHelp ? (stuckIn ?? 'scadenza vicina, non iniziato') : ''),
        'Promemoria inviati': ({ reminders }) => reminders.map(({ at }) => at).join(', '),
      })) as never
    })
}

const STATES = { 'not-begun': 'non iniziato', begun: 'iniziato', done: 'finito' } as const
