import type { Generated } from 'kysely'
import type { At, DefaultJson, Id, Json, MadeAt, MaybeAt, MaybeJson, Optional } from './column.ts'

export interface SiteTable {
  id: Id
  organisation_id: string
  /** Who answers for it; null: nobody yet. */
  office_id: Optional<string>
  name: string
  start_url: string
  host: string
  options: Json<SiteOptions>
  /** Edit addresses of the CMS: `{pattern, url}`, `{path}` and `{slug}` are filled in. */
  edit_links: DefaultJson<readonly EditLink[]>
  archived_at: MaybeAt
  created_at: MadeAt
}

export interface SiteOptions {
  readonly maxPages: number
  readonly include: readonly string[]
  readonly exclude: readonly string[]
  readonly level: 'A' | 'AA' | 'AAA'
  readonly bestPractices: boolean
  readonly pictures: boolean
}

export interface EditLink {
  /** Glob of the page's path, e.g. `/novita/*`. */
  readonly pattern: string
  readonly url: string
}

export interface ScheduleTable {
  id: Id
  site_id: string
  frequency: 'daily' | 'weekly' | 'monthly'
  /** 1 Monday to 7 Sunday for weekly, day of the month 1 to 28 for monthly, null for daily. */
  day: Optional<number>
  /** Hour of the day in Europe/Rome at which it may begin. */
  hour: number
  /** Hours in which the site is left alone; null: none. */
  quiet_from: Optional<number>
  quiet_to: Optional<number>
  is_active: Generated<boolean>
  next_run_at: At
  last_run_at: MaybeAt
  /** When a run that was due did not begin, and was told. */
  missed_at: MaybeAt
  created_at: MadeAt
}

export type AuditStatus = 'queued' | 'running' | 'concluded' | 'stopped' | 'failed'

export interface AuditTable {
  id: Id
  site_id: string
  status: AuditStatus
  trigger: 'person' | 'schedule' | 'api' | 'demo'
  started_by: Optional<string>
  /** The scanner's own options, whole: what makes this audit repeatable. */
  options: Json<Record<string, unknown>>
  config_hash: string
  engines: DefaultJson<Record<string, string>>
  /** What the first look at the site gave (robots.txt, sitemaps…); null before it. */
  opening: MaybeJson<Record<string, unknown>>
  /** Set when somebody asks to stop it: open visits end, a partial report is made. */
  stop_asked_at: MaybeAt
  done_count: Generated<number>
  known_count: Generated<number>
  finding_count: Generated<number>
  /** One sentence for people, when it failed. */
  problem: Generated<string>
  started_at: MaybeAt
  finished_at: MaybeAt
  /** Last sign of life of any worker on it. */
  heartbeat_at: MaybeAt
  created_at: MadeAt
}

/** The frontier: every visit of an audit, pending or done. The audit is the replay of these rows. */
export interface AuditVisitTable {
  audit_id: string
  /** Place in the order of discovery. */
  place: number
  /** `discover`: looked at to draw a sample; `audit`: judged. */
  mode: 'audit' | 'discover'
  url: string
  level: number
  status: 'pending' | 'done'
  attempts: Generated<number>
  /** What the crawl needs to go on: links, digests, redirects, failure. */
  result: MaybeJson<Record<string, unknown>>
  /** What was found on the page; null when it was not audited. */
  record: MaybeJson<Record<string, unknown>>
  digest: MaybeJson<Record<string, unknown>>
  done_at: MaybeAt
}

export interface AuditReportTable {
  audit_id: string
  /** The whole report.json, gzipped. */
  report: Uint8Array
  size_bytes: number
  summary: Json<Record<string, unknown>>
  /** Criteria table and coverage, read by the site's screens without opening the report. */
  criteria: Json<readonly Record<string, unknown>[]>
  coverage: Json<Record<string, unknown>>
  conformance: Json<Record<string, unknown>>
  created_at: MadeAt
}

export interface PictureTable {
  id: Id
  audit_id: string
  /** Path inside the report, e.g. `pictures/3fa2.jpg`. */
  path: string
  media_type: string
  bytes: Uint8Array
}
