import { type Attempt, inOrder, isUnaided, successOf, weightOf } from './attempt.ts'
import { ACQUIRED_FROM, CONSOLIDATED_AFTER_DAYS, GAIN, REVIEW_BELOW } from './constants.ts'
import { type ReviewCard, ratingOf, retrievability, review, startReviews } from './review.ts'

type SkillState = 'not-started' | 'in-progress' | 'acquired' | 'consolidated' | 'to-review'

/** The one thing that is missing for the next state; words for it are the screen's. */
type Missing =
  | 'an-attempt'
  | 'an-unaided-success'
  | 'a-second-unaided-success'
  | 'something-produced'
  | 'another-exercise'
  | 'more-practice'
  | 'a-success-after-days'
  | 'a-review'
  | 'nothing'

/** One attempt and what it did to mastery: what every state opens to. */
interface Step {
  readonly attempt: Attempt
  readonly success: number
  readonly weight: number
  readonly before: number
  readonly after: number
}

export interface SkillProgress {
  readonly skill: string
  /** 0 to 1. */
  readonly mastery: number
  readonly state: SkillState
  readonly missing: Missing
  readonly steps: readonly Step[]
  readonly acquiredAt?: string | undefined
  readonly consolidatedAt?: string | undefined
  /** ISO 8601; absent until the skill was acquired once. */
  readonly reviewDueAt?: string | undefined
  /** Probability of recall now, 0 to 1; absent until the skill was acquired once. */
  readonly retrievability?: number | undefined
}

/** m ← m + 0.35 · w · (s − m): a success never lowers it, and with help it never rises above 0.6. */
export const moved = (mastery: number, success: number, weight: number): number => {
  const next = mastery + GAIN * weight * (success - mastery)
  // A success with help, by somebody who already does better alone, is no evidence against them.
  return success > 0 ? Math.max(mastery, next) : next
}

interface Memory {
  readonly steps: readonly Step[]
  readonly mastery: number
  readonly acquired?: { readonly at: string; readonly exercise: string } | undefined
  readonly consolidatedAt?: string | undefined
  readonly card?: ReviewCard | undefined
  /** The last review of a consolidated skill failed. */
  readonly hasFailedReview: boolean
}

const NOTHING: Memory = { steps: [], mastery: 0, hasFailedReview: false }

/** Where somebody stands in one skill. The same log gives the same state, whatever order it came in. */
export function progressIn(skill: string, attempts: readonly Attempt[], now: string): SkillProgress {
  const memory = inOrder(attempts.filter(({ skills }) => skills.includes(skill))).reduce(remember, NOTHING)
  const recall = memory.card && retrievability(memory.card, now)
  const state = stateOf(memory, recall)
  return {
    skill,
    mastery: memory.mastery,
    state,
    missing: missingFor(state, memory),
    steps: memory.steps,
    acquiredAt: memory.acquired?.at,
    consolidatedAt: memory.consolidatedAt,
    reviewDueAt: memory.card?.due,
    retrievability: recall,
  }
}

function remember(memory: Memory, attempt: Attempt): Memory {
  const success = successOf(attempt)
  const weight = weightOf(attempt)
  const mastery = moved(memory.mastery, success, weight)
  const steps = [...memory.steps, { attempt, success, weight, before: memory.mastery, after: mastery }]
  const next = { ...memory, steps, mastery }
  if (memory.card && memory.acquired) return reviewed(next, memory.card, memory.acquired, attempt)
  if (!isAcquired(next)) return next
  return {
    ...next,
    acquired: { at: attempt.at, exercise: attempt.exercise },
    card: startReviews(attempt.at, ratingOf(attempt)),
  }
}

/** From the day a skill is acquired, each attempt at it is a review as well. */
function reviewed(
  memory: Memory,
  card: ReviewCard,
  acquired: NonNullable<Memory['acquired']>,
  attempt: Attempt,
): Memory {
  const unaided = isUnaided(attempt)
  const isLater = daysBetween(acquired.at, attempt.at) >= CONSOLIDATED_AFTER_DAYS
  const consolidates = unaided && isLater && attempt.exercise !== acquired.exercise
  return {
    ...memory,
    card: review(card, attempt.at, ratingOf(attempt)),
    consolidatedAt: memory.consolidatedAt ?? (consolidates ? attempt.at : undefined),
    hasFailedReview: !unaided,
  }
}

const DAY_MS = 86_400_000
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY_MS

function isAcquired(memory: Pick<Memory, 'steps' | 'mastery'>): boolean {
  return missingToAcquire(memory) === 'nothing'
}

function missingToAcquire({ steps, mastery }: Pick<Memory, 'steps' | 'mastery'>): Missing {
  const attempts = steps.map(({ attempt }) => attempt)
  const good = attempts.filter(isUnaided)
  if (attempts.length === 0) return 'an-attempt'
  if (good.length === 0) return 'an-unaided-success'
  if (!good.some(({ evidence }) => evidence === 'produced')) return 'something-produced'
  if (new Set(good.map(({ exercise }) => exercise)).size < 2) return 'another-exercise'
  if (attempts.length < 2 || !attempts.slice(-2).every(isUnaided)) return 'a-second-unaided-success'
  return mastery >= ACQUIRED_FROM ? 'nothing' : 'more-practice'
}

function stateOf(memory: Memory, recall: number | undefined): SkillState {
  if (memory.steps.length === 0) return 'not-started'
  if (memory.consolidatedAt) {
    const isForgotten = recall !== undefined && recall < REVIEW_BELOW
    return memory.hasFailedReview || isForgotten ? 'to-review' : 'consolidated'
  }
  // What was acquired and then went wrong has to be shown again: going down is honest.
  return memory.acquired && isAcquired(memory) ? 'acquired' : 'in-progress'
}

function missingFor(state: SkillState, memory: Memory): Missing {
  if (state === 'consolidated') return 'nothing'
  if (state === 'to-review') return 'a-review'
  return state === 'acquired' ? 'a-success-after-days' : missingToAcquire(memory)
}
