import type { Kysely } from 'kysely'
import { saveAuditPages, savePages } from '../../api/db/queries/pages.ts'
import { savePicture } from '../../api/db/queries/pictures.ts'
import type { Database } from '../../api/db/schema.ts'
import { type FinishedAudit, recordFindings } from '../../api/services/record-findings.ts'
import type { Finding, Report } from '../../scanner/index.ts'
import { finding, occurrence, report } from './report.ts'

const ADDRESS = 'https://www.comune.esempio.it'

export async function addSite(
  db: Kysely<Database>,
  organisationId: string,
  { officeId = null, host = 'www.comune.esempio.it' }: { officeId?: string | null; host?: string } = {},
): Promise<string> {
  const site = await db
    .insertInto('site')
    .values({
      organisation_id: organisationId,
      office_id: officeId,
      name: `Sito ${host}`,
      start_url: `https://${host}/`,
      host,
      options: JSON.stringify({
        maxPages: 50,
        include: [],
        exclude: [],
        level: 'AA',
        bestPractices: false,
        pictures: true,
      }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return site.id
}

export interface Look {
  readonly findings?: readonly Finding[]
  /** Paths of the pages that were audited, `p1`, `p2`… in this order. */
  readonly paths?: readonly string[]
  /** Pages that changed while they were looked at. */
  readonly unstable?: readonly string[]
  /** Paths that answered 404. */
  readonly gone?: readonly string[]
  /** How every rule ended; absent: it ran to its end. */
  readonly runsOf?: FinishedAudit['runsOf']
  readonly tool?: { readonly version?: string; readonly axe?: string; readonly chromium?: string }
  /** Pictures that were taken, by path. */
  readonly pictures?: readonly string[]
  readonly now?: Date
}

/** An audit of a site that ended with this in its report, filed as the worker does. */
export async function auditOf(db: Kysely<Database>, siteId: string, look: Look = {}) {
  const now = look.now ?? new Date('2026-11-23T09:00:00Z')
  const { version = '1.0.0', axe = '4.14.0', chromium = '153' } = look.tool ?? {}
  const engines = { 'axe-core': axe, chromium }
  const { id: auditId } = await db
    .insertInto('audit')
    .values({
      site_id: siteId,
      status: 'concluded',
      trigger: 'person',
      options: '{}',
      config_hash: '',
      engines: JSON.stringify({ ...engines, rampa: version }),
      finished_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const path of look.pictures ?? []) {
    await savePicture(db, { auditId, path, mediaType: 'image/jpeg', bytes: new Uint8Array([255, 216, 255]) })
  }
  const finished = reportOf(look, { name: 'rampa', version, engines })
  const changes = await db.transaction().execute(async (tx) => {
    const pageIds = await savePages(tx, { siteId, auditId, report: finished, now })
    await saveAuditPages(tx, { auditId, report: finished, pageIds })
    const runsOf = look.runsOf ?? (() => 'passed' as const)
    return recordFindings(tx, { auditId, siteId, report: finished, pageIds, runsOf, now })
  })
  return { auditId, ...changes }
}

function reportOf(
  { findings = [], paths = ['/'], unstable = [], gone = [] }: Look,
  tool: Report['tool'],
): Report {
  const base = report({ tool })
  const [like] = base.pages
  if (!like) throw new Error('The report of the helpers has pages.')
  return {
    ...base,
    findings,
    pages: paths.map((path, at) => ({
      ...like,
      id: `p${at + 1}`,
      url: `${ADDRESS}${path}`,
      finalUrl: `${ADDRESS}${path}`,
      title: `Pagina ${path}`,
      outcome: unstable.includes(path) ? ('ok-unstable' as const) : ('ok' as const),
    })),
    notAudited: gone.map((path) => ({
      url: `${ADDRESS}${path}`,
      cause: 'http-error' as const,
      reason: 'Il server risponde con un errore.',
      remedy: 'Togli i collegamenti.',
      detail: 'HTTP 404',
      foundOn: null,
    })),
  }
}

/** One fault with so many places: `key/p1`, `key/p2`… each on its page. */
export function fault(
  key: string,
  {
    pages = ['p1'],
    digest = 'v1',
    ...change
  }: { pages?: readonly string[]; digest?: string } & Partial<Finding> = {},
): Finding {
  return finding({
    key,
    title: `Problema ${key}`,
    pageCount: pages.length,
    occurrenceCount: pages.length,
    occurrences: pages.map((page) =>
      occurrence({
        key: `${key}/${page}`,
        page,
        voidDigest: digest,
        match: { ...occurrence().match, tag: `x-${key}`, decisive: key },
      }),
    ),
    ...change,
  })
}
