import { createRoute } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { allowed, createRouter, personOf } from '../router.ts'
import { keepAttempts, learningOf } from '../services/learn.ts'
import { attemptsOf, attemptsSheet } from '../services/learning-data.ts'
import * as shapes from '../shapes/learning.ts'
import { asSheet, body, json, refusals } from './shared.ts'

const tags = ['Learning']
const add = createRoute({
  method: 'post',
  path: '/attempts',
  tags,
  summary: 'Keep what was done, also offline; it is graded again here',
  request: { body: body(shapes.newAttempts) },
  responses: { 200: json(shapes.attemptsKept, 'What was kept, and what was not.'), ...refusals },
})
const mine = createRoute({
  method: 'get',
  path: '/my-learning',
  tags,
  summary: 'My skills, today’s reviews, what to do next, levels and hours',
  responses: { 200: json(shapes.myLearning, 'Where I stand.'), ...refusals },
})
const data = createRoute({
  method: 'get',
  path: '/my-learning/data',
  tags,
  summary: 'Everything that is kept about my learning, also as a spreadsheet of attempts',
  request: { query: asSheet },
  responses: { 200: json(shapes.myLearningData, 'Each attempt, and what follows from it.'), ...refusals },
})

export const attempts = (deps: Deps) =>
  createRouter()
    .openapi(add, async (c) => {
      const person = personOf(c)
      allowed(c, 'learning.do')
      return c.json(
        await keepAttempts(deps, person, c.req.valid('json').attempts, c.get('lang') ?? 'it'),
        200,
      )
    })
    .openapi(mine, async (c) => {
      const person = personOf(c)
      allowed(c, 'learning.do')
      return c.json(await learningOf(deps, person), 200)
    })
    .openapi(data, async (c) => {
      const actor = personOf(c)
      allowed(c, 'learning.do')
      const attempts = [...(await attemptsOf(deps, actor.personId))]
      const { format } = c.req.valid('query')
      if (format) return (await attemptsSheet(format, attempts)) as never
      return c.json({ attempts, learning: await learningOf(deps, actor) }, 200, {
        'content-disposition': 'attachment; filename="rampa-le-mie-prove.json"',
      })
    })
