import { createMiddleware } from 'hono/factory'
import type { Actor } from '../actor.ts'
import { freeKey, type KnownAnswer, keepAnswer, takeKey } from '../db/queries/idempotency.ts'
import type { Deps } from '../deps.ts'
import { Problem } from '../problem.ts'
import type { Env } from '../router.ts'
import { digestOf } from '../secret.ts'

const WRITES = ['POST', 'PUT', 'PATCH', 'DELETE']
/** ms. */
const KEPT_MS = 24 * 3_600_000
/** ms. A request that takes longer than this has lost its server. */
const LOST_MS = 5 * 60_000
const MAX_LENGTH = 200
/** Their answers hold a secret that is shown once and kept nowhere. */
const SECRET = /^\/api\/(tokens|guest-links|invitations)\b/

/**
 * A write with an `Idempotency-Key` is done once, however often it is sent: the answer is kept for a day and given
 * again. Only for who is signed in; a key belongs to its organisation and sender.
 */
export const idempotency = ({ db, now }: Pick<Deps, 'db' | 'now'>) =>
  createMiddleware<Env>(async (c, next) => {
    const key = c.req.header('idempotency-key')
    const actor = c.get('actor')
    if (!key || !actor || !WRITES.includes(c.req.method)) return next()
    if (key.length > MAX_LENGTH) throw tooLong()
    const place = { owner: ownerOf(actor), key }
    const digest = digestOf(`${c.req.method} ${new URL(c.req.url).pathname}\n${await c.req.text()}`)
    const at = now()
    const before = new Date(at.getTime() - KEPT_MS)
    const lostBefore = new Date(at.getTime() - LOST_MS)
    const known = await takeKey(db, place, digest, { now: at, before, lostBefore })
    if (known) return replay(known, digest)
    await next()
    // What failed on our side may be tried again.
    if (c.res.status >= 500 || !isText(c.res)) return freeKey(db, place)
    const body = SECRET.test(c.req.path) ? null : await c.res.clone().text()
    await keepAnswer(db, place, { status: c.res.status, body })
  })

const ownerOf = ({ organisationId, kind, personId, supplier }: Actor) =>
  `${organisationId}:${kind}:${personId ?? supplier ?? ''}`

const isText = ({ headers }: Response) =>
  !headers.has('content-type') || /json/.test(headers.get('content-type') ?? '')

function replay(known: KnownAnswer, digest: string): Response {
  if (known.request_digest !== digest) throw mismatch()
  if (known.status === null) throw inFlight()
  if (known.body === null) throw alreadyDone()
  const mediaType = known.status >= 400 ? 'application/problem+json' : 'application/json'
  const body = known.status === 204 ? null : known.body
  return new Response(body, {
    status: known.status,
    headers: { 'idempotency-replayed': 'true', ...(body ? { 'content-type': mediaType } : {}) },
  })
}

const tooLong = () =>
  new Problem(422, 'idempotency-key-too-long', {
    it: `La chiave di idempotenza può avere al massimo ${MAX_LENGTH} caratteri.`,
    en: `An idempotency key has ${MAX_LENGTH} characters at the most.`,
  })

const mismatch = () =>
  new Problem(422, 'idempotency-mismatch', {
    it: 'Questa chiave di idempotenza è già stata usata per un’altra richiesta. Usane una nuova.',
    en: 'This idempotency key was used for another request. Use a new one.',
  })

const inFlight = () =>
  new Problem(
    409,
    'idempotency-in-flight',
    {
      it: 'La stessa richiesta è ancora in corso. Riprova tra qualche secondo.',
      en: 'The same request is still under way. Try again in a few seconds.',
    },
    { headers: { 'retry-after': '2' } },
  )

const alreadyDone = () =>
  new Problem(409, 'already-done', {
    it: 'Questa richiesta è già stata eseguita. La sua risposta conteneva un segreto, che non viene conservato: se l’hai perso, creane uno nuovo.',
    en: 'This request was done already. Its answer held a secret, which is kept nowhere: if it is lost, make a new one.',
  })
