import { parentPort } from 'node:worker_threads'
import type { Inspection, InspectionWanted } from '../ports.ts'
import { inspectInJsdom } from './jsdom.ts'

/** What a thread of `pool.ts` does: one inspection at a time, told by message. */
export interface Job {
  readonly html: string
  readonly wanted: InspectionWanted
}

export interface Answer {
  readonly inspection?: Inspection
  readonly fault?: string
}

const answer = (said: Answer) => parentPort?.postMessage(said)

parentPort?.on('message', ({ html, wanted }: Job) => {
  inspectInJsdom(html, wanted).then(
    (inspection) => answer({ inspection }),
    (error: unknown) => answer({ fault: String(error) }),
  )
})
