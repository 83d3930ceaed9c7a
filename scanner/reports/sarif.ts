import type { Finding, Report, ReportFormat } from './report.ts'

const LEVELS = { failed: 'error', cantTell: 'note', unstable: 'note' } as const

/** SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
export const sarif: ReportFormat = {
  id: 'sarif',
  extension: 'sarif',
  mediaType: 'application/sarif+json',
  render: (report) => `${JSON.stringify(toSarif(report), null, 1)}\n`,
}

function toSarif(report: Report) {
  const rules = [...new Map(report.findings.map((finding) => [finding.rule, finding])).values()]
  const urls = new Map(report.pages.map(({ id, finalUrl }) => [id, finalUrl]))
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Rampa',
            version: report.tool.version,
            rules: rules.map(ruleOf),
          },
        },
        language: report.lang,
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.scan.ended === 'complete',
            startTimeUtc: report.scan.startedAt,
            endTimeUtc: report.scan.finishedAt,
          },
        ],
        results: report.findings.flatMap((finding) =>
          finding.occurrences.map((occurrence) => ({
            ruleId: finding.rule,
            ruleIndex: rules.findIndex(({ rule }) => rule === finding.rule),
            level: LEVELS[finding.outcome],
            kind: finding.outcome === 'failed' ? 'fail' : 'review',
            message: { text: `${finding.title}. ${occurrence.message}` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: urls.get(occurrence.page) ?? '' },
                  region: { startLine: 1, snippet: { text: occurrence.html } },
                },
                logicalLocations: [
                  { fullyQualifiedName: occurrence.target.join(' → ') || 'html', kind: 'element' },
                ],
                message: { text: occurrence.where },
              },
            ],
            partialFingerprints: { 'rampaFinding/v1': occurrence.key, 'rampaComponent/v1': finding.key },
            ...(finding.change ? { baselineState: finding.change === 'new' ? 'new' : 'unchanged' } : {}),
          })),
        ),
      },
    ],
  }
}

/** SARIF knows three levels; a doubt is a note for a person, never an error. */
function ruleOf({ rule, title, help, howToFix, helpUrl, wcag, en301549, level, outcome }: Finding) {
  return {
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: help },
    help: { text: howToFix },
    helpUri: helpUrl,
    defaultConfiguration: { level: LEVELS[outcome] },
    properties: {
      tags: [...wcag.map((sc) => `WCAG ${sc}`), ...en301549.map((clause) => `EN 301 549 ${clause}`), level],
    },
  }
}
