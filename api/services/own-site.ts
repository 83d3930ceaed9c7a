import { createHash } from 'node:crypto'
import {
  type Catalogue,
  canBePractised,
  type Exercise,
  type Inspection,
  inspectionOf,
  NOTHING_INSPECTED,
  ownSiteExercise,
  PRACTISED_RULES,
  regionsOf,
} from '../../learning/index.ts'
import { isJudgedByText, saysNothing } from '../../scanner/index.ts'
import { type Actor, reach } from '../actor.ts'
import { addAttempts } from '../db/queries/attempts.ts'
import { findFinding } from '../db/queries/finding-list.ts'
import { listPractisable } from '../db/queries/home.ts'
import { findOccurrence, listOccurrences, type OccurrenceRow } from '../db/queries/occurrences.ts'
import { listNewProofs } from '../db/queries/proofs.ts'
import type { Deps } from '../deps.ts'
import type { MyLearning } from '../shapes/learning.ts'
import { editUrlOf } from './edit-link.ts'

/** Places of a finding among which one is looked for that can be practised on. */
const LOOKED_AT = 20
/** How the names of exercises begin that no course has: a place that is practised on, a finding that was put right. */
const OWN_SITE = 'own-'
const PRODUCTION = 'fixed-'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where an attempt comes from, by the name of its exercise. */
export const stepKindOf = (exercise: string) =>
  exercise.startsWith(OWN_SITE) ? 'own-site' : exercise.startsWith(PRODUCTION) ? 'production' : 'course'

function placeIn(exercise: string): string | undefined {
  const id = exercise.startsWith(OWN_SITE) ? exercise.slice(OWN_SITE.length) : ''
  return UUID.test(id) ? id : undefined
}

type Rule = { readonly rule: string; readonly family: string }

/** Skills whose courses say that repairing what this rule finds shows them. */
const skillsFor = ({ skills }: Catalogue, { rule, family }: Rule): readonly string[] =>
  [...skills.values()]
    .filter(({ rules }) => rules.includes(rule) || rules.includes(family))
    .map(({ id }) => id)

export interface OwnExercise {
  readonly exercise: Exercise
  readonly finding: { readonly id: string; readonly title: string }
  readonly place: OccurrenceRow
}

/** Of somebody's own site, when they may see the finding; the same for everybody who may. */
export async function findOwnExercise(
  { db, catalogue }: Pick<Deps, 'db' | 'catalogue'>,
  actor: Actor | null,
  exerciseId: string,
): Promise<OwnExercise | undefined> {
  const occurrenceId = placeIn(exerciseId)
  const howFar = actor && reach(actor, 'finding.read')
  if (!occurrenceId || !actor || !howFar) return undefined
  const place = await findOccurrence(db, occurrenceId)
  if (!place) return undefined
  const finding = await findFinding(db, actor, howFar, place.finding_id)
  if (finding?.owner !== 'editorial') return undefined
  const exercise = ownSiteExercise(sourceOf(finding.rule, place), {
    id: exerciseId,
    rev: revisionOf(finding.rule, place),
    skills: skillsFor(await catalogue(), finding),
  })
  return exercise && { exercise, finding, place }
}

/** Where an own exercise comes from, for who does it. */
export const toOrigin = ({ finding, place }: OwnExercise) => ({
  id: finding.id,
  title: finding.title,
  pageUrl: place.url,
  pageTitle: place.title,
  where: place.place,
  pictureUrl: place.picture_id && `/api/pictures/${place.picture_id}`,
  editUrl: editUrlOf(place.url, place.edit_links),
})

/** The exercise that a finding of the editors opens; null when none of these places is enough to practise on. */
export function practiceAmong(
  { rule, owner }: { readonly rule: string; readonly owner: string },
  places: readonly OccurrenceRow[],
): string | null {
  const place = owner === 'editorial' && places.find((one) => canBePractised(sourceOf(rule, one)))
  return place ? `${OWN_SITE}${place.id}` : null
}

const sourceOf = (rule: string, { html, data }: OccurrenceRow) => ({ rule, html, data })

/** Changes with the snippet: an answer is judged against the page it was given for, or not at all. */
const revisionOf = (rule: string, { html }: OccurrenceRow): number =>
  1 + Number.parseInt(createHash('sha256').update(`${rule} ${html}`).digest('hex').slice(0, 7), 16)

/** What can be seen of an answer: by a real document, and for words of one's own site by Rampa's own rules. */
export async function inspectAnswer(
  { inspect }: Pick<Deps, 'inspect'>,
  exercise: Exercise,
  answer: unknown,
): Promise<Inspection> {
  const asked = inspectionOf(exercise, answer)
  if (!asked) return NOTHING_INSPECTED
  const { html, wanted } = asked
  const own = wanted.axe.filter(isJudgedByText)
  const seen = await inspect(html, { ...wanted, axe: wanted.axe.filter((rule) => !own.includes(rule)) })
  const [region] = regionsOf(html)
  const failing = region ? own.filter((rule) => saysNothing(rule, region.value, region.label)) : []
  const violations = Object.fromEntries(failing.map((rule) => [rule, [`#${region?.id}`]]))
  return { ...seen, violations: { ...seen.violations, ...violations } }
}

/** What of the own pages can be practised on: who belongs to an office sees its own, who answers for all sees all. */
export async function listOwnTasks(
  deps: Pick<Deps, 'db'>,
  actor: Actor,
  practised: ReadonlySet<string>,
): Promise<MyLearning['ownSite']> {
  const howFar = reach(actor, 'finding.read')
  if (!howFar) return []
  const onlyMine = howFar === 'own' || actor.officeIds.length > 0
  const findings = await listPractisable(deps.db, actor, howFar, { rules: PRACTISED_RULES, onlyMine })
  const tasks = await Promise.all(
    findings.map(async (finding) => {
      const places = await listOccurrences(deps.db, finding.id, { limit: LOOKED_AT, offset: 0 })
      const exercise = practiceAmong(finding, places)
      const { id: findingId, title, site_name: siteName, page_count: pageCount } = finding
      return exercise
        ? [{ exercise, findingId, title, siteName, pageCount, isPractised: practised.has(findingId) }]
        : []
    }),
  )
  return tasks.flat()
}

/** What a visit proved fixed on a site is evidence of the skill: «corrected in production». */
export async function keepProofs(deps: Pick<Deps, 'db' | 'catalogue'>, siteId: string): Promise<void> {
  const proofs = await listNewProofs(deps.db, siteId)
  if (proofs.length === 0) return
  const catalogue = await deps.catalogue()
  const rows = proofs.map(({ id, person_id, finding_id, rule, family, title, at }) => ({
    id,
    person_id,
    finding_id,
    title,
    exercise: `${PRODUCTION}${finding_id}`,
    rev: 1,
    skills: [...skillsFor(catalogue, { rule, family })],
    evidence: 'produced' as const,
    ended_at: at,
    passed: true,
    is_critical: false,
    faults: 0,
    hints: 0,
    saw_solution: false,
    active_ms: 0,
    minutes: 0,
    score: 1,
  }))
  await addAttempts(deps.db, rows)
}
