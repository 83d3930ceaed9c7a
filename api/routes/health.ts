import type { Context } from 'hono'
import { sql } from 'kysely'
import { isLoopback } from '../client-address.ts'
import { isMigrated } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import type { Metrics } from '../metrics.ts'
import { session } from '../middleware/session.ts'
import { Problem } from '../problem.ts'
import { actorOf, createRouter, type Env } from '../router.ts'

/** For whoever runs the machine: is it alive, may it be sent requests, how is it doing. */
export const health = (deps: Deps, metrics: Metrics) =>
  createRouter()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const problem = await whyNotReady(deps)
      return problem ? c.json({ status: 'not-ready', problem }, 503) : c.json({ status: 'ok' })
    })
    .get('/metrics', session(deps), async (c) => {
      if (!isLoopback(c)) needAdminToken(c)
      const { mediaType, body } = await metrics.text()
      return c.body(body, 200, { 'content-type': mediaType })
    })

async function whyNotReady({ db, log }: Deps): Promise<string | null> {
  try {
    await sql`select 1`.execute(db)
    return (await isMigrated(db)) ? null : 'migrations are missing: run "rampa migrate"'
  } catch (error) {
    log.error({ err: error }, 'not ready')
    return 'the database does not answer'
  }
}

function needAdminToken(c: Context<Env>): void {
  if (actorOf(c).scopes?.includes('admin')) return
  throw new Problem(403, 'not-allowed', {
    it: 'Le misure si leggono da questa stessa macchina, oppure con un token API di ambito «admin».',
    en: 'Metrics are read from this machine itself, or with an API token of scope “admin”.',
  })
}
