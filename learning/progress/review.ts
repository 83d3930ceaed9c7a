import { type Card, createEmptyCard, fsrs, Rating } from 'ts-fsrs'
import { type Attempt, successOf } from './attempt.ts'
import { FSRS, REVIEWS_A_DAY, SUCCESS } from './constants.ts'
import type { SkillProgress } from './mastery.ts'

const scheduler = fsrs(FSRS)

/** What the scheduler remembers of a skill. */
export interface ReviewCard {
  readonly card: Card
  /** ISO 8601. */
  readonly due: string
}

type Grade = Rating.Again | Rating.Hard | Rating.Good

/** Unaided is good, after one fault hard, anything else again. Never easy: nobody is asked how it felt. */
export function ratingOf(attempt: Attempt): Grade {
  const success = successOf(attempt)
  if (success >= SUCCESS.alone) return Rating.Good
  return success >= SUCCESS.afterOneFault ? Rating.Hard : Rating.Again
}

export const startReviews = (at: string, rating: Grade): ReviewCard => next(createEmptyCard(at), at, rating)

/** The first attempt of a day is what was remembered; the next ones on that day are practice. */
export function review({ card, due }: ReviewCard, at: string, rating: Grade): ReviewCard {
  const isSameDay = card.last_review?.toISOString().slice(0, 10) === at.slice(0, 10)
  return isSameDay ? { card, due } : next(card, at, rating)
}

function next(card: Card, at: string, rating: Grade): ReviewCard {
  const after = scheduler.next(card, at, rating).card
  return { card: after, due: after.due.toISOString() }
}

/** Probability that it is still remembered, 0 to 1. */
export const retrievability = ({ card }: ReviewCard, now: string): number =>
  scheduler.get_retrievability(card, now, false)

/** Today's reviews: due, least remembered first, at most five. */
export function dueReviews(progress: readonly SkillProgress[], now: string): readonly SkillProgress[] {
  return progress
    .filter(
      ({ reviewDueAt, state }) => state === 'to-review' || (reviewDueAt !== undefined && reviewDueAt <= now),
    )
    .toSorted((a, b) => (a.retrievability ?? 1) - (b.retrievability ?? 1) || (a.skill < b.skill ? -1 : 1))
    .slice(0, REVIEWS_A_DAY)
}
