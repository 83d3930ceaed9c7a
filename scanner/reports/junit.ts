import { findingsByPage } from './by-page.ts'
import { escapeMarkup as xml } from './markup.ts'
import type { Finding, NotAudited, Report, ReportFormat } from './report.ts'

/** JUnit XML: a suite for each page, a case for each problem on it. What a person must judge is skipped. */
export const junit: ReportFormat = {
  id: 'junit',
  extension: 'junit.xml',
  mediaType: 'application/xml',
  render(report) {
    const byPage = findingsByPage(report.findings)
    const suites = [
      ...report.pages.map(({ id, finalUrl }) => suiteOf(report, id, finalUrl, byPage.get(id) ?? [])),
      ...(report.notAudited.length > 0 ? [notAuditedSuite(report)] : []),
    ]
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

function suiteOf(report: Report, page: string, url: string, findings: readonly Finding[]): Suite {
  const failures = findings.filter(({ outcome }) => outcome === 'failed').length
  // A page without problems is a test that passed: some readers drop empty suites.
  const cases =
    findings.length > 0
      ? findings.map((finding) => caseOf(finding, page, url))
      : [`<testcase classname="${xml(url)}" name="rampa"/>`]
  return suite(report, url, cases, failures, findings.length - failures)
}

/** Addresses that nobody looked at: skipped, so that a green run does not speak for them. */
function notAuditedSuite(report: Report): Suite {
  const name = report.lang === 'it' ? 'Indirizzi non controllati' : 'Addresses not audited'
  const cases = report.notAudited.map(
    ({ url, cause, reason }: NotAudited) =>
      `<testcase classname="${xml(cause)}" name="${xml(url)}"><skipped message="${xml(reason)}"/></testcase>`,
  )
  return suite(report, name, cases, 0, cases.length)
}

function suite(
  { scan, tool }: Report,
  name: string,
  cases: readonly string[],
  failures: number,
  skipped: number,
): Suite {
  const tests = cases.length
  const counts = `tests="${tests}" failures="${failures}" errors="0" skipped="${skipped}"`
  const properties = Object.entries({
    version: tool.version,
    standard: scan.standard,
    configHash: scan.configHash,
    audited: scan.coverage.audited,
    discovered: scan.coverage.discovered,
  }).map(([key, value]) => `<property name="${key}" value="${xml(String(value))}"/>`)
  return {
    tests,
    failures,
    skipped,
    xml: [
      `<testsuite name="${xml(name)}" ${counts} timestamp="${scan.startedAt.slice(0, 19)}">`,
      `<properties>${properties.join('')}</properties>`,
      ...cases,
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
