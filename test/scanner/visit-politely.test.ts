import { expect, test } from 'vitest'
import type { PageResult } from '../../scanner/audit-page.ts'
import { createPoliteness } from '../../scanner/crawl/politeness.ts'
import { visitPolitely } from '../../scanner/visit-politely.ts'

const result: PageResult = {
  ok: true,
  finalUrl: 'https://www.comune.esempio.it/',
  status: 200,
  title: 'Comune',
  lang: 'it',
  chain: [],
  isStable: true,
  links: { links: [], canonical: null, textDigest: 't', skeletonDigest: 's' },
  hasPasswordField: false,
  text: '',
  headers: {},
  consent: null,
  record: { page: 'p1', sightings: [], runs: [] },
  digest: null,
  timingsMs: { load: 0, settle: 0, collect: 0, axe: 0, rules: 0 },
}
const entry = { url: result.finalUrl, order: 0, depth: 0, foundOn: null }

test('a result is told whole, and only what is to be kept of it waits for the level to end', async () => {
  const told: unknown[] = []
  const visitAll = visitPolitely({
    politeness: createPoliteness({ minIntervalMs: 0, maxParallel: 1 }),
    concurrency: 1,
    visit: async () => result,
    keep: async (whole) => (whole.ok ? { ...whole, record: null } : whole),
    isStopped: () => false,
    now: () => 0,
    sleep: async () => undefined,
  })
  const kept = await visitAll([entry], 'audit', (_, one) => told.push(one))
  expect(told).toEqual([result])
  expect(kept.get(entry)).toEqual({ ...result, record: null })
})
