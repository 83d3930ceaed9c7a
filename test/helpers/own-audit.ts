import { loadRuleTexts, parseScanOptions, type Report, scan } from '../../scanner/index.ts'

/** Rampa's audit of screens of its own: 1280 px and 320 px, at rest and with the focus on each thing in turn. */
export function auditScreens(url: string, paths: readonly string[]): Promise<Report> {
  const urls = paths.map((path) => url + path)
  return scan(parseScanOptions({ startUrls: urls, urls, allowPrivate: true, pictures: false }), {
    texts: loadRuleTexts('it'),
    version: '0.0.0',
    baseline: null,
    outDir: null,
    now: () => new Date(),
    onEvent: () => undefined,
    isStopped: () => false,
  })
}

/** What fails, each with its place. */
export const faultsOf = ({ findings, pages }: Report): string[] =>
  findings
    .filter(({ outcome }) => outcome === 'failed')
    .flatMap(({ rule, occurrences }) =>
      occurrences.map(({ page, state, target, message }) => {
        const url = pages.find(({ id }) => id === page)?.url ?? page
        return `${rule} (${state}) ${new URL(url).pathname} ${target.join(' ')}: ${message}`
      }),
    )
