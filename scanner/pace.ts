import { availableParallelism } from 'node:os'
import type { Opening } from './auditor.ts'
import { createPoliteness, type Politeness, type PolitenessOptions } from './crawl/politeness.ts'
import { robotsOf } from './crawl/robots.ts'
import type { ScanOptions } from './options.ts'

type Wishes = Pick<ScanOptions, 'concurrency' | 'pagesPerSecond'>

/** What a small municipality's server bears while citizens use it; `--concurrency` and `--rate` say otherwise. */
const PUBLIC_PARALLEL = 2
const PUBLIC_PAGES_PER_SECOND = 1
/** Two pages side by side a core: while one waits for the network, the other computes. */
const PRIVATE_PAGES_PER_CORE = 2
const MAX_PRIVATE_PARALLEL = 16

export interface Host {
  /** On loopback or a private network, and the operator vouches for it. */
  readonly isPrivate: boolean
  /** s between two pages that robots.txt asks for; 0: none. */
  readonly crawlDelayS: number
}

/** How many pages at once, and how far apart. A host of the operator's own is worked as hard as this machine can. */
export function paceOf({ concurrency, pagesPerSecond }: Wishes, host: Host): PolitenessOptions {
  const usual = host.isPrivate
    ? Math.min(MAX_PRIVATE_PARALLEL, PRIVATE_PAGES_PER_CORE * availableParallelism())
    : PUBLIC_PARALLEL
  const rate = pagesPerSecond ?? (host.isPrivate ? Number.POSITIVE_INFINITY : PUBLIC_PAGES_PER_SECOND)
  return {
    minIntervalMs: Math.max(1000 / rate, host.isPrivate ? 0 : host.crawlDelayS * 1000),
    maxParallel: host.crawlDelayS > 0 ? 1 : (concurrency ?? usual),
  }
}

/** How hard the host of this audit may be worked: one budget for its pages and its files. */
export function politenessOf(options: Wishes, { site, isPrivate }: Opening): Politeness {
  return createPoliteness(paceOf(options, { isPrivate, crawlDelayS: robotsOf(site.robots).crawlDelayS }))
}
