import { createRoute, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { reach } from '../actor.ts'
import {
  countFacets,
  countFindings,
  type FindingDetailRow,
  type FindingFilter,
  findFinding,
  listFindings,
  type Position,
} from '../db/queries/finding-list.ts'
import { listComments, listDecisions, listEvents } from '../db/queries/finding-story.ts'
import { countOccurrences, listOccurrences } from '../db/queries/occurrences.ts'
import type { Deps } from '../deps.ts'
import type { Action } from '../permissions.ts'
import { notFound } from '../problem.ts'
import { allowed, createRouter, type Env } from '../router.ts'
import { readCursor, writeCursor } from '../services/cursor.ts'
import { IMPACT_WORDS, OUTCOME_WORDS, OWNER_WORDS, STATUS_WORDS } from '../services/finding-words.ts'
import { practiceAmong } from '../services/own-site.ts'
import { sheet } from '../services/spreadsheet.ts'
import { listOf, paging } from '../shapes/common.ts'
import * as shapes from '../shapes/findings.ts'
import { toComment, toDecision, toEvent, toExplained, toFinding, toOccurrence } from './finding-rows.ts'
import { idParam, json, refusals } from './shared.ts'

/** Occurrences that a finding's own answer holds. */
const FIRST_OCCURRENCES = 20
/** Rows of a spreadsheet. */
const ALL = 50_000

/** @throws Problem 401, 403, or 404 when there is none that this actor may do this with */
export async function getFinding({ db }: Deps, c: Context<Env>, id: string, action: Action) {
  const { actor, reach } = allowed(c, action)
  const row = await findFinding(db, actor, reach, id)
  if (!row) {
    throw notFound(
      'Questa segnalazione non esiste più, o non è tra le tue.',
      'This finding does not exist any more, or is not among yours.',
    )
  }
  return { actor, row }
}

const tags = ['Findings']
const base = { method: 'get', tags } as const
const list = createRoute({
  ...base,
  path: '/findings',
  summary: 'Findings by filter; what heals most pages first',
  request: { query: shapes.findingQuery },
  responses: { 200: json(listOf(shapes.finding), 'A page of them.'), ...refusals },
})
const facets = createRoute({
  ...base,
  path: '/findings/facets',
  summary: 'How many findings each choice of a filter has',
  request: { query: shapes.findingFilter },
  responses: { 200: json(shapes.facets, 'The counts.'), ...refusals },
})
const exported = createRoute({
  ...base,
  path: '/findings/export',
  summary: 'Findings as a spreadsheet',
  request: { query: shapes.findingFilter.extend({ format: z.enum(['csv', 'xlsx']).default('csv') }) },
  responses: {
    200: { description: 'A file.', content: { 'application/octet-stream': { schema: z.any() } } },
    ...refusals,
  },
})
const one = createRoute({
  ...base,
  path: '/findings/{id}',
  summary: 'One finding with its places, decisions, comments and history',
  request: { params: idParam },
  responses: { 200: json(shapes.findingDetail, 'The finding.'), ...refusals },
})
const places = createRoute({
  ...base,
  path: '/findings/{id}/occurrences',
  summary: 'All places of a finding',
  request: { params: idParam, query: paging },
  responses: { 200: json(listOf(shapes.occurrence), 'A page of them.'), ...refusals },
})

const DAY = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
/** What a place in each order looks like, as PostgreSQL writes it. */
const VALUES: Readonly<Record<FindingFilter['sort'], RegExp>> = {
  priority: /^-?\d+(\.\d+)?(e[+-]?\d{1,2})?$/,
  newest: new RegExp(String.raw`^${DAY} [0-2]\d:[0-5]\d:[0-5]\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$`),
  pages: /^\d{1,9}$/,
  due: new RegExp(`^${DAY}$`),
}
const position = (sort: FindingFilter['sort']) =>
  z.object({ value: z.string().max(40).regex(VALUES[sort]), id: z.uuid() })
const offset = z.object({ offset: z.number().int().min(0) })

export const findings = (deps: Deps) => {
  const { db, now } = deps
  const rowsOf = (c: Context<Env>, filter: FindingFilter, limit: number, after?: Position) => {
    const { actor, reach } = allowed(c, 'finding.read')
    return listFindings(db, actor, reach, filter, { limit, ...(after ? { after } : {}) })
  }
  return createRouter()
    .openapi(facets, async (c) => {
      const { actor, reach } = allowed(c, 'finding.read')
      const filter = c.req.valid('query')
      const counts = await countFacets(db, actor, reach, filter)
      const record = (rows: readonly { value: string; count: number }[]) =>
        Object.fromEntries(rows.map(({ value, count }) => [value, count]))
      return c.json(
        {
          total: counts.total,
          status: record(counts.status),
          owner: record(counts.owner),
          impact: record(counts.impact),
          criterion: record(counts.criterion),
          rule: counts.rule.map(({ value, title, count }) => ({ rule: value, title, count })),
        },
        200,
      )
    })
    .openapi(exported, async (c) => {
      const { format, ...filter } = c.req.valid('query')
      const rows = (await rowsOf(c, filter, ALL)).map(toFinding)
      return sheet(format, 'segnalazioni', rows, {
        Segnalazione: ({ title }) => title,
        Sito: ({ siteName }) => siteName,
        Esito: ({ outcome }) => OUTCOME_WORDS[outcome],
        Stato: ({ status }) => STATUS_WORDS[status],
        Gravità: ({ impact }) => IMPACT_WORDS[impact],
        'Chi può correggere': ({ owner }) => OWNER_WORDS[owner],
        'Criteri WCAG': ({ wcag }) => wcag.join(' '),
        Regola: ({ rule }) => rule,
        Pagine: ({ pageCount }) => pageCount,
        Punti: ({ occurrenceCount }) => occurrenceCount,
        'Assegnata a': ({ assigned }) =>
          assigned?.person?.name ?? assigned?.office?.name ?? assigned?.supplier ?? '',
        Scadenza: ({ dueOn }) => dueOn,
        'Vista la prima volta': ({ firstSeenAt }) => firstSeenAt,
        'Vista l’ultima volta': ({ lastSeenAt }) => lastSeenAt,
        Identificativo: ({ id }) => id,
      }) as never
    })
    .openapi(list, async (c) => {
      const { actor, reach } = allowed(c, 'finding.read')
      const { limit, cursor, ...filter } = c.req.valid('query')
      const rows = await rowsOf(c, filter, limit + 1, readCursor(cursor, position(filter.sort)))
      const shown = rows.slice(0, limit)
      const last = rows.length > limit ? shown.at(-1) : undefined
      return c.json(
        {
          items: shown.map(toFinding),
          next: last ? writeCursor({ value: last.sort_value, id: last.id }) : null,
          total: await countFindings(db, actor, reach, filter),
        },
        200,
      )
    })
    .openapi(one, async (c) => {
      const { actor, row } = await getFinding(deps, c, c.req.valid('param').id, 'finding.read')
      return c.json(await detailOf(deps, actor, row), 200)
    })
    .openapi(places, async (c) => {
      const { row } = await getFinding(deps, c, c.req.valid('param').id, 'finding.read')
      const { limit, cursor } = c.req.valid('query')
      const from = readCursor(cursor, offset)?.offset ?? 0
      const rows = await listOccurrences(db, row.id, { limit: limit + 1, offset: from })
      const next = rows.length > limit ? writeCursor({ offset: from + limit }) : null
      const items = rows.slice(0, limit).map(toOccurrence)
      return c.json({ items, next, total: await countOccurrences(db, row.id) }, 200)
    })

  async function detailOf({ db }: Deps, actor: Parameters<typeof reach>[0], row: FindingDetailRow) {
    const [occurrences, decisions, comments, events] = await Promise.all([
      listOccurrences(db, row.id, { limit: FIRST_OCCURRENCES, offset: 0 }),
      listDecisions(db, { id: row.id, siteId: row.site_id, rule: row.rule }),
      listComments(db, row.id),
      listEvents(db, row.id),
    ])
    // A guest reads the fault, not what the office said of it.
    const isInside = actor.kind !== 'guest'
    const may = (action: Action) => reach(actor, action) !== undefined
    return {
      ...toFinding(row),
      ...toExplained(row),
      occurrences: occurrences.map(toOccurrence),
      decisions: isInside ? decisions.map((decision) => toDecision(decision, now())) : [],
      comments: isInside ? comments.map(toComment) : [],
      events: isInside ? events.map(toEvent) : [],
      practice: may('learning.do') ? practiceAmong(row, occurrences) : null,
      can: {
        assign: may('finding.assign'),
        claim: may('finding.claim'),
        decide: may('finding.decide'),
        comment: may('finding.comment'),
        recheck: may('finding.recheck'),
        answer: may('finding.answer'),
      },
    }
  }
}
