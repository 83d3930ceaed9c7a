import { createRoute } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { allowed, createRouter, personOf } from '../router.ts'
import { keepAttempts, learningOf } from '../services/learn.ts'
import * as shapes from '../shapes/learning.ts'
import { body, json, refusals } from './shared.ts'

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
