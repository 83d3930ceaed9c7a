import type { Kysely } from 'kysely'
import {
  gather,
  type Opening,
  type PageResult,
  type ScanOptions,
  type VisitAll,
} from '../../scanner/index.ts'
import { type AuditWork, listDoneVisits } from '../db/queries/audits.ts'
import type { Database } from '../db/schema.ts'

type Entry = Parameters<VisitAll>[0][number]
export type Gathered = Awaited<ReturnType<typeof gather>>

/** The crawl cannot go on before these pages are visited. */
interface NextVisits {
  readonly kind: 'visits'
  readonly mode: 'audit' | 'discover'
  readonly level: number
  readonly entries: readonly Entry[]
}
export type Replayed = NextVisits | { readonly kind: 'complete'; readonly gathered: Gathered }

class Pause {
  readonly next: NextVisits
  constructor(next: NextVisits) {
    this.next = next
  }
}

/**
 * Runs the crawl again from its beginning on what was already visited, up to the first pages that were not. The
 * rows are the whole state of an audit: any worker can take it up, and none keeps anything in memory.
 */
export async function replay(
  db: Kysely<Database>,
  audit: AuditWork,
  { withDigests }: { readonly withDigests: boolean },
): Promise<Replayed> {
  const options = audit.options as unknown as ScanOptions
  const isStopAsked = audit.stop_asked_at !== null
  let hasReachedEnd = false
  let isResting = false
  let level = 0

  const visitAll: VisitAll = async (entries, mode) => {
    const known = await resultsOf(db, audit.id, mode, entries, withDigests)
    for (const result of known.values()) isResting ||= !result.ok && result.failure.code === 'host-resting'
    const missing = entries.filter((entry) => !known.has(entry))
    if (missing.length > 0) {
      hasReachedEnd = true
      if (!isStopAsked) throw new Pause({ kind: 'visits', mode, level, entries: missing })
    }
    level++
    return known
  }

  try {
    const gathered = await gather(options, audit.opening as unknown as Opening, {
      visitAll,
      onPage: async () => undefined,
      onEvent: () => undefined,
      isStopped: () => isStopAsked && hasReachedEnd,
      isResting: () => isResting,
      thisYear: audit.created_at.getFullYear(),
    })
    return { kind: 'complete', gathered }
  } catch (pause) {
    if (pause instanceof Pause) return pause.next
    throw pause
  }
}

/** Rows read at once: results hold all links of a page. */
const CHUNK = 200

async function resultsOf(
  db: Kysely<Database>,
  auditId: string,
  mode: 'audit' | 'discover',
  entries: readonly Entry[],
  withDigests: boolean,
): Promise<ReadonlyMap<Entry, PageResult>> {
  const known = new Map<Entry, PageResult>()
  for (let at = 0; at < entries.length; at += CHUNK) {
    const chunk = entries.slice(at, at + CHUNK)
    const rows = await listDoneVisits(
      db,
      auditId,
      mode,
      chunk.map(({ order }) => order),
      withDigests,
    )
    const byPlace = new Map(rows.map((row) => [row.place, row]))
    for (const entry of chunk) {
      const row = byPlace.get(entry.order)
      if (row) known.set(entry, { ...row.result, digest: row.digest } as unknown as PageResult)
    }
  }
  return known
}
