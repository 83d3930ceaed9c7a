import { getCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'
import type { Kysely } from 'kysely'
import type { Actor } from '../actor.ts'
import type { Database, Scope } from '../db/schema.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Env } from '../router.ts'
import { digestOf } from '../secret.ts'
import { languageOf } from './language.ts'

/** `__Host-` cannot be set over plain HTTP, where development and the demo run. */
export const sessionCookie = (url: string) => (url.startsWith('https:') ? '__Host-rampa' : 'rampa')
export const guestCookie = (url: string) => (url.startsWith('https:') ? '__Host-rampa-guest' : 'rampa-guest')
/** ms. A session is remembered as used at most so often: not every request writes. */
const TOUCH_MS = 60_000
/** ms. A session that nobody used for so long is over. */
export const IDLE_MS = 12 * 3_600_000

/** Finds out who asks. A wrong or expired token is refused; no token is nobody. */
export const session = ({ config, db, now }: Deps) =>
  createMiddleware<Env>(async (c, next) => {
    const [scheme, bearer] = (c.req.header('authorization') ?? '').split(' ')
    const cookie = getCookie(c, sessionCookie(config.url))
    const guest = getCookie(c, guestCookie(config.url))
    if (scheme?.toLowerCase() === 'bearer' && bearer) c.set('actor', await byToken(db, bearer, now()))
    else {
      const person = cookie ? await bySession(db, cookie, now()) : null
      if (person) c.set('lang', languageOf(c.req.header('accept-language'), person.lang))
      c.set('actor', person?.actor ?? (guest ? await byGuest(db, guest, now()) : null))
    }
    await next()
  })

async function bySession(
  db: Kysely<Database>,
  token: string,
  now: Date,
): Promise<{ readonly actor: Actor; readonly lang: 'it' | 'en' } | null> {
  const row = await db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select([
      'session.id',
      'session.person_id',
      'session.organisation_id',
      'session.last_used_at',
      'person.lang',
    ])
    .where('session.token_hash', '=', digestOf(token))
    .where('session.expires_at', '>', now)
    .where('session.last_used_at', '>', new Date(now.getTime() - IDLE_MS))
    .executeTakeFirst()
  if (!row) return null
  if (now.getTime() - row.last_used_at.getTime() > TOUCH_MS) {
    await db.updateTable('session').set({ last_used_at: now }).where('id', '=', row.id).execute()
    await db.updateTable('person').set({ last_seen_at: now }).where('id', '=', row.person_id).execute()
  }
  const actor: Actor = {
    kind: 'person',
    organisationId: row.organisation_id,
    personId: row.person_id,
    sessionId: row.id,
    scopes: null,
    supplier: null,
    ...(await rolesOf(db, row.person_id, row.organisation_id)),
  }
  return { actor, lang: row.lang }
}

async function byToken(db: Kysely<Database>, token: string, now: Date): Promise<Actor> {
  const row = await db
    .selectFrom('api_token')
    .select(['id', 'organisation_id', 'person_id', 'scopes', 'expires_at', 'last_used_at'])
    .where('token_hash', '=', digestOf(token))
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!row || (row.expires_at && row.expires_at <= now)) {
    throw new Problem(401, 'token-refused', {
      it: 'Il token non è valido, è scaduto o è stato revocato. Creane uno nuovo in Amministrazione.',
      en: 'The token is not valid, has expired or was revoked. Make a new one in Administration.',
    })
  }
  if (!row.last_used_at || now.getTime() - row.last_used_at.getTime() > TOUCH_MS) {
    await db.updateTable('api_token').set({ last_used_at: now }).where('id', '=', row.id).execute()
  }
  const scopes: readonly Scope[] = row.scopes
  const roles = row.person_id
    ? await rolesOf(db, row.person_id, row.organisation_id)
    : { roles: [], officeIds: [] }
  return {
    kind: 'token',
    organisationId: row.organisation_id,
    personId: row.person_id,
    sessionId: null,
    scopes,
    supplier: null,
    ...roles,
  }
}

async function byGuest(db: Kysely<Database>, token: string, now: Date): Promise<Actor | null> {
  const row = await db
    .selectFrom('guest_link')
    .select(['organisation_id', 'supplier'])
    .where('token_hash', '=', digestOf(token))
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  if (!row) return null
  return {
    kind: 'guest',
    organisationId: row.organisation_id,
    personId: null,
    sessionId: null,
    roles: [],
    officeIds: [],
    scopes: null,
    supplier: row.supplier,
  }
}

/** What a person is in an organisation. */
export async function rolesOf(db: Kysely<Database>, personId: string, organisationId: string) {
  const rows = await db
    .selectFrom('membership')
    .select(['role', 'office_id'])
    .where('person_id', '=', personId)
    .where('organisation_id', '=', organisationId)
    .execute()
  return {
    roles: [...new Set(rows.map(({ role }) => role))],
    officeIds: [...new Set(rows.flatMap(({ office_id }) => office_id ?? []))],
  }
}
