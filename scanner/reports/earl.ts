import { findCriterion } from '../standards/wcag.ts'
import { placesOf } from './by-page.ts'
import type { CriterionStatus, Finding, Report, ReportFormat } from './report.ts'

const OUTCOMES = { failed: 'earl:failed', cantTell: 'earl:cantTell', unstable: 'earl:cantTell' } as const
const STATUSES: Readonly<Record<CriterionStatus, string>> = {
  fails: 'earl:failed',
  passes: 'earl:passed',
  'to-judge': 'earl:cantTell',
  'not-checked': 'earl:untested',
  'not-applicable': 'earl:inapplicable',
}

const CONTEXT = {
  earl: 'http://www.w3.org/ns/earl#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  doap: 'http://usefulinc.com/ns/doap#',
  ptr: 'http://www.w3.org/2009/pointers#',
  assertedBy: { '@id': 'earl:assertedBy', '@type': '@id' },
  subject: { '@id': 'earl:subject', '@type': '@id' },
  test: { '@id': 'earl:test', '@type': '@id' },
  mode: { '@id': 'earl:mode', '@type': '@id' },
  result: 'earl:result',
  outcome: { '@id': 'earl:outcome', '@type': '@id' },
  pointer: 'earl:pointer',
  isPartOf: { '@id': 'dct:isPartOf', '@type': '@id' },
  title: 'dct:title',
  description: 'dct:description',
  identifier: { '@id': 'dct:identifier', '@language': null },
  date: { '@id': 'dct:date', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
} as const

/** EARL 1.0 as JSON-LD: an assertion for each occurrence, and one for each criterion on the whole site. */
export const earl: ReportFormat = {
  id: 'earl',
  extension: 'earl.jsonld',
  mediaType: 'application/ld+json',
  render: (report) => `${JSON.stringify(toEarl(report), null, 1)}\n`,
}

const TOOL = '_:rampa'

function toEarl(report: Report) {
  const urls = new Map(report.pages.map(({ id, finalUrl }) => [id, finalUrl]))
  return {
    '@context': { ...CONTEXT, '@language': report.lang },
    '@graph': [
      {
        '@id': TOOL,
        '@type': ['earl:Software', 'doap:Project'],
        'doap:name': 'Rampa',
        'doap:release': { 'doap:revision': report.tool.version },
      },
      {
        '@id': report.scan.startUrl,
        '@type': ['earl:TestSubject'],
        title: report.scan.host,
        description: summaryOf(report),
      },
      ...report.pages
        .filter(({ finalUrl }) => finalUrl !== report.scan.startUrl)
        .map(({ finalUrl, title }) => ({
          '@id': finalUrl,
          '@type': ['earl:TestSubject', 'foaf:Document'],
          title,
          isPartOf: report.scan.startUrl,
        })),
      ...report.findings.flatMap((finding) => assertionsOf(finding, report, urls)),
      ...report.criteria.map(({ sc, status }) => ({
        '@type': 'earl:Assertion',
        assertedBy: TOOL,
        subject: report.scan.startUrl,
        mode: 'earl:automatic',
        test: criterionUrl(sc),
        result: { '@type': 'earl:TestResult', outcome: STATUSES[status], date: report.scan.finishedAt },
      })),
      ...untested(report),
    ],
  }
}

const criterionUrl = (sc: string): string => findCriterion(sc)?.understanding ?? `urn:wcag:${sc}`

const actUrl = (id: string): string => `https://www.w3.org/WAI/standards-guidelines/act/rules/${id}/`

function assertionsOf(finding: Finding, report: Report, urls: ReadonlyMap<string, string>) {
  const tests = [...finding.act.map(actUrl), ...finding.wcag.map(criterionUrl)]
  return placesOf(finding).map((place) => {
    const { key, page } = place
    const occurrence = 'message' in place ? place : undefined
    return {
      '@type': 'earl:Assertion',
      identifier: key,
      assertedBy: TOOL,
      subject: urls.get(page) ?? report.scan.startUrl,
      mode: 'earl:automatic',
      test: tests.length > 0 ? tests : [finding.helpUrl],
      result: {
        '@type': 'earl:TestResult',
        outcome: OUTCOMES[finding.outcome],
        title: finding.title,
        date: report.scan.finishedAt,
        ...(occurrence && {
          description: occurrence.message,
          pointer: {
            '@type': 'ptr:CSSSelectorPointer',
            'ptr:expression': occurrence.target.join(' ') || 'html',
          },
        }),
      },
    }
  })
}

/** Addresses that nobody looked at are untested, not passed. What is no web address can be no subject. */
const untested = (report: Report) =>
  report.notAudited
    .filter(({ url }) => /^https?:/i.test(url))
    .map(({ url, reason }) => ({
      '@type': 'earl:Assertion',
      assertedBy: TOOL,
      subject: url,
      mode: 'earl:automatic',
      test: 'https://www.w3.org/TR/WCAG22/',
      result: {
        '@type': 'earl:TestResult',
        outcome: 'earl:untested',
        description: reason,
        date: report.scan.finishedAt,
      },
    }))

/** What the assertions stand on, for whoever has only this file. */
function summaryOf({ lang, scan, conformance }: Report): string {
  const { audited, discovered } = scan.coverage
  const counts =
    lang === 'it'
      ? `${audited} pagine controllate su ${discovered} indirizzi trovati`
      : `${audited} pages audited of ${discovered} addresses found`
  return `${conformance.explanation} ${scan.standard}; ${counts}; configHash ${scan.configHash}.`
}
