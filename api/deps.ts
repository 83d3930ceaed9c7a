import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Catalogue, InspectMarkup } from '../learning/index.ts'
import type { Config } from './config.ts'
import type { Database } from './db/schema.ts'
import type { Queue } from './jobs/queue.ts'
import type { Scanner } from './jobs/scanner.ts'

/** All that a route or a job may reach. Built in `main.ts` and in tests, nowhere else. */
export interface Deps {
  readonly config: Config
  readonly db: Kysely<Database>
  readonly queue: Queue
  /** The scanner's pure parts that routes need; the browser lives in the worker. */
  readonly scanner: Scanner
  /** Courses, lessons, exercises: read once, the first time that somebody asks. */
  readonly catalogue: () => Promise<Catalogue>
  /** What only a document can say of a learner's page. */
  readonly inspect: InspectMarkup
  readonly log: Logger
  readonly now: () => Date
}
