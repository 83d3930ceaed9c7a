import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { sql } from 'kysely'
import pino from 'pino'
import type { Actor } from '../../api/actor.ts'
import { createApp } from '../../api/app.ts'
import { readConfig } from '../../api/config.ts'
import { openDatabase } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { listFindings } from '../../api/db/queries/finding-list.ts'
import type { Deps } from '../../api/deps.ts'
import { sessionCookie } from '../../api/middleware/session.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import { openCatalogue } from '../../api/services/catalogue.ts'
import { findingFilter } from '../../api/shapes/findings.ts'
import { inspectInJsdom } from '../../learning/index.ts'
import { seedSite } from '../helpers/seed.ts'

// The measured process of `bench/api.ts`: the whole application on a database with many findings, and beside it a
// bare route, and a route with nothing but the query of a page of the list.

/** What the measuring process is told. */
export interface Ready {
  readonly port: number
  readonly cookie: string
  readonly findingId: string
  readonly siteId: string
  readonly personId: string
}

const PAGE = 50
const [databaseUrl = '', dataFolder = '', findings = '10000'] = process.argv.slice(2)
const database = await openDatabase({ databaseUrl: databaseUrl || null, dataFolder })
await migrate(database.db)
const { db } = database
const config = readConfig({ RAMPA_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' })
const deps: Deps = {
  db,
  config,
  queue: {
    send: async () => undefined,
    work: async () => undefined,
    depths: async () => [],
    stop: async () => undefined,
  },
  scanner: { version: '0.0.0', formats: [], check: () => Promise.reject(new Error('No scanner here.')) },
  log: pino({ level: 'silent' }),
  catalogue: openCatalogue(),
  inspect: inspectInJsdom,
  now: () => new Date(),
}

const { id: organisationId } = await db
  .insertInto('organisation')
  .values({ kind: 'municipality', name: 'Comune di Esempio' })
  .returning('id')
  .executeTakeFirstOrThrow()
const { id: personId } = await db
  .insertInto('person')
  .values({ email: 'anna@esempio.it', name: 'Anna' })
  .returning('id')
  .executeTakeFirstOrThrow()
await db
  .insertInto('membership')
  .values({ person_id: personId, organisation_id: organisationId, role: 'administrator' })
  .execute()
const token = newSecret()
await db
  .insertInto('session')
  .values({
    person_id: personId,
    organisation_id: organisationId,
    token_hash: digestOf(token),
    last_used_at: new Date(),
    expires_at: new Date(Date.now() + 3_600_000),
  })
  .execute()
const { findingId, siteId } = await seedSite(db, organisationId, { findings: Number(findings) })
// As autovacuum does a minute later, and `db/upkeep.ts` on the embedded database.
await sql`vacuum (analyze)`.execute(db)

const actor: Actor = {
  kind: 'person',
  organisationId,
  personId,
  sessionId: null,
  roles: ['administrator'],
  officeIds: [],
  scopes: null,
  supplier: null,
}
const filter = findingFilter.parse({})
const bare = new Hono()
  .get('/bare/route', (c) => c.json({ ok: true }))
  .get('/bare/query', async (c) => c.json(await listFindings(db, actor, 'all', filter, { limit: PAGE })))
const app = createApp(deps)
const server = serve(
  {
    port: 0,
    hostname: '127.0.0.1',
    fetch: (request, env) => (request.url.includes('/bare/') ? bare : app).fetch(request, env),
  },
  ({ port }) => {
    const ready: Ready = {
      port,
      cookie: `${sessionCookie(config.url)}=${token}`,
      findingId,
      siteId,
      personId,
    }
    process.send?.(ready)
  },
)
process.on('disconnect', () => {
  server.close()
  void database.close().then(() => process.exit(0))
})
