import { expect, inject, test } from 'vitest'
import { readConfig } from '../../api/config.ts'
import { reachDatabase } from '../../api/main.ts'
import { StartRefusal } from '../../api/refusal.ts'

const postgres = inject('postgres')

async function refusalOf(url: string): Promise<StartRefusal> {
  const refused = await reachDatabase(readConfig({ DATABASE_URL: url })).catch((error: unknown) => error)
  if (refused instanceof StartRefusal) return refused
  throw new Error('It was not refused.', { cause: refused })
}

test.each([
  ['a wrong password', postgres.replace('rampa:rampa@', 'rampa:segreta@'), /password/],
  ['a user that nobody made', postgres.replace('rampa:rampa@', 'nessuno:segreta@'), /utente/],
  ['a database that nobody made', `${postgres}/mai_creato`, /non esiste.*createdb/],
])('%s is told with what to do, and without the address', async (_what, url, says) => {
  const { text } = await refusalOf(url.includes('/mai_creato') ? url : `${url}/postgres`)
  expect(text.it).toMatch(says)
  expect(`${text.it} ${text.en}`).not.toMatch(/segreta|127\.0\.0\.1/)
})
