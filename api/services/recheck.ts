import type { Kysely } from 'kysely'
import type { Proofs, Report } from '../../scanner/index.ts'
import {
  addEvents,
  getKnownFinding,
  type KnownOccurrence,
  lockFindings,
  setOccurrenceStates,
} from '../db/queries/finding-state.ts'
import {
  endRecheck,
  listOccurrencesOnPage,
  type RecheckWork,
  setOccurrencePicture,
} from '../db/queries/rechecks.ts'
import type { Database } from '../db/schema.ts'
import { afterSight, type Sight } from './lifecycle.ts'
import { matchOccurrences, seenOccurrences } from './match-occurrences.ts'
import { settleFindings } from './settle-findings.ts'

/** What one look at a page says of each occurrence of a finding there. */
export interface Look {
  readonly sights: ReadonlyMap<string, Sight>
  /** Why nothing was proven, one sentence; '' when something was. */
  readonly problem: string
  /** Path of a picture of the fault, when it is still there. */
  readonly picture: string | null
}

const CANNOT_RECHECK =
  'Questo problema si vede solo confrontando più pagine: lo verifica il prossimo controllo del sito.'
const RESTLESS = 'La pagina cambiava mentre veniva guardata: riprova tra poco.'

export async function lookAt(
  db: Kysely<Database>,
  work: RecheckWork,
  report: Report,
  runs: Proofs['runs'],
): Promise<Look> {
  const known = await listOccurrencesOnPage(db, work.finding_id, work.page_id)
  const [page] = report.pages
  if (!page) return unproven(known, report.notAudited[0]?.reason ?? RESTLESS)
  const finding = await getKnownFinding(db, work.finding_id)
  const pageIds = new Map([[page.id, work.page_id]])
  const seen = seenOccurrences(report, pageIds).filter((one) => one.finding.family === finding.family)
  const matches = matchOccurrences(seen, known, new Map([[finding.id, finding]]), pageIds)
  const stillThere = new Map([...matches].map(([one, { known: was }]) => [was.id, one]))
  const sights = new Map<string, Sight>()
  let problem = ''
  for (const one of known) {
    const run = page.outcome === 'ok' ? runs(page.id, finding.family, one.state) : 'not-run'
    if (stillThere.has(one.id)) sights.set(one.id, 'present')
    else if (run === undefined || run === 'not-run') {
      sights.set(one.id, 'unproven')
      problem = page.outcome === 'ok' ? CANNOT_RECHECK : RESTLESS
    } else sights.set(one.id, 'absent')
  }
  const picture = [...stillThere.values()].map(({ occurrence }) => occurrence.picture).find(Boolean) ?? null
  return { sights, problem, picture }
}

function unproven(known: readonly KnownOccurrence[], problem: string): Look {
  return { sights: new Map(known.map(({ id }) => [id, 'unproven'])), problem, picture: null }
}

/** What looks at a page say together: one that still sees the fault is enough. */
export function verdictOf(looks: readonly Look[]): 'present' | 'absent' | 'unproven' {
  const sights = looks.flatMap((look) => [...look.sights.values()])
  if (sights.includes('present')) return 'present'
  return sights.includes('unproven') || sights.length === 0 ? 'unproven' : 'absent'
}

const VERDICTS = { present: 'still-there', absent: 'fixed', unproven: 'not-verified' } as const

export interface DoneRecheck {
  readonly work: RecheckWork
  readonly looks: readonly Look[]
  readonly pictureId: string | null
  readonly now: Date
}

/** Files what a proof visit saw: occurrences, the finding's status, its history. */
export async function applyRecheck(
  tx: Kysely<Database>,
  { work, looks, pictureId, now }: DoneRecheck,
): Promise<void> {
  const among = { ids: [work.finding_id] }
  await lockFindings(tx, work.site_id, among)
  const known = await listOccurrencesOnPage(tx, work.finding_id, work.page_id)
  const states = known.map((one) => {
    let state = { status: one.status, absentCount: one.absent_count }
    for (const look of looks) state = afterSight(state, look.sights.get(one.id) ?? 'unproven')
    return { id: one.id, ...state }
  })
  await setOccurrenceStates(tx, states)
  const verdict = VERDICTS[verdictOf(looks)]
  const last = looks.at(-1)
  for (const one of known) {
    if (pictureId && last?.sights.get(one.id) === 'present') await setOccurrencePicture(tx, one.id, pictureId)
  }
  await addEvents(tx, [
    {
      findingId: work.finding_id,
      kind: 'rechecked',
      personId: work.person_id,
      data: { verdict, pageId: work.page_id, url: work.url },
    },
  ])
  const seenIds = new Set(verdict === 'still-there' ? [work.finding_id] : [])
  await settleFindings(tx, { siteId: work.site_id, auditId: null, seenIds, now, among })
  const problem = verdict === 'not-verified' ? (looks.find((look) => look.problem)?.problem ?? '') : ''
  await endRecheck(tx, work.id, { status: 'done', verdict, problem, pictureId, now })
}
