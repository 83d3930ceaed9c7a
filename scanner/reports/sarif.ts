import { placesOf } from './by-page.ts'
import type { Finding, NotAudited, Occurrence, Report, ReportFormat } from './report.ts'

const LEVELS = { critical: 'error', serious: 'error', moderate: 'warning', minor: 'note' } as const

/** SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
export const sarif: ReportFormat = {
  id: 'sarif',
  extension: 'sarif',
  mediaType: 'application/sarif+json',
  render: (report) => `${JSON.stringify(toSarif(report), null, 1)}\n`,
}

function toSarif(report: Report) {
  const { scan, tool } = report
  const rules = [...new Map(report.findings.map((finding) => [finding.rule, finding])).values()]
  const indexes = new Map(rules.map(({ rule }, at) => [rule, at]))
  const urls = new Map(report.pages.map(({ id, finalUrl }) => [id, finalUrl]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Rampa', version: tool.version, rules: rules.map(ruleOf) } },
        language: report.lang,
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: scan.ended === 'complete',
            startTimeUtc: scan.startedAt,
            endTimeUtc: scan.finishedAt,
            toolExecutionNotifications: report.notAudited.map(notificationOf),
          },
        ],
        properties: {
          startUrl: scan.startUrl,
          standard: scan.standard,
          configHash: scan.configHash,
          coverage: scan.coverage,
          engines: tool.engines,
        },
        results: report.findings.flatMap((finding) =>
          resultsOf(finding, indexes.get(finding.rule) ?? -1, urls),
        ),
      },
    ],
  }
}

/** Every occurrence, also those without details: an identity that is missing here would look fixed. */
function resultsOf(finding: Finding, ruleIndex: number, urls: ReadonlyMap<string, string>) {
  return placesOf(finding).map((place) => {
    const { key, page } = place
    const occurrence = 'message' in place ? place : undefined
    return {
      ruleId: finding.rule,
      ruleIndex,
      ...verdictOf(finding),
      message: { text: occurrence ? `${finding.title}. ${occurrence.message}` : finding.title },
      locations: [locationOf(urls.get(page) ?? '', occurrence)],
      partialFingerprints: { 'rampaFinding/v1': key, 'rampaComponent/v1': finding.key },
      ...(finding.change ? { baselineState: finding.change === 'new' ? 'new' : 'unchanged' } : {}),
    }
  })
}

/** What a person must judge has no level, or readers would count it as a fault (§3.27.10). */
const verdictOf = ({ outcome, impact }: Finding) =>
  outcome === 'failed'
    ? ({ kind: 'fail', level: LEVELS[impact] } as const)
    : ({ kind: 'review', level: 'none' } as const)

function locationOf(uri: string, occurrence: Occurrence | undefined) {
  return {
    physicalLocation: {
      artifactLocation: { uri },
      // Line 1 is no finding of ours: code hosts drop a result that has no line.
      region: { startLine: 1, ...(occurrence ? { snippet: { text: occurrence.html } } : {}) },
    },
    ...(occurrence
      ? {
          logicalLocations: [
            { fullyQualifiedName: occurrence.target.join(' → ') || 'html', kind: 'element' },
          ],
          message: { text: occurrence.where },
        }
      : {}),
  }
}

/** Addresses that nobody looked at, so that no result there is not read as no fault there. */
function notificationOf({ url, cause, reason, detail }: NotAudited) {
  return {
    level: 'note',
    descriptor: { id: cause },
    message: { text: `${url}: ${reason}${detail && ` (${detail})`}` },
  }
}

function ruleOf({ rule, title, help, howToFix, helpUrl, wcag, en301549, level, impact }: Finding) {
  return {
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: howToFix },
    helpUri: helpUrl,
    defaultConfiguration: { level: LEVELS[impact] },
    properties: {
      tags: [...wcag.map((sc) => `WCAG ${sc}`), ...en301549.map((clause) => `EN 301 549 ${clause}`), level],
    },
  }
}
