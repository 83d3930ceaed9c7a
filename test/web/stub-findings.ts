import { Hono } from 'hono'
import type { Answer, Finding, FindingDetail, Me, Recheck } from '../../api/app.ts'
import { administrator, id } from './example-data.ts'
import * as example from './example-findings.ts'
import { openStubApi, type StubApi } from './stub-api.ts'

export interface StubFindings {
  readonly app: Hono
  readonly base: StubApi
  /** The finding on screen, as it is now. */
  detail: FindingDetail
  /** The lists: taken away, they are empty. */
  findings: readonly Finding[]
  questions: typeof example.questions
  snapshot: boolean
  verdict: NonNullable<Recheck['verdict']>
  /** True: the next write is refused as when the network is gone. */
  failsOnce: boolean
  /** What the list was asked for last, without the question mark. */
  asked: string
}

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 400"><rect width="640" height="400" fill="#dbe7f3"/><path d="M0 400 210 140l150 180 90-100 190 180z" fill="#7f9fbf"/><circle cx="500" cy="100" r="46" fill="#f2c14e"/><rect x="150" y="90" width="330" height="230" fill="none" stroke="#d1344b" stroke-width="6"/></svg>'

const AT = '2026-11-23T10:00:00.000Z'

/** The stub API with findings that change as they are worked on. */
export function openStubFindings(me: Me | null = administrator): StubFindings {
  const base = openStubApi(me)
  const app = new Hono()
  const stub: StubFindings = {
    app,
    base,
    detail: example.detail,
    findings: example.findings,
    questions: example.questions,
    snapshot: true,
    verdict: 'fixed',
    failsOnce: false,
    asked: '',
  }
  app.use(async (c, next) => {
    if (c.req.method === 'GET' || !stub.failsOnce) return next()
    stub.failsOnce = false
    const detail = 'Il server non ce la fa. Riprova tra poco.'
    return c.json({ type: 'x', title: 'x', status: 503, code: 'busy', detail }, 503)
  })
  lists(app, stub)
  work(app, stub)
  judging(app, stub)
  app.get('/pictures/:id', (c) => c.body(PICTURE, 200, { 'content-type': 'image/svg+xml' }))
  app.get('/pages/:id', (c) =>
    c.req.param('id') === id(404)
      ? base.app.fetch(c.req.raw)
      : c.json(stub.snapshot ? example.pageDetail : { ...example.pageDetail, snapshot: null }),
  )
  app.post('/check', (c) => c.json(example.checkResult))
  app.post('/guest/use', async (c) => {
    const { token } = await c.req.json<{ token: string }>()
    if (token === 'una-parola-scaduta-da-tempo') {
      const detail = 'Questo collegamento è scaduto o è stato revocato.'
      return c.json({ type: 'x', title: 'x', status: 403, code: 'link-refused', detail }, 403)
    }
    base.me = example.supplierGuest
    return c.body(null, 204)
  })
  app.all('*', (c) => base.app.fetch(c.req.raw))
  return stub
}

function lists(app: Hono, stub: StubFindings) {
  app.get('/findings', (c) => {
    stub.asked = new URL(c.req.url).search.slice(1)
    const query = c.req.query()
    const items = stub.findings.filter(
      ({ owner, impact }) =>
        (!query.owner || owner === query.owner) && (!query.impact || impact === query.impact),
    )
    return c.json({ items, next: query.cursor ? null : 'oltre', total: items.length })
  })
  app.get('/findings/facets', (c) => c.json(example.facets))
  app.get('/findings/:id', (c) =>
    c.req.param('id') === id(404) ? stub.base.app.fetch(c.req.raw) : c.json(stub.detail),
  )
  app.get('/findings/:id/occurrences', (c) =>
    c.json({ items: example.places, next: null, total: example.places.length }),
  )
}

function work(app: Hono, stub: StubFindings) {
  const told = (kind: string) => ({
    events: [
      { ...(stub.detail.events[0] as FindingDetail['events'][number]), id: `${kind}${Math.random()}`, kind },
      ...stub.detail.events,
    ],
  })
  app.post('/findings/bulk', async (c) => {
    const { ids } = await note(stub, c.req.raw)
    const [first, ...done] = ids as string[]
    const refused = [{ id: first, code: 'wrong-status', detail: 'Nello stato in cui si trova non si può.' }]
    return c.json({ done, refused })
  })
  app.post('/findings/:id/recheck', async (c) => {
    await note(stub, c.req.raw)
    return c.json(recheck('queued', null), 202)
  })
  app.get('/rechecks/:id', (c) => {
    if (stub.verdict === 'fixed') stub.detail = { ...stub.detail, status: 'verified-fixed', verifiedAt: AT }
    return c.json(recheck('done', stub.verdict))
  })
  app.post('/findings/:id/decide', async (c) => {
    const decided = await note(stub, c.req.raw)
    stub.detail = {
      ...stub.detail,
      status: 'decided',
      decisions: [
        {
          ...example.oldDecision,
          ...(decided as object),
          id: id(401),
          createdAt: AT,
          ended: null,
        },
        ...stub.detail.decisions,
      ],
      ...told('decided'),
    }
    return c.json(stub.detail)
  })
  app.delete('/decisions/:id', async (c) => {
    await note(stub, c.req.raw)
    const decisions = stub.detail.decisions.map((one) =>
      one.id === c.req.param('id') ? { ...one, ended: 'undone' as const } : one,
    )
    stub.detail = { ...stub.detail, status: 'open', decisions, ...told('undone') }
    return c.body(null, 204)
  })
  app.post('/findings/:id/claim', async (c) => {
    await note(stub, c.req.raw)
    stub.detail = { ...stub.detail, status: 'claimed-fixed', ...told('claimed-fixed') }
    return c.json(stub.detail)
  })
  app.post('/findings/:id/comments', async (c) => {
    const { body } = await note(stub, c.req.raw)
    const comment = { id: id(501), by: 'Nome Cognome', body: String(body), at: AT }
    stub.detail = { ...stub.detail, comments: [...stub.detail.comments, comment] }
    return c.json(comment, 201)
  })
}

const recheck = (status: Recheck['status'], verdict: Recheck['verdict']): Recheck => ({
  id: id(600),
  findingId: example.detail.id,
  pageId: id(51),
  status,
  verdict,
  problem: verdict === 'not-verified' ? 'La pagina cambiava mentre veniva guardata: riprova tra poco.' : '',
  pictureUrl: verdict === 'still-there' ? `/api/pictures/${id(300)}` : null,
  finishedAt: status === 'done' ? AT : null,
})

function judging(app: Hono, stub: StubFindings) {
  const answers = new Map<string, string>()
  app.get('/to-judge', (c) => {
    const items = stub.questions.filter(({ occurrence }) => ![...answers.values()].includes(occurrence.key))
    return c.json({ items, next: null, total: items.length })
  })
  app.post('/answers', async (c) => {
    const given = (await note(stub, c.req.raw)) as unknown as Pick<
      Answer,
      'findingId' | 'occurrenceKey' | 'answer'
    >
    const answerId = id(700 + answers.size)
    answers.set(answerId, given.occurrenceKey)
    return c.json({ id: answerId, createdAt: AT, ...given }, 201)
  })
  app.delete('/answers/:id', async (c) => {
    await note(stub, c.req.raw)
    answers.delete(c.req.param('id'))
    return c.body(null, 204)
  })
}

/** Remembers a write, as the stub below does with its own. */
async function note(stub: StubFindings, request: Request): Promise<Record<string, unknown>> {
  const body = await request.json().catch(() => null)
  stub.base.writes.push({
    what: `${request.method} ${new URL(request.url).pathname.replace(/^\/api/, '')}`,
    body,
  })
  return (body ?? {}) as Record<string, unknown>
}
