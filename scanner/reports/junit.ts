import { escapeMarkup } from './markup.ts'
import type { Finding, Report, ReportFormat } from './report.ts'

/** JUnit XML: a suite for each page, a case for each problem on it. What a person must judge is skipped. */
export const junit: ReportFormat = {
  id: 'junit',
  extension: 'junit.xml',
  mediaType: 'application/xml',
  render(report) {
    const suites = report.pages.map(({ id, finalUrl }) => suiteOf(report, id, finalUrl))
    const total = (count: (suite: Suite) => number) => suites.reduce((sum, suite) => sum + count(suite), 0)
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      `<testsuites name="Rampa" tests="${total(({ tests }) => tests)}" failures="${total(({ failures }) => failures)}" errors="0" skipped="${total(({ skipped }) => skipped)}">`,
      ...suites.map(({ xml }) => xml),
      '</testsuites>',
      '',
    ].join('\n')
  },
}

interface Suite {
  readonly xml: string
  readonly tests: number
  readonly failures: number
  readonly skipped: number
}

function suiteOf(report: Report, page: string, url: string): Suite {
  const cases = report.findings
    .filter(({ occurrences, moreOccurrences }) =>
      [...occurrences, ...moreOccurrences].some((occurrence) => occurrence.page === page),
    )
    .map((finding) => ({ finding, xml: caseOf(finding, page, url) }))
  const failures = cases.filter(({ finding }) => finding.outcome === 'failed').length
  const skipped = cases.length - failures
  // A page without problems is a test that passed: some readers drop empty suites.
  const body =
    cases.length > 0 ? cases.map(({ xml }) => xml) : [`<testcase classname="${xml(url)}" name="rampa"/>`]
  const tests = Math.max(1, cases.length)
  const counts = `tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}"`
  return {
    tests,
    failures,
    skipped,
    xml: [
      `<testsuite name="${xml(url)}" ${counts} timestamp="${report.scan.startedAt.slice(0, 19)}">`,
      ...body,
      '</testsuite>',
    ].join('\n'),
  }
}

function caseOf(finding: Finding, page: string, url: string): string {
  const here = finding.occurrences.filter((occurrence) => occurrence.page === page)
  const name = `<testcase classname="${xml(url)}" name="${xml(`${finding.rule}: ${finding.title}`)}"`
  if (finding.outcome !== 'failed')
    return `${name}><skipped message="${xml(here[0]?.message ?? finding.title)}"/></testcase>`
  const lines = here.map(({ where, message, html }) => `${where}: ${message}\n${html}`)
  return `${name}><failure type="${xml(finding.rule)}" message="${xml(finding.title)}">${xml(lines.join('\n\n') || finding.title)}\n${xml(finding.howToFix)}</failure></testcase>`
}

const xml = escapeMarkup
