import {
  loadRuleTexts,
  parseScanOptions,
  Refusal,
  type Report,
  type ReportFormat,
  reportFormats,
  scan,
  serveFragment,
} from '../../scanner/index.ts'
import { Problem } from '../problem.ts'

/** What routes need of the scanner at once, without a job. */
export interface Scanner {
  readonly version: string
  readonly formats: readonly ReportFormat[]
  /** What is wrong with one address, or with a piece of HTML. @throws Problem when it cannot be visited */
  check(input: CheckInput): Promise<Report>
}

export type CheckInput =
  | { readonly kind: 'html'; readonly html: string; readonly lang: 'it' | 'en' }
  | { readonly kind: 'url'; readonly url: string; readonly lang: 'it' | 'en' }

/** Browsers that checks may have open in one server process; who comes later waits. */
const SIDE_BY_SIDE = 2

export function createScanner(version: string, privateHosts: readonly string[]): Scanner {
  const inTurn = limit(SIDE_BY_SIDE)
  return {
    version,
    formats: reportFormats,
    check: (input) =>
      inTurn(async () => {
        const fragment = input.kind === 'html' ? await serveFragment(input.html) : null
        const url = input.kind === 'url' ? input.url : (fragment?.url ?? '')
        const hosts = fragment ? [new URL(fragment.url).host] : [...privateHosts]
        try {
          return await checkOne(url, input.lang, hosts, version)
        } catch (error) {
          if (error instanceof Refusal) throw new Problem(422, 'cannot-visit', error.text)
          throw error
        } finally {
          fragment?.close()
        }
      }),
  }
}

function checkOne(url: string, lang: 'it' | 'en', privateHosts: string[], version: string): Promise<Report> {
  const options = parseScanOptions({
    startUrls: [url],
    urls: [url],
    scope: 'page',
    concurrency: 1,
    lang,
    pictures: false,
    privateHosts,
  })
  return scan(options, {
    texts: loadRuleTexts(lang),
    version,
    outDir: null,
    baseline: null,
    now: () => new Date(),
    onEvent: () => undefined,
    isStopped: () => false,
  })
}

/** Runs at most so many at once; the others in the order they came. */
function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go))
    running++
    try {
      return await work()
    } finally {
      running--
      waiting.shift()?.()
    }
  }
}
