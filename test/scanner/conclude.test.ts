import { expect, test } from 'vitest'
import type { Opening } from '../../scanner/auditor.ts'
import { type Concluder, conclude, type Ending } from '../../scanner/conclude.ts'
import type { Gathered } from '../../scanner/gather.ts'
import { configHash, parseScanOptions } from '../../scanner/options.ts'
import type { LighthouseResult } from '../../scanner/reports/report.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'

const START = 'https://www.comune.esempio.it/'
const ENGINES = { 'axe-core': '4.14.1', chromium: 'Chrome/153.0.8010.0' }

const opening: Opening = {
  site: {
    robots: { url: `${START}robots.txt`, status: 404, text: '', isIgnored: false },
    found: [],
    problems: [],
    urls: [],
  },
  notFoundDigest: null,
  isPrivate: false,
}
const nothing: Gathered = {
  selected: 0,
  pages: [],
  digests: [],
  fates: [],
  files: [],
  sitemap: { found: [], problems: [], notLinked: [], notListed: [] },
  consent: 'not-tried',
}
const auditor: Concluder = {
  engines: ENGINES,
  isSandboxed: true,
  notes: [],
  readFiles: async () => [],
  readStatement: async (href) => ({ href, outcome: 'unreachable', status: 0, text: '', links: [] }),
}
const spool = { write: async () => undefined, read: async function* () {}, close: () => undefined }

async function reportOf(change: Partial<Ending> = {}) {
  const options = parseScanOptions({ startUrls: [START] })
  const { report } = await conclude(auditor, opening, nothing, spool, {
    options,
    version: 'test',
    texts: loadRuleTexts('it'),
    startedAt: new Date('2026-11-23T08:00:00Z'),
    now: () => new Date('2026-11-23T08:10:00Z'),
    baseline: null,
    isStopped: () => false,
    onEvent: () => undefined,
    runLighthouse: async () => [],
    ...change,
  })
  return report
}

const measured: LighthouseResult = {
  page: 'p1',
  url: START,
  scores: {},
  metrics: {},
  audits: [],
  problem: '',
}

test('the engines name Lighthouse and its version when it ran', async () => {
  const { tool } = await reportOf({ runLighthouse: async () => [measured] })
  expect(tool.engines).toEqual({ ...ENGINES, lighthouse: expect.stringMatching(/^\d+\.\d+\.\d+/) })
})

test('without Lighthouse they do not', async () => {
  expect((await reportOf()).tool.engines).toEqual(ENGINES)
})

test('whether Lighthouse ran does not tell two audits apart: it decides no verdict', async () => {
  const { scan } = await reportOf({ runLighthouse: async () => [measured] })
  expect(scan.configHash).toBe(configHash(parseScanOptions({ startUrls: [START] }), ENGINES))
})
