import { createRoute, z } from '@hono/zod-openapi'
import { listToJudge } from '../db/queries/to-judge.ts'
import type { Deps } from '../deps.ts'
import { allowed, createRouter } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { questionOf } from '../services/questions.ts'
import { answerOccurrence, undoAnswer } from '../services/work-on-finding.ts'
import { id, listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/findings.ts'
import { toOccurrence } from './finding-rows.ts'
import { getFinding } from './findings.ts'
import { body, conflict, idParam, json, refusals } from './shared.ts'

const tags = ['To be judged']
const list = createRoute({
  method: 'get',
  path: '/to-judge',
  tags,
  summary: 'What waits for a person’s yes or no',
  request: { query: paging.extend({ siteId: id.optional() }) },
  responses: { 200: json(listOf(shapes.toJudgeItem), 'A page of questions.'), ...refusals },
})
const add = createRoute({
  method: 'post',
  path: '/answers',
  tags,
  summary: 'Answer a question; yes means that it is a problem',
  request: { body: body(shapes.newAnswer) },
  responses: { 201: json(shapes.answer, 'Kept.'), ...refusals, ...conflict },
})
const undo = createRoute({
  method: 'delete',
  path: '/answers/{id}',
  tags,
  summary: 'Take an answer back',
  request: { params: idParam },
  responses: { 204: { description: 'Taken back.' }, ...refusals },
})

const offset = z.object({ offset: z.number().int().min(0) })

export const answers = (deps: Deps) =>
  createRouter()
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'finding.answer')
      const { siteId, limit, cursor } = c.req.valid('query')
      const from = readCursor(cursor, offset)?.offset ?? 0
      const { items, total } = await listToJudge(deps.db, actor, reach, {
        limit,
        offset: from,
        ...(siteId ? { siteId } : {}),
      })
      const next =
        from + items.length < total && items.length > 0 ? writeCursor({ offset: from + limit }) : null
      return c.json(
        {
          items: items.map((row) => ({
            occurrence: toOccurrence(row),
            finding: {
              id: row.finding_id,
              title: row.finding_title,
              rule: row.rule,
              help: String(row.detail.help ?? ''),
              wcag: row.wcag,
            },
            question: questionOf(row.family, row.finding_title)[c.get('lang') ?? 'it'],
          })),
          next,
          total,
        },
        200,
      )
    })
    .openapi(add, async (c) => {
      const { findingId, occurrenceKey, answer } = c.req.valid('json')
      const { actor, row } = await getFinding(deps, c, findingId, 'finding.answer')
      const made = await answerOccurrence(deps, actor, row, { occurrenceKey, answer })
      return c.json(
        { id: made.id, findingId, occurrenceKey, answer, createdAt: made.created_at.toISOString() },
        201,
      )
    })
    .openapi(undo, async (c) => {
      const { actor, reach } = allowed(c, 'finding.answer')
      await undoAnswer(deps, actor, reach, c.req.valid('param').id)
      return c.body(null, 204)
    })
