import type { Insertable } from 'kysely'
import {
  type Attempt,
  type Catalogue,
  competenceLevels,
  dueReviews,
  type Exercise,
  evidenceOf,
  grade,
  hoursByYear,
  hoursIn,
  InspectionFailed,
  nextExercise,
  nextTasks,
  progressIn,
  type SkillProgress,
  TRAINING_HOURS_A_YEAR,
} from '../../learning/index.ts'
import { addAttempts, knownAttempts, listAttempts } from '../db/queries/attempts.ts'
import type { AttemptTable } from '../db/tables-learning.ts'
import type { Deps } from '../deps.ts'
import type { SignedIn } from '../router.ts'
import type { AttemptsKept, MyLearning, NewAttempt, SkillProgressShape } from '../shapes/learning.ts'
import { findOwnExercise, inspectAnswer, listOwnTasks, stepKindOf } from './own-site.ts'
import { romeDay } from './schedule.ts'
import { trainingOf } from './training.ts'

type Lang = 'it' | 'en'
type Needs = Pick<Deps, 'db' | 'catalogue' | 'inspect' | 'now'>

/** ms. A clock that is a little ahead is no lie; an attempt of next week is. */
const CLOCK_SLACK_MS = 300_000

const REASONS = {
  unknown: {
    it: 'L’esercizio non c’è più, o è cambiato: rifallo com’è adesso.',
    en: 'The exercise is gone or has changed: do it again as it is now.',
  },
  unreadable: {
    it: 'La risposta non si legge. Rifai l’esercizio.',
    en: 'The answer cannot be read. Do the exercise again.',
  },
  heavy: {
    it: 'La pagina della risposta è troppo pesante da controllare. Alleggeriscila e rifai l’esercizio.',
    en: 'The page of the answer is too heavy to be checked. Make it lighter and do the exercise again.',
  },
  future: {
    it: 'L’ora di questa prova è nel futuro: controlla l’orologio del dispositivo.',
    en: 'The time of this attempt is in the future: check the clock of the device.',
  },
} as const
type Reason = keyof typeof REASONS

/**
 * Keeps what somebody did, graded again here: what the browser claims counts for nothing. Sent twice, in parts or
 * in any order, the log is the same.
 */
export async function keepAttempts(
  deps: Needs,
  actor: SignedIn,
  sent: readonly NewAttempt[],
  lang: Lang,
): Promise<AttemptsKept> {
  const catalogue = await deps.catalogue()
  const known = await knownAttempts(
    deps.db,
    sent.map(({ id }) => id),
  )
  const rows: Insertable<AttemptTable>[] = []
  const refused: { id: string; reason: string }[] = []
  for (const one of sent) {
    if (known.has(one.id)) continue
    const judged = await judge(deps, actor, catalogue, one)
    if (typeof judged === 'string') refused.push({ id: one.id, reason: REASONS[judged][lang] })
    else rows.push({ ...judged, person_id: actor.personId })
  }
  await addAttempts(deps.db, rows)
  const touched = new Set(rows.flatMap(({ skills }) => skills))
  const log = await listAttempts(deps.db, actor.personId)
  const now = deps.now().toISOString()
  const skills = [...touched].map((skill) => toSkill(catalogue, progressIn(skill, log, now)))
  const lost = new Set(refused.map(({ id }) => id))
  return { kept: sent.map(({ id }) => id).filter((id) => !lost.has(id)), refused, skills }
}

async function judge(
  deps: Needs,
  actor: SignedIn,
  catalogue: Catalogue,
  one: NewAttempt,
): Promise<Omit<Insertable<AttemptTable>, 'person_id'> | Reason> {
  const own = await findOwnExercise(deps, actor, one.exercise)
  const exercise = catalogue.exercises.get(one.exercise) ?? own?.exercise
  if (!exercise || exercise.rev !== one.rev) return 'unknown'
  if (Date.parse(one.at) > deps.now().getTime() + CLOCK_SLACK_MS) return 'future'
  const inspection = await inspectAnswer(deps, exercise, one.answer).catch(notInspected)
  if (!inspection) return 'heavy'
  const result = grade(exercise, one.answer, inspection)
  if (!result) return 'unreadable'
  return {
    id: one.id,
    exercise: exercise.id,
    rev: exercise.rev,
    finding_id: own?.finding.id ?? null,
    title: own?.finding.title ?? '',
    skills: exercise.skills,
    evidence: evidenceOf(exercise),
    ended_at: one.at,
    passed: result.passed,
    is_critical: result.critical !== undefined,
    // Errors of a procedure are in the answer itself: they cannot be left out.
    faults: Math.max(one.faults, result.slips),
    hints: one.hints,
    saw_solution: one.sawSolution,
    active_ms: one.activeMs,
    minutes: exercise.minutes,
    score: result.score,
    failed_check:
      result.critical?.id ?? result.results.find(({ passed, required }) => !passed && required)?.id ?? null,
  }
}

function notInspected(error: unknown): undefined {
  if (!(error instanceof InspectionFailed)) throw error
}

/** Where somebody stands in every skill, by skill. */
export function progressOf(
  catalogue: Catalogue,
  log: readonly Attempt[],
  now: Date,
): ReadonlyMap<string, SkillProgress> {
  return new Map(
    [...catalogue.skills.keys()].map((skill) => [skill, progressIn(skill, log, now.toISOString())]),
  )
}

/** What somebody sees of their own learning. */
export async function learningOf({ db, catalogue: open, now }: Needs, actor: SignedIn): Promise<MyLearning> {
  const catalogue = await open()
  const log = await listAttempts(db, actor.personId)
  const progress = progressOf(catalogue, log, now())
  const begun = [...progress.values()].filter(({ state }) => state !== 'not-started')
  const assigned = await trainingOf({ db, catalogue: open, now }, actor, log)
  // What was asked comes before what one chose, the nearest deadline first.
  const asked = assigned
    .filter(({ state }) => state !== 'done')
    .map(({ content }) => content.id.split('/')[0])
  const chosen = [...catalogue.courses.values()].filter(({ skills }) =>
    skills.some((skill) => begun.some((one) => one.skill === skill)),
  )
  const courses = new Set([...asked.flatMap((id) => catalogue.courses.get(id ?? '') ?? []), ...chosen])
  const tasks = [...courses].flatMap((course) => nextTasks(catalogue, course, progress))
  const year = Number(romeDay(now()).slice(0, 4))
  return {
    assigned: [...assigned],
    skills: [...progress.values()].map((one) => toSkill(catalogue, one)),
    reviews: dueReviews(begun, now().toISOString()).map((one) => toSkill(catalogue, one)),
    ownSite: await listOwnTasks({ db }, actor, practisedIn(log)),
    tasks: tasks.slice(0, 5).map(({ id, title, minutes }) => ({ id, title, minutes })),
    levels: [...competenceLevels([...catalogue.skills.values()], progress)],
    hours: hoursIn(year, log),
    year,
    years: [...hoursByYear(log)],
    hoursOwed: TRAINING_HOURS_A_YEAR,
  }
}

/** Findings that were practised on with success. */
const practisedIn = (log: readonly Attempt[]): ReadonlySet<string> =>
  new Set(log.flatMap(({ passed, findingId }) => (passed && findingId ? [findingId] : [])))

export function toSkill(catalogue: Catalogue, progress: SkillProgress): SkillProgressShape {
  const skill = catalogue.skills.get(progress.skill)
  const next = nextExercise(catalogue, progress)
  return {
    skill: progress.skill,
    title: skill?.title ?? progress.skill,
    mastery: progress.mastery,
    state: progress.state,
    missing: progress.missing,
    acquiredAt: progress.acquiredAt ?? null,
    consolidatedAt: progress.consolidatedAt ?? null,
    reviewDueAt: progress.reviewDueAt ?? null,
    digcomp: (skill?.digcomp ?? []).map(({ code, level }) => `${code}@${level}`),
    syllabus: (skill?.syllabus ?? []).map(({ code, level }) => `${code}@${level}`),
    next: next ? { id: next.id, title: next.title } : null,
    steps: progress.steps.map(({ attempt, success, weight, before, after }) => ({
      exercise: attempt.exercise,
      title: titleOf(catalogue, attempt),
      kind: stepKindOf(attempt.exercise),
      findingId: attempt.findingId ?? null,
      at: attempt.at,
      success,
      weight,
      before,
      after,
    })),
  }
}

/** What was done, in words: of a course, else of the finding; its name when both are gone. */
export const titleOf = ({ exercises }: Catalogue, { exercise, title }: Attempt): string =>
  exercises.get(exercise)?.title ?? (title || exercise)

export const toExercise = ({
  id,
  rev,
  kind,
  title,
  after,
  skills,
  autonomy,
  minutes,
  task,
  hints,
  spec,
}: Exercise) => ({
  id,
  rev,
  kind,
  title,
  after,
  skills: [...skills],
  autonomy,
  minutes,
  task,
  hints: [...hints],
  spec: { ...spec } as Record<string, unknown>,
})
