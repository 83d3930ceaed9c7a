import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Variant } from '../../scanner/demo/render.ts'
import { DEMO_FOLDER, serveDemo } from '../../scanner/demo/serve.ts'
import { parseScanOptions, type ScanOptionsInput } from '../../scanner/options.ts'
import type { Report } from '../../scanner/reports/report.ts'
import { scan } from '../../scanner/scan.ts'
import { loadRuleTexts } from '../../scanner/texts.ts'

interface Barrier {
  readonly id: string
  readonly page?: string
  readonly rule: string
}

const outDir = mkdtempSync(join(tmpdir(), 'rampa-test-'))
afterAll(() => rmSync(outDir, { recursive: true, force: true }))

/** A port of its own for both variants: what is compared must have the same addresses. */
let port = 0

async function auditDemo(
  variant: Variant,
  options: Partial<ScanOptionsInput> = {},
  baseline: Report | null = null,
): Promise<Report> {
  const server = await serveDemo(variant, port)
  port = Number(new URL(server.url).port)
  try {
    return await scan(
      parseScanOptions({ startUrls: [server.url], allowPrivate: true, bestPractices: true, ...options }),
      {
        texts: loadRuleTexts('it'),
        version: 'test',
        outDir,
        baseline,
        now: () => new Date('2026-11-23T12:00:00Z'),
        onEvent: () => undefined,
        isStopped: () => false,
        // AGID's server, as it would answer for a site that has published its statement.
        readStatement: async (href) => ({
          href,
          outcome: 'ok',
          status: 200,
          text: 'Dichiarazione di accessibilità del sito 127.0.0.1, WCAG 2.1, rivista il 20/09/2026. Meccanismo di feedback.',
          links: [],
        }),
      },
    )
  } finally {
    await server.close()
  }
}

const pathOf = (report: Report, id: string): string => {
  const page = report.pages.find((candidate) => candidate.id === id)
  return page ? new URL(page.finalUrl).pathname : ''
}

describe('the site with its barriers', () => {
  let report: Report
  beforeAll(async () => {
    report = await auditDemo('with-barriers')
  })

  const barriers = parse(readFileSync(join(DEMO_FOLDER, 'barriers.yaml'), 'utf8')) as Barrier[]

  test.each(barriers)('the barrier $id is seen by $rule', ({ rule, page }) => {
    const seen = report.findings.filter(
      ({ outcome, witnesses }) =>
        outcome === 'failed' && witnesses.some((witness) => witness.endsWith(`:${rule}`)),
    )
    const paths = seen.flatMap(({ occurrences, moreOccurrences }) =>
      [...occurrences, ...moreOccurrences].map((occurrence) => pathOf(report, occurrence.page)),
    )
    expect(paths).not.toEqual([])
    if (page) expect(paths).toContain(page)
  })

  test('every address has one end, and the counts add up', () => {
    const { coverage } = report.scan
    const notAudited = Object.values(coverage.notAudited).reduce((sum, count) => sum + count, 0)
    expect(coverage.audited + notAudited).toBe(coverage.discovered)
    expect(report.pages).toHaveLength(coverage.audited)
    expect(report.notAudited.find(({ url }) => url.endsWith('/servizi/elenco-2019.html'))?.cause).toBe(
      'http-error',
    )
  })

  test('what the template repeats is one finding on every page', () => {
    const button = report.findings.find(({ rule }) => rule === 'axe-button-name')
    expect(button?.pageCount).toBe(report.pages.length)
    expect(button?.owner).toBe('template')
  })

  test('linked documents are recognised by content, with the pages that link them', () => {
    expect(report.documents.map(({ type }) => type)).toEqual(['pdf', 'pdf', 'pdf'])
    expect(report.documents.some(({ title }) => title === 'Regolamento del mercato settimanale')).toBe(true)
    for (const { pages } of report.documents)
      expect(pages.map((id) => pathOf(report, id))).toContain('/amministrazione/documenti.html')
  })

  test('the same site and options give the same pages, findings and keys', async () => {
    const again = await auditDemo('with-barriers', { concurrency: 1 })
    const keys = ({ findings }: Report) =>
      findings.flatMap(({ key, occurrences }) => [key, ...occurrences.map((o) => o.key)])
    expect(again.pages.map(({ id, url }) => [id, url])).toEqual(report.pages.map(({ id, url }) => [id, url]))
    expect(keys(again)).toEqual(keys(report))
    expect(again.scan.configHash).toBe(report.scan.configHash)
  })

  test('after the repair all is fixed with proof and nothing is new', async () => {
    const repaired = await auditDemo('repaired', {}, report)
    expect(
      repaired.findings
        .filter(({ outcome }) => outcome === 'failed')
        .map(({ rule, occurrences }) => [rule, occurrences[0]?.html]),
    ).toEqual([])
    expect(repaired.comparison?.new).toBe(0)
    expect(repaired.comparison?.stillThere).toBe(0)
    expect(repaired.comparison?.notVerified.map(({ rule, reason }) => [rule, reason])).toEqual([])
    expect(repaired.comparison?.fixed.length).toBe(report.summary.occurrences)
  })

  test('a limit takes a sample that is the same each time, and says what it left out', async () => {
    const first = await auditDemo('with-barriers', { maxPages: 6, pictures: false })
    const second = await auditDemo('with-barriers', { maxPages: 6, pictures: false, concurrency: 1 })
    expect(first.pages).toHaveLength(6)
    expect(second.pages.map(({ url }) => url)).toEqual(first.pages.map(({ url }) => url))
    expect(first.scan.coverage.notAudited['not-sampled']).toBeGreaterThan(0)
  })
})
