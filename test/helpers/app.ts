import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { createApp } from '../../api/app.ts'
import { type Config, readConfig } from '../../api/config.ts'
import type { Role } from '../../api/db/schema.ts'
import type { Deps } from '../../api/deps.ts'
import type { JobName, Jobs } from '../../api/jobs/queue.ts'
import { sessionCookie } from '../../api/middleware/session.ts'
import { digestOf, newSecret } from '../../api/secret.ts'
import { openCatalogue } from '../../api/services/catalogue.ts'
import { inspectInJsdom } from '../../learning/index.ts'
import { testDatabase } from './database.ts'

interface SentJob {
  readonly name: JobName
  readonly data: Jobs[JobName]
}

export interface Person {
  readonly personId: string
  readonly organisationId: string
  readonly officeId: string | null
  /** Asks as this person; a plain object becomes a JSON body. */
  ask(
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
}

/** The whole application on a real database; the queue only remembers what it was sent. */
export async function testApp(
  over: Partial<Omit<Deps, 'config'>> & { readonly config?: Partial<Config> } = {},
) {
  const database = await testDatabase()
  const jobs: SentJob[] = []
  const config = {
    ...readConfig({ RAMPA_URL: 'http://localhost:3000', LOG_LEVEL: 'silent' }),
    ...over.config,
  }
  const deps: Deps = {
    db: database.db,
    queue: {
      send: async (name, data) => void jobs.push({ name, data }),
      work: async () => undefined,
      depths: async () => [],
      stop: async () => undefined,
    },
    scanner: {
      version: '0.0.0',
      formats: [],
      check: async () => {
        throw new Error('No scanner here: pass one in.')
      },
    },
    catalogue: openCatalogue(new URL('../fixtures/content', import.meta.url).pathname),
    inspect: inspectInJsdom,
    log: pino({ level: 'silent' }),
    now: () => new Date(),
    ...over,
    config,
  }
  const app = createApp(deps)

  async function addOrganisation(
    name = 'Comune di Esempio',
    kind: 'municipality' | 'supplier' = 'municipality',
  ) {
    const row = await deps.db
      .insertInto('organisation')
      .values({ kind, name })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** A person with this role, signed in. `office`: its name, made when missing. */
  async function signIn(
    role: Role,
    to: { readonly organisationId?: string; readonly office?: string } = {},
  ): Promise<Person> {
    const organisationId = to.organisationId ?? (await addOrganisation())
    const officeId = to.office ? await addOffice(organisationId, to.office) : null
    const person = await deps.db
      .insertInto('person')
      .values({ email: `${randomUUID()}@esempio.it`, name: `${role} di prova` })
      .returning('id')
      .executeTakeFirstOrThrow()
    await deps.db
      .insertInto('membership')
      .values({ person_id: person.id, organisation_id: organisationId, role, office_id: officeId })
      .execute()
    const token = newSecret()
    const expires = new Date(deps.now().getTime() + 3_600_000)
    await deps.db
      .insertInto('session')
      .values({
        person_id: person.id,
        organisation_id: organisationId,
        token_hash: digestOf(token),
        last_used_at: deps.now(),
        expires_at: expires,
      })
      .execute()
    const cookie = `${sessionCookie(config.url)}=${token}`
    return {
      personId: person.id,
      organisationId,
      officeId,
      ask: (method, path, body, headers = {}) => ask(method, path, body, { cookie, ...headers }),
    }
  }

  async function addOffice(organisationId: string, name: string): Promise<string> {
    const made = await deps.db
      .insertInto('office')
      .values({ organisation_id: organisationId, name })
      .onConflict((conflict) => conflict.columns(['organisation_id', 'name']).doUpdateSet({ name }))
      .returning('id')
      .executeTakeFirstOrThrow()
    return made.id
  }

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Response> {
    return await app.request(path, {
      method,
      headers: {
        origin: config.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  return { app, deps, database, jobs, signIn, addOrganisation, addOffice, ask }
}
