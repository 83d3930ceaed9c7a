import type { Deps } from '../deps.ts'
import type { Auditors } from './auditors.ts'

/** What the jobs of an audit share in one worker process. */
export interface JobDeps extends Deps {
  readonly auditors: Auditors
}

/** Jobs of one host share a group, so that politeness holds over all workers. */
export const hostGroup = (host: string): string => `host:${host}`
