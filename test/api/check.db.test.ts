import { beforeEach, expect, test } from 'vitest'
import type { CheckInput } from '../../api/jobs/scanner.ts'
import { Problem } from '../../api/problem.ts'
import type { CheckResult } from '../../api/shapes/findings.ts'
import type { Finding } from '../../scanner/index.ts'
import { type Person, testApp } from '../helpers/app.ts'
import { emptyDatabase } from '../helpers/database.ts'
import { fault } from '../helpers/history.ts'
import { HOSTILE, report } from '../helpers/report.ts'

const asked: CheckInput[] = []
let found: readonly Finding[] = []
const app = await testApp({
  scanner: {
    version: '0.0.0',
    formats: [],
    check: async (input) => {
      asked.push(input)
      if (input.kind === 'url' && input.url.includes('10.0.0.1')) {
        throw new Problem(422, 'cannot-visit', { it: 'Indirizzo privato.', en: 'Private address.' })
      }
      return report({ findings: found })
    },
  },
})
let editor: Person

beforeEach(async () => {
  await emptyDatabase(app.database)
  asked.length = 0
  found = []
  editor = await app.signIn('editor')
})

async function check(body: object): Promise<CheckResult> {
  const answer = await editor.ask('POST', '/api/check', body, { 'accept-language': 'it' })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as CheckResult
}

test('of a page it shows what the editor can put right, at most five, most harmful first', async () => {
  found = [
    fault('template', { owner: 'template', priority: 1 }),
    fault('incerto', { outcome: 'unstable' }),
    ...Array.from({ length: 8 }, (_, at) => fault(`k${at}`, { priority: (8 - at) / 10 })),
  ]
  const { findings, note } = await check({ kind: 'url', url: 'https://www.comune.esempio.it/bozza' })
  expect(findings.map(({ title }) => title)).toEqual(
    ['k0', 'k1', 'k2', 'k3', 'k4'].map((key) => `Problema ${key}`),
  )
  expect(note).toMatch(/^Una macchina vede solo una parte/)
})

test('a fragment is all the editor’s own', async () => {
  found = [fault('a', { owner: 'unknown' })]
  const { findings } = await check({ kind: 'html', html: HOSTILE })
  expect(findings).toHaveLength(1)
  expect(asked).toEqual([{ kind: 'html', html: HOSTILE, lang: 'it' }])
})

test('what cannot be visited is refused with its reason', async () => {
  const answer = await editor.ask('POST', '/api/check', { kind: 'url', url: 'http://10.0.0.1/' })
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([422, 'cannot-visit'])
})

test.each([{ kind: 'html', html: '' }, { kind: 'pdf' }, {}])('%o is no question', async (body) => {
  expect((await editor.ask('POST', '/api/check', body)).status).toBe(422)
  expect(asked).toEqual([])
})

test('a few a minute, as each opens a browser', async () => {
  const statuses: number[] = []
  for (let time = 0; time < 11; time++) {
    statuses.push((await editor.ask('POST', '/api/check', { kind: 'html', html: '<p>Ciao' })).status)
  }
  expect(statuses.slice(0, 10).every((status) => status === 200)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
})

test.each([
  ['employee', 200],
  ['supplier', 403],
  ['facilitator', 403],
] as const)('%s: %i', async (role, status) => {
  const person = await app.signIn(role)
  expect((await person.ask('POST', '/api/check', { kind: 'html', html: '<p>Ciao' })).status).toBe(status)
})
