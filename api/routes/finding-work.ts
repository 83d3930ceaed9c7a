import { createRoute } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { recordAction } from '../db/queries/audit-log.ts'
import { addEvents } from '../db/queries/finding-state.ts'
import { insertComment } from '../db/queries/finding-story.ts'
import * as work from '../db/queries/finding-work.ts'
import type { Deps } from '../deps.ts'
import type { Action } from '../permissions.ts'
import { notFound, Problem } from '../problem.ts'
import { actorOf, allowed, createRouter, type Env } from '../router.ts'
import { type Given, tellAssigned } from '../services/tell-assigned.ts'
import {
  assignFinding,
  claimFixed,
  decideFinding,
  handOverFindings,
  reopenFinding,
  undoDecision,
} from '../services/work-on-finding.ts'
import * as shapes from '../shapes/findings.ts'
import { pictureUrl, toFinding } from './finding-rows.ts'
import { getFinding } from './findings.ts'
import { body, conflict, idParam, json, refusals } from './shared.ts'
import { iso } from './site-rows.ts'

const tags = ['Work on findings']
const request = { params: idParam }
const post = (path: string, summary: string) => ({
  method: 'post' as const,
  path: `/findings/{id}/${path}`,
  tags,
  summary,
})
const changed = { 200: json(shapes.finding, 'As it is now.'), ...refusals, ...conflict }

const assign = createRoute({
  ...post('assign', 'Give it to somebody, or take it back'),
  request: { ...request, body: body(shapes.assign) },
  responses: changed,
})
const claim = createRoute({
  ...post('claim', 'Say that it is put right; a proof visit decides'),
  request,
  responses: changed,
})
const reopen = createRoute({ ...post('reopen', 'Open it again'), request, responses: changed })
const decide = createRoute({
  ...post('decide', 'Decide that it needs no repair, and why'),
  request: { ...request, body: body(shapes.decide) },
  responses: changed,
})
const comment = createRoute({
  ...post('comments', 'Write a comment'),
  request: { ...request, body: body(shapes.newComment) },
  responses: { 201: json(shapes.comment, 'Written.'), ...refusals },
})
const recheck = createRoute({
  ...post('recheck', 'Visit the page again now'),
  request: { ...request, body: body(shapes.newRecheck) },
  responses: { 202: json(shapes.recheck, 'In the queue.'), ...refusals, ...conflict },
})
const oneRecheck = createRoute({
  method: 'get',
  path: '/rechecks/{id}',
  tags,
  summary: 'How a proof visit ended',
  request,
  responses: { 200: json(shapes.recheck, 'The proof visit.'), ...refusals },
})
const undo = createRoute({
  method: 'delete',
  path: '/decisions/{id}',
  tags,
  summary: 'Undo a decision',
  request,
  responses: { 204: { description: 'Undone.' }, ...refusals },
})
const bulk = createRoute({
  method: 'post',
  path: '/findings/bulk',
  tags,
  summary: 'The same for many findings; each is done, or refused with its reason',
  request: { body: body(shapes.bulk) },
  responses: { 200: json(shapes.bulkDone, 'What became of each.'), ...refusals },
})

const handOver = createRoute({
  method: 'post',
  path: '/findings/hand-over',
  tags,
  summary: 'Give all that a person has in hand to somebody else',
  request: { body: body(shapes.handOver) },
  responses: { 200: json(shapes.handedOver, 'How many.'), ...refusals },
})

type BulkAction = ReturnType<typeof shapes.bulk.parse>['action']
const BULK_NEEDS: Readonly<Record<BulkAction['kind'], Action>> = {
  assign: 'finding.assign',
  claim: 'finding.claim',
  reopen: 'finding.claim',
  decide: 'finding.decide',
}

export const findingWork = (deps: Deps) => {
  const { db, queue } = deps
  const asItIs = async (c: Context<Env>, id: string) =>
    toFinding((await getFinding(deps, c, id, 'finding.read')).row)

  async function doOne(c: Context<Env>, id: string, action: BulkAction): Promise<Given> {
    const { actor, row } = await getFinding(deps, c, id, BULK_NEEDS[action.kind])
    if (action.kind === 'assign') await assignFinding(deps, actor, row, action)
    else if (action.kind === 'claim') await claimFixed(deps, actor, row)
    else if (action.kind === 'reopen') await reopenFinding(deps, actor, row)
    else await decideFinding(deps, actor, row, { ...action, occurrenceKey: null })
    return { id, title: row.title, siteName: row.site_name, pageCount: row.page_count }
  }

  /** Who was given something is told once, whatever the number. */
  const told = (c: Context<Env>, given: readonly Given[], action: BulkAction) =>
    action.kind === 'assign' ? tellAssigned(deps, actorOf(c), given, action) : undefined

  async function recheckOf(id: string) {
    const row = await work.findRecheck(db, id)
    return (
      row && {
        id: row.id,
        findingId: row.finding_id,
        pageId: row.page_id,
        status: row.status,
        verdict: row.verdict,
        problem: row.problem,
        pictureUrl: pictureUrl(row.picture_id),
        finishedAt: iso(row.finished_at),
      }
    )
  }

  return createRouter()
    .openapi(bulk, async (c) => {
      const { ids, action } = c.req.valid('json')
      allowed(c, BULK_NEEDS[action.kind])
      const done: Given[] = []
      const refused: { id: string; code: string; detail: string }[] = []
      for (const id of new Set(ids)) {
        try {
          done.push(await doOne(c, id, action))
        } catch (error) {
          if (!(error instanceof Problem)) throw error
          refused.push({ id, code: error.code, detail: error.text[c.get('lang') ?? 'it'] })
        }
      }
      await told(c, done, action)
      return c.json({ done: done.map(({ id }) => id), refused }, 200)
    })
    .openapi(handOver, async (c) => {
      const { actor, reach } = allowed(c, 'finding.assign')
      const to = c.req.valid('json')
      const given = await handOverFindings(deps, actor, reach, to)
      await tellAssigned(deps, actor, given, to)
      return c.json({ count: given.length }, 200)
    })
    .openapi(assign, async (c) => {
      const { id } = c.req.valid('param')
      const action = { kind: 'assign', ...c.req.valid('json') } as const
      await told(c, [await doOne(c, id, action)], action)
      return c.json(await asItIs(c, id), 200)
    })
    .openapi(claim, async (c) => {
      const { id } = c.req.valid('param')
      await doOne(c, id, { kind: 'claim' })
      return c.json(await asItIs(c, id), 200)
    })
    .openapi(reopen, async (c) => {
      const { id } = c.req.valid('param')
      await doOne(c, id, { kind: 'reopen' })
      return c.json(await asItIs(c, id), 200)
    })
    .openapi(decide, async (c) => {
      const { id } = c.req.valid('param')
      const { actor, row } = await getFinding(deps, c, id, 'finding.decide')
      await decideFinding(deps, actor, row, c.req.valid('json'))
      return c.json(await asItIs(c, id), 200)
    })
    .openapi(comment, async (c) => {
      const { actor, row } = await getFinding(deps, c, c.req.valid('param').id, 'finding.comment')
      const text = c.req.valid('json').body
      const made = await insertComment(db, { findingId: row.id, personId: actor.personId, body: text })
      await addEvents(db, [{ findingId: row.id, kind: 'commented', personId: actor.personId }])
      await recordAction(db, actor, 'finding.commented', { type: 'finding', id: row.id })
      const by = actor.personId && (await work.nameOf(db, actor.personId))
      return c.json({ id: made.id, by: by ?? null, body: text, at: made.created_at.toISOString() }, 201)
    })
    .openapi(recheck, async (c) => {
      const { actor, row } = await getFinding(deps, c, c.req.valid('param').id, 'finding.recheck')
      const pageId = await work.findRecheckPage(db, row.id, c.req.valid('json').pageId)
      if (!pageId) throw notFound('Questa pagina non c’è più.', 'This page is not there any more.')
      const id = await db.transaction().execute(async (tx) => {
        const made = await work.insertRecheck(tx, { findingId: row.id, pageId, personId: actor.personId })
        await queue.send('recheck', { recheckId: made }, { db: tx, priority: 10 })
        await recordAction(tx, actor, 'finding.recheck-asked', { type: 'finding', id: row.id })
        return made
      })
      const queued = await recheckOf(id)
      if (!queued) throw new Error(`Recheck ${id} is gone at once.`)
      return c.json(queued, 202)
    })
    .openapi(oneRecheck, async (c) => {
      const found = await recheckOf(c.req.valid('param').id)
      if (!found) throw notFound('Questa verifica non esiste.', 'There is no such check.')
      await getFinding(deps, c, found.findingId, 'finding.read')
      return c.json(found, 200)
    })
    .openapi(undo, async (c) => {
      const { actor } = allowed(c, 'finding.decide')
      await undoDecision(deps, actor, c.req.valid('param').id)
      return c.body(null, 204)
    })
}
