import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { Kysely } from 'kysely'
import { saveReport } from '../../api/db/queries/reports.ts'
import type { Database } from '../../api/db/schema.ts'
import type { Finding, Report } from '../../scanner/index.ts'

/** One of each thing that an audit leaves behind, by its id. */
export interface Seeded {
  readonly siteId: string
  readonly auditId: string
  readonly pageId: string
  readonly findingId: string
  readonly occurrenceId: string
  readonly pictureId: string
  readonly decisionId: string
  readonly answerId: string
  readonly recheckId: string
}

const AT = new Date('2026-11-23T09:00:00Z')
const GOLDEN = new URL('../golden/report.json', import.meta.url)
const REPORT = JSON.parse(readFileSync(GOLDEN, 'utf8')) as Report
const [{ occurrences: _, ...EXPLAINED }] = REPORT.findings as readonly [Finding]
const RULES = ['image-alt', 'link-name', 'color-contrast', 'label', 'heading-order', 'page-title']
const IMPACTS = ['critical', 'serious', 'moderate', 'minor'] as const
const OWNERS = ['editorial', 'template', 'third-party', 'unknown'] as const
/** PostgreSQL takes 65,535 parameters in one statement. */
const CHUNK = 500

/** A site with a concluded audit and so many findings, each on one page in one place. */
export async function seedSite(
  db: Kysely<Database>,
  organisationId: string,
  { findings = 1, host = 'www.comune.esempio.it' } = {},
): Promise<Seeded> {
  const siteId = await one(
    db
      .insertInto('site')
      .values({
        organisation_id: organisationId,
        name: 'Comune di Esempio',
        start_url: `https://${host}/`,
        host,
        options: JSON.stringify({
          maxPages: 500,
          include: [],
          exclude: [],
          level: 'AA',
          bestPractices: false,
          pictures: true,
        }),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const auditId = await one(
    db
      .insertInto('audit')
      .values({
        site_id: siteId,
        status: 'concluded',
        trigger: 'person',
        options: '{}',
        config_hash: 'prova',
        done_count: 1,
        known_count: 1,
        finding_count: findings,
        started_at: AT,
        finished_at: AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const packed = gzipSync(JSON.stringify(REPORT))
  await saveReport(db, { auditId, report: REPORT, packed, changes: { newCount: 1, fixedCount: 0 } })
  const pictureId = await one(
    db
      .insertInto('picture')
      .values({
        audit_id: auditId,
        path: 'pictures/1.jpg',
        media_type: 'image/jpeg',
        bytes: new Uint8Array([255, 216]),
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const pageId = await one(
    db
      .insertInto('page')
      .values({
        site_id: siteId,
        page_key: 'p',
        url: `https://${host}/`,
        title: 'Pagina iniziale',
        template: '',
        last_audit_id: auditId,
        first_seen_at: AT,
        last_seen_at: AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await db
    .insertInto('audit_page')
    .values({
      audit_id: auditId,
      page_id: pageId,
      report_page: 'p1',
      outcome: 'ok',
      title: 'Pagina iniziale',
      failed_count: findings,
      to_judge_count: 0,
    })
    .execute()
  const ids = await addFindings(db, { siteId, auditId, pageId, pictureId }, findings)
  return {
    siteId,
    auditId,
    pageId,
    pictureId,
    ...ids,
    ...(await addStory(db, siteId, pageId, ids.findingId)),
  }
}

interface Place {
  readonly siteId: string
  readonly auditId: string
  readonly pageId: string
  readonly pictureId: string
}

async function addFindings(db: Kysely<Database>, place: Place, count: number) {
  let findingId = ''
  let occurrenceId = ''
  for (let from = 0; from < count; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, count - from) }, (_, at) => from + at)
    const rows = await db
      .insertInto('finding')
      .values(numbers.map((at) => finding(place, at)))
      .returning('id')
      .execute()
    const occurrences = await db
      .insertInto('occurrence')
      .values(rows.map(({ id }, at) => occurrence(place, id, from + at)))
      .returning('id')
      .execute()
    findingId ||= rows[0]?.id ?? ''
    occurrenceId ||= occurrences[0]?.id ?? ''
  }
  return { findingId, occurrenceId }
}

function finding({ siteId, auditId }: Place, at: number) {
  const rule = RULES[at % RULES.length] ?? ''
  return {
    site_id: siteId,
    key: `finding-${at}`,
    rule,
    family: rule,
    engine: 'axe',
    outcome: at % 10 === 9 ? ('cantTell' as const) : ('failed' as const),
    status: 'open' as const,
    level: 'A',
    wcag: ['1.1.1'],
    impact: IMPACTS[at % IMPACTS.length] ?? 'minor',
    owner: OWNERS[at % OWNERS.length] ?? 'unknown',
    priority: (at * 7_919) % 1_000,
    title: `Un'immagine non ha alternativa testuale (${at})`,
    page_count: 1,
    occurrence_count: 1,
    detail: JSON.stringify(EXPLAINED),
    first_audit_id: auditId,
    last_audit_id: auditId,
    first_seen_at: AT,
    last_seen_at: AT,
    updated_at: AT,
  }
}

function occurrence({ auditId, pageId, pictureId }: Place, findingId: string, at: number) {
  return {
    finding_id: findingId,
    page_id: pageId,
    key: `occurrence-${at}`,
    state: 'default',
    void_digest: 'digest',
    status: 'present' as const,
    html: '<img src="/stemma.svg">',
    message: "L'immagine non ha alternativa testuale.",
    place: 'Nella testata, prima del menu.',
    target: JSON.stringify(['img']),
    data: '{}',
    match: '{}',
    picture_id: pictureId,
    last_audit_id: auditId,
    first_seen_at: AT,
    last_seen_at: AT,
  }
}

async function addStory(db: Kysely<Database>, siteId: string, pageId: string, findingId: string) {
  await db.insertInto('finding_event').values({ finding_id: findingId, kind: 'found', data: '{}' }).execute()
  await db
    .insertInto('finding_comment')
    .values({ finding_id: findingId, body: 'Ne parliamo lunedì.' })
    .execute()
  const decisionId = await one(
    db
      .insertInto('decision')
      .values({
        site_id: siteId,
        finding_id: findingId,
        scope: 'component',
        rule: 'image-alt',
        verdict: 'accepted',
        reason: 'low-impact',
        note: '',
        void_digests: ['digest'],
        undone_at: AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const answerId = await one(
    db
      .insertInto('answer')
      .values({
        site_id: siteId,
        finding_id: findingId,
        occurrence_key: 'occurrence-0',
        answer: 'yes',
        void_digest: 'digest',
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  const recheckId = await one(
    db
      .insertInto('recheck')
      .values({
        finding_id: findingId,
        page_id: pageId,
        status: 'done',
        verdict: 'still-there',
        finished_at: AT,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  return { decisionId, answerId, recheckId }
}

const one = async (inserted: Promise<{ readonly id: string }>): Promise<string> => (await inserted).id
