import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Auditor, openAuditor, type Politeness, type ScanOptions } from '../../scanner/index.ts'

export interface OpenAuditor {
  readonly auditor: Auditor
  /** Where the auditor leaves its pictures, in `pictures/`. */
  readonly folder: string
  /** How hard this worker may work the host; made by the first visit. */
  politeness: Politeness | null
}

/** ms. A browser without work is closed after so long. */
const IDLE_MS = 20_000

interface Kept {
  readonly opened: Promise<OpenAuditor>
  users: number
  timer: NodeJS.Timeout | null
}

/** One browser per audit and worker process, kept from one batch of pages to the next. */
export class Auditors {
  readonly #kept = new Map<string, Kept>()

  async use<T>(auditId: string, options: ScanOptions, work: (open: OpenAuditor) => Promise<T>): Promise<T> {
    const kept = this.#take(auditId, options)
    try {
      return await work(await kept.opened)
    } finally {
      kept.users--
      if (kept.users === 0) kept.timer = setTimeout(() => this.#close(auditId, kept), IDLE_MS)
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#kept].map(([id, kept]) => this.#close(id, kept)))
  }

  #take(auditId: string, options: ScanOptions): Kept {
    const known = this.#kept.get(auditId)
    if (known) {
      known.users++
      if (known.timer) clearTimeout(known.timer)
      known.timer = null
      return known
    }
    const kept: Kept = { opened: open(options), users: 1, timer: null }
    this.#kept.set(auditId, kept)
    // A browser that did not start is tried again by the next job.
    kept.opened.catch(() => this.#kept.delete(auditId))
    return kept
  }

  async #close(auditId: string, kept: Kept): Promise<void> {
    if (kept.timer) clearTimeout(kept.timer)
    if (this.#kept.get(auditId) === kept) this.#kept.delete(auditId)
    const opened = await kept.opened.catch(() => null)
    if (!opened) return
    await opened.auditor.close()
    await rm(opened.folder, { recursive: true, force: true })
  }
}

async function open(options: ScanOptions): Promise<OpenAuditor> {
  const folder = await mkdtemp(join(tmpdir(), 'rampa-audit-'))
  const auditor = await openAuditor(options, { outDir: folder, isStopped: () => false })
  return { auditor, folder, politeness: null }
}
