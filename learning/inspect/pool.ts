import { Worker } from 'node:worker_threads'
import type { Inspection, InspectMarkup } from '../ports.ts'
import type { Answer, Job } from './worker.ts'

/** A page that takes too long, or too much memory, to be inspected: nothing is known of it. */
export class InspectionFailed extends Error {
  override readonly name = 'InspectionFailed'
}

interface Waiting extends Job {
  resolve(inspection: Inspection): void
  reject(error: InspectionFailed): void
}

interface Settings {
  /** Inspections side by side. */
  readonly threads: number
  /** ms. A small page takes 50, one of 48 KB a second. */
  readonly timeoutMs?: number
  /** MB of JavaScript objects a thread. */
  readonly maxMemoryMb?: number
}

export interface Inspector {
  readonly inspect: InspectMarkup
  close(): Promise<void>
}

/**
 * Inspections in threads of their own, so that none holds up the server. A page that takes too much costs its thread
 * and its own answer: another thread takes the place. Threads begin with the first inspection, and keep no process
 * alive.
 */
export function openInspector({ threads, timeoutMs = 10_000, maxMemoryMb = 256 }: Settings): Inspector {
  const idle: Worker[] = []
  const busy = new Set<Worker>()
  const waiting: Waiting[] = []

  const hire = () =>
    new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
      // What a page makes jsdom or axe say is nobody's log.
      stdout: true,
      stderr: true,
    })

  const next = () => {
    if (busy.size >= threads) return
    const job = waiting.shift()
    if (job) run(idle.pop() ?? hire(), job)
  }

  const run = (worker: Worker, job: Waiting) => {
    busy.add(worker)
    worker.ref()
    const end = (isWell: boolean, settle: () => void) => {
      clearTimeout(timer)
      worker.off('message', onAnswer).off('error', onError).off('exit', onExit)
      worker.unref()
      busy.delete(worker)
      if (isWell) idle.push(worker)
      else void worker.terminate()
      settle()
      next()
    }
    const fail = (why: string) => end(false, () => job.reject(new InspectionFailed(why)))
    const onAnswer = ({ inspection, fault }: Answer) =>
      inspection ? end(true, () => job.resolve(inspection)) : fail(fault ?? 'No answer.')
    const onError = (error: unknown) => fail(String(error))
    const onExit = () => fail('The thread ended.')
    const timer = setTimeout(() => fail('It took too long.'), timeoutMs)
    worker.on('message', onAnswer).on('error', onError).on('exit', onExit)
    worker.postMessage({ html: job.html, wanted: job.wanted } satisfies Job)
  }

  return {
    inspect: (html, wanted) =>
      new Promise((resolve, reject) => {
        waiting.push({ html, wanted, resolve, reject })
        next()
      }),
    async close() {
      for (const { reject } of waiting.splice(0)) reject(new InspectionFailed('Closing.'))
      await Promise.all([...idle, ...busy].map((worker) => worker.terminate()))
    },
  }
}
