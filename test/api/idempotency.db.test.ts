import pino from 'pino'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Actor } from '../../api/actor.ts'
import { onError } from '../../api/middleware/errors.ts'
import { idempotency } from '../../api/middleware/idempotency.ts'
import { Problem } from '../../api/problem.ts'
import { createRouter } from '../../api/router.ts'
import { emptyDatabase, testDatabase } from '../helpers/database.ts'

const database = await testDatabase()
let clock = Date.parse('2026-11-23T10:00:00Z')
let done = 0
let hold: Promise<void> | undefined

const actorNamed = (name: string): Actor => ({
  kind: 'person',
  organisationId: 'comune',
  personId: name,
  sessionId: null,
  roles: [],
  officeIds: [],
  scopes: null,
  supplier: null,
})

const app = createRouter()
app.onError(onError({ log: pino({ level: 'silent' }) }))
app.use('*', async (c, next) => {
  const name = c.req.header('x-person')
  c.set('actor', name ? actorNamed(name) : null)
  c.set('lang', 'en')
  await next()
})
app.use('*', idempotency({ db: database.db, now: () => new Date(clock) }))
app.post('/api/things', async (c) => {
  await hold
  const { name } = (await c.req.json()) as { name: string }
  if (name === '') throw new Problem(422, 'bad-input', { it: 'No.', en: 'No.' })
  if (name === 'broken' && done++ === 0) throw new Error('a bug')
  done += 1
  return c.json({ name, done }, 201)
})
app.delete('/api/things/1', (c) => {
  done += 1
  return c.body(null, 204)
})
app.post('/api/tokens', (c) => {
  done += 1
  return c.json({ token: 'rampa_very-secret' }, 201)
})
app.get('/api/things', (c) => c.json({ done }))

const write = (key: string | null, body: object = { name: 'a' }, person = 'anna', path = '/api/things') =>
  app.request(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-person': person,
      ...(key ? { 'idempotency-key': key } : {}),
    },
    body: JSON.stringify(body),
  })

beforeEach(async () => {
  await emptyDatabase(database)
  done = 0
  hold = undefined
})

test('a write that is sent again is done once, and answered alike', async () => {
  const first = await write('k')
  const second = await write('k')
  expect(done).toBe(1)
  expect(second.status).toBe(201)
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await second.json()).toEqual(await first.json())
})

test('without a key each write is done', async () => {
  await write(null)
  await write(null)
  expect(done).toBe(2)
})

test('the same key with another request is refused', async () => {
  await write('k')
  const answer = await write('k', { name: 'b' })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ code: 'idempotency-mismatch' })
})

test('while the first is under way, the second is asked to wait', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  hold = promise
  const first = write('k')
  const taken = () => database.db.selectFrom('idempotency_key').select('key').execute()
  await vi.waitFor(async () => expect(await taken()).toHaveLength(1))
  const second = await write('k')
  expect(second.status).toBe(409)
  expect(second.headers.get('retry-after')).toBe('2')
  resolve()
  expect((await first).status).toBe(201)
  expect(done).toBe(1)
})

test('of many at the same moment one is done', async () => {
  const statuses = (await Promise.all(Array.from({ length: 10 }, () => write('k')))).map(
    ({ status }) => status,
  )
  expect(done).toBe(1)
  expect(statuses.every((status) => status === 201 || status === 409)).toBe(true)
})

test('a key belongs to who sent it', async () => {
  await write('k', { name: 'a' }, 'anna')
  await write('k', { name: 'a' }, 'bruno')
  expect(done).toBe(2)
})

test('a refusal is an answer like any other', async () => {
  const first = await write('k', { name: '' })
  const second = await write('k', { name: '' })
  expect([first.status, second.status]).toEqual([422, 422])
  expect(second.headers.get('content-type')).toContain('application/problem+json')
  expect(await second.json()).toEqual(await first.json())
})

test('what failed on our side may be tried again with the same key', async () => {
  expect((await write('k', { name: 'broken' })).status).toBe(500)
  expect((await write('k', { name: 'broken' })).status).toBe(201)
})

describe('as time goes by', () => {
  test('a key is free again after a day', async () => {
    await write('k')
    clock += 25 * 3_600_000
    await write('k', { name: 'b' })
    expect(done).toBe(2)
  })

  test('a key whose server died while answering is free after some minutes', async () => {
    const values = { owner: 'comune:person:anna', key: 'k', request_digest: '', created_at: new Date(clock) }
    await database.db.insertInto('idempotency_key').values(values).execute()
    clock += 6 * 60_000
    expect((await write('k')).status).toBe(201)
  })
})

test('an empty answer is repeated empty', async () => {
  const remove = () =>
    app.request('/api/things/1', {
      method: 'DELETE',
      headers: { 'x-person': 'anna', 'idempotency-key': 'k' },
    })
  await remove()
  expect((await remove()).status).toBe(204)
  expect(done).toBe(1)
})

test('an answer with a secret is not kept: who repeats the request is told that it was done', async () => {
  await write('k', {}, 'anna', '/api/tokens')
  const kept = await database.db.selectFrom('idempotency_key').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain('very-secret')
  const again = await write('k', {}, 'anna', '/api/tokens')
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ code: 'already-done' })
  expect(done).toBe(1)
})

test('a read takes no key, and nobody signed in has none', async () => {
  const headers = { 'x-person': 'anna', 'idempotency-key': 'k' }
  await app.request('/api/things', { headers })
  await app.request('/api/things', {
    method: 'POST',
    headers: { 'idempotency-key': 'k' },
    body: JSON.stringify({ name: 'a' }),
  })
  expect(await database.db.selectFrom('idempotency_key').select('key').execute()).toEqual([])
})

test('a key that is too long is refused', async () => {
  expect((await write('k'.repeat(201))).status).toBe(422)
})
