import { expect, test } from 'vitest'
import type { Opening } from '../../scanner/auditor.ts'
import { type Concluder, conclude, type Ending } from '../../scanner/conclude.ts'
import { createPoliteness, type Politeness } from '../../scanner/crawl/politeness.ts'
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

async function reportOf(
  change: Partial<Ending> = {},
  { gathered = nothing, by = auditor }: { readonly gathered?: Gathered; readonly by?: Concluder } = {},
) {
  const options = parseScanOptions({ startUrls: [START] })
  const { report } = await conclude(by, opening, gathered, spool, {
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

const files = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ url: `${START}${at}.pdf`, pages: [] }))

test('the report says how many linked files were not opened, in its language', async () => {
  const { scan } = await reportOf({}, { gathered: { ...nothing, files: files(2_010) } })
  expect(scan.notes).toEqual([expect.stringContaining('10 di 2010')])
  const english = parseScanOptions({ startUrls: [START], lang: 'en' })
  const { scan: inEnglish } = await reportOf(
    { options: english },
    { gathered: { ...nothing, files: files(2_010) } },
  )
  expect(inEnglish.notes).toEqual([expect.stringContaining('10 of 2010')])
})

test('files are opened in the budget of the pages, or in one with the same limits', async () => {
  const budgets: Politeness[] = []
  const by: Concluder = {
    ...auditor,
    readFiles: async (_, { politeness }) => {
      budgets.push(politeness)
      return []
    },
  }
  const gathered = { ...nothing, files: files(1) }
  const ofPages = createPoliteness({ minIntervalMs: 7, maxParallel: 1 })
  await reportOf({ politeness: ofPages }, { gathered, by })
  await reportOf({}, { gathered, by })
  expect(budgets[0]).toBe(ofPages)
  budgets[1]?.started(0)
  expect(budgets[1]?.mayStart(0)).toBe(1_000)
})
