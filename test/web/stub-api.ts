import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Audit, List, Me } from '../../api/app.ts'
import * as example from './example-data.ts'
import * as people from './example-people-data.ts'
import * as results from './example-site-data.ts'
import * as training from './example-training.ts'

export interface StubApi {
  readonly app: Hono
  /** Who is signed in; null: nobody. */
  me: Me | null
  /** Every answer is 401, as after a session has ended. */
  isExpired: boolean
  /** A new organisation: every list is empty. */
  isEmpty: boolean
  /** What was asked of the API with something other than GET: `POST /sites`. */
  readonly writes: { readonly what: string; readonly body: unknown }[]
}

const list = <T>(items: readonly T[]): List<T> => ({ items, next: null, total: items.length })

/** Every list that the screens of this part read. */
const LISTS: Readonly<Record<string, readonly unknown[]>> = {
  '/sites': [example.site, example.otherSite],
  '/sites/:id/history': results.history,
  '/sites/:id/templates': results.templates,
  '/sites/:id/documents': results.files,
  '/sites/:id/pages': results.pages,
  '/sites/:id/audits': [example.concluded, example.failed],
  '/findings': example.findingList,
  '/audits/:id/first-faults': example.firstFaults,
  '/people': people.people,
  '/invitations': people.invitations,
  '/offices': people.offices,
  '/tokens': people.tokens,
  '/guest-links': people.guestLinks,
  '/mails': people.mails,
  '/audit-log': people.logEntries,
  '/sessions': people.sessions,
}

const SINGLES: Readonly<Record<string, unknown>> = {
  '/home': example.home,
  '/sites/:id/criteria': results.criteria,
  '/sites/:id/coverage': results.coverage,
  '/sites/:id/schedule': results.schedule,
  '/training': training.trainings,
  '/training/choices': training.assignable,
  '/training/:id/people': training.trainingPeople,
  '/organisation': people.organisation,
  '/sign-in/options': { sendsMail: true, oidc: { label: 'Entra con SPID o CIE' } },
}

/** The same in an organisation that has just begun. */
const EMPTY: Readonly<Record<string, unknown>> = {
  '/training': training.noTrainings,
  '/home': example.emptyHome,
  '/sites/:id/criteria': { auditId: null, conformance: null, items: [] },
  '/sites/:id/coverage': { ...results.coverage, auditId: null },
}

const refusal = (status: number, code: string, detail: string, fields?: Record<string, string>) => ({
  type: `urn:rampa:${code}`,
  title: code,
  status,
  code,
  detail,
  ...(fields ? { fields } : {}),
})

const signInNeeded = refusal(401, 'sign-in-needed', 'Per continuare devi entrare.')

/** An API of examples: it answers every screen and remembers what it was told. */
export function openStubApi(me: Me | null = example.administrator): StubApi {
  const app = new Hono()
  const stub: StubApi = { app, me, isExpired: false, isEmpty: false, writes: [] }
  app.use(async (c, next) => {
    if (c.req.method !== 'GET') {
      const body = await c.req.json().catch(() => null)
      stub.writes.push({ what: `${c.req.method} ${c.req.path}`, body })
    }
    if (stub.isExpired && !c.req.path.startsWith('/sign-in')) return c.json(signInNeeded, 401)
    return next()
  })
  app.get('/me', (c) => (stub.me ? c.json(stub.me) : c.json(signInNeeded, 401)))
  for (const [path, items] of Object.entries(LISTS))
    app.get(path, (c) => c.json(list(stub.isEmpty ? [] : items)))
  for (const [path, value] of Object.entries(SINGLES))
    app.get(path, (c) => c.json((stub.isEmpty ? (EMPTY[path] ?? value) : value) as object))
  sites(app)
  signIn(app, stub)
  app.all('*', (c) =>
    c.req.method === 'GET'
      ? c.json(refusal(404, 'not-found', 'Non c’è, o non è del tuo ente.'), 404)
      : c.body(null, 204),
  )
  return stub
}

const AUDITS: readonly Audit[] = [example.concluded, example.running, example.failed]

function sites(app: Hono) {
  app.get('/sites/:id', (c) =>
    c.req.param('id') === example.site.id
      ? c.json(example.site)
      : c.json(refusal(404, 'not-found', 'Questo sito non esiste più, o non è del tuo ente.'), 404),
  )
  app.post('/findings/hand-over', (c) => c.json({ count: 3 }))
  app.post('/tokens', (c) => c.json({ ...people.tokens[0], token: 'rampa_segreto-di-esempio' }, 201))
  app.post('/sites', (c) => c.json(example.site, 201))
  app.post('/sites/:id/audits', (c) => c.json(example.running, 202))
  app.get('/audits/:id', (c) => {
    const found = AUDITS.find(({ id }) => id === c.req.param('id'))
    return found ? c.json(found) : c.json(refusal(404, 'not-found', 'Questo controllo non esiste più.'), 404)
  })
  // One event, then the stream stays open as it does while an audit runs.
  app.get('/audits/:id/events', (c) =>
    streamSSE(c, async (stream) => {
      await stream.writeSSE({ event: 'audit', data: JSON.stringify({ ...example.running, done: 60 }) })
      await new Promise<void>((end) => stream.onAbort(end))
    }),
  )
}

function signIn(app: Hono, stub: StubApi) {
  app.post('/sign-in/password', async (c) => {
    const last = stub.writes.at(-1)?.body as { password?: string } | null
    if (last?.password !== 'una frase lunga da ricordare') {
      return c.json(refusal(401, 'wrong-password', 'Indirizzo e-mail o password non giusti. Riprova.'), 401)
    }
    stub.me = example.administrator
    return c.json(example.administrator)
  })
  app.post('/sign-in/link', (c) => c.body(null, 202))
  app.post('/sign-in/link/use', (c) => {
    stub.me = example.administrator
    return c.json(example.administrator)
  })
  app.post('/sign-out', (c) => {
    stub.me = null
    return c.body(null, 204)
  })
  app.get('/open-invitations/:token', (c) =>
    c.json({
      organisation: 'Comune di Esempio',
      email: 'nuova.persona@comune.esempio.it',
      role: 'editor',
      office: 'Anagrafe',
      isKnown: false,
    }),
  )
}
