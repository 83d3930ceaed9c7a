import { beforeEach, expect, test } from 'vitest'
import { Problem } from '../../api/problem.ts'
import { rateLimit } from '../../api/services/rate-limit.ts'
import { emptyDatabase, testDatabase } from '../helpers/database.ts'

const database = await testDatabase()
const start = Date.parse('2026-11-23T10:00:00Z')
const at = (seconds: number) => new Date(start + seconds * 1_000)
const tries = (key: string, seconds: number) =>
  rateLimit(database.db, key, { limit: 3, windowS: 60 }, at(seconds))

beforeEach(() => emptyDatabase(database))

test('what exceeds the allowance is refused, and told how long to wait', async () => {
  for (const second of [0, 1, 2]) await tries('sign-in:anna@esempio.it', second)
  const refusal = await tries('sign-in:anna@esempio.it', 20).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(Problem)
  expect(refusal).toMatchObject({ status: 429, headers: { 'retry-after': '40' } })
})

test('when the window is over the count begins again', async () => {
  for (const second of [0, 1, 2]) await tries('a', second)
  await expect(tries('a', 60)).resolves.toBeUndefined()
  await expect(tries('a', 61)).resolves.toBeUndefined()
})

test('each key has its own count', async () => {
  for (const second of [0, 1, 2]) await tries('a', second)
  await expect(tries('b', 2)).resolves.toBeUndefined()
})

test('tries at the same moment are all counted', async () => {
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => tries('a', 0)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
})

test('the key itself is not stored: it may be an e-mail address', async () => {
  await tries('sign-in:anna@esempio.it', 0)
  const rows = await database.db.selectFrom('rate_limit').select('key').execute()
  expect(rows[0]?.key).not.toContain('anna')
})
