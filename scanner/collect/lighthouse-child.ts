import lighthouse from 'lighthouse'
import { AddressGuard } from '../browser/address-guard.ts'
import { launchBrowser } from '../browser/browser.ts'
import { findExecutable } from '../browser/executable.ts'
import { openGuardProxy } from '../browser/guard-proxy.ts'
import type { LighthouseJob, LighthouseMessage } from './lighthouse.ts'

// One run, in a process of its own: two runs in one process disturb each other
// (https://github.com/GoogleChrome/lighthouse/issues/7104), and its globals go away with it.

const METRICS = {
  firstContentfulPaintMs: 'first-contentful-paint',
  largestContentfulPaintMs: 'largest-contentful-paint',
  totalBlockingTimeMs: 'total-blocking-time',
  cumulativeLayoutShift: 'cumulative-layout-shift',
  speedIndexMs: 'speed-index',
  totalBytes: 'total-byte-weight',
}

async function run({ url, lang, allowPrivate }: LighthouseJob): Promise<LighthouseMessage> {
  const guard = new AddressGuard({ allowPrivate, ports: [Number(new URL(url).port) || 443] })
  const proxy = await openGuardProxy(guard)
  const chromium = await launchBrowser({ executable: await findExecutable(), proxyUrl: proxy.url })
  try {
    const page = await chromium.browser.newPage()
    const result = await lighthouse(
      url,
      { locale: lang, output: 'json', logLevel: 'silent' },
      undefined,
      page,
    )
    if (!result) return { ok: false, problem: 'no result' }
    const { lhr } = result
    if (lhr.runtimeError) return { ok: false, problem: lhr.runtimeError.code }
    return { ok: true, version: lhr.lighthouseVersion, ...summaryOf(lhr) }
  } finally {
    await chromium.close()
    await proxy.close()
  }
}

type Lhr = NonNullable<Awaited<ReturnType<typeof lighthouse>>>['lhr']

function summaryOf(lhr: Lhr) {
  const categories = Object.values(lhr.categories)
  return {
    scores: Object.fromEntries(categories.map(({ id, score }) => [id, score])),
    metrics: Object.fromEntries(
      Object.entries(METRICS).map(([name, id]) => [name, lhr.audits[id]?.numericValue ?? null]),
    ),
    audits: categories.flatMap(({ id: category, auditRefs }) =>
      auditRefs.flatMap(({ id }) => {
        const audit = lhr.audits[id]
        if (!audit || audit.score === null || audit.score >= 0.9) return []
        return [
          { id, category, title: audit.title, displayValue: audit.displayValue ?? '', score: audit.score },
        ]
      }),
    ),
  }
}

process.once('message', (job: LighthouseJob) => {
  run(job)
    .catch(
      (error: unknown): LighthouseMessage => ({
        ok: false,
        problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'error',
      }),
    )
    .then((message) => process.send?.(message, () => process.exit(0)))
})
