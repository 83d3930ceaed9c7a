import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LighthouseResult } from '../reports/report.ts'

export interface LighthouseJob {
  readonly url: string
  readonly lang: 'it' | 'en'
  readonly allowPrivate: boolean
}

export type LighthouseMessage =
  | ({ readonly ok: true; readonly version: string } & Pick<
      LighthouseResult,
      'scores' | 'metrics' | 'audits'
    >)
  | { readonly ok: false; readonly problem: string }

export interface LighthouseOptions extends Omit<LighthouseJob, 'url'> {
  readonly isStopped: () => boolean
}

const CHILD = fileURLToPath(new URL('./lighthouse-child.ts', import.meta.url))
/** ms. */
const TIMEOUT_MS = 120_000
const TRIES = 2

/**
 * Measures pages with Lighthouse, one after the other, as a phone would meet them (Lighthouse's own default).
 * Nothing of it enters the verdict on accessibility.
 */
export async function runLighthouse(
  pages: readonly { readonly id: string; readonly finalUrl: string }[],
  { lang, allowPrivate, isStopped }: LighthouseOptions,
): Promise<LighthouseResult[]> {
  const results: LighthouseResult[] = []
  for (const { id, finalUrl: url } of pages) {
    if (isStopped()) break
    let message: LighthouseMessage = { ok: false, problem: '' }
    for (let attempt = 0; attempt < TRIES && !message.ok; attempt++) {
      message = await runOnce({ url, lang, allowPrivate })
    }
    const nothing = { scores: {}, metrics: {}, audits: [] }
    results.push(
      message.ok
        ? {
            page: id,
            url,
            scores: message.scores,
            metrics: message.metrics,
            audits: message.audits,
            problem: '',
          }
        : { page: id, url, ...nothing, problem: message.problem },
    )
  }
  return results
}

/** A child that is killed takes its Chromium along: their pipe breaks. */
function runOnce(job: LighthouseJob): Promise<LighthouseMessage> {
  return new Promise((resolve) => {
    const child = fork(CHILD, { stdio: 'ignore' })
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS)
    let message: LighthouseMessage = { ok: false, problem: 'timeout' }
    child.on('message', (received: LighthouseMessage) => {
      message = received
    })
    child.on('error', (error) => {
      message = { ok: false, problem: error.message }
    })
    child.on('exit', () => {
      clearTimeout(timer)
      resolve(message)
    })
    child.send(job)
  })
}
