// The constants of mastery, all here: to be fitted again from real logs after the first 500 learners.

/** How far one attempt moves mastery towards its success. */
export const GAIN = 0.35

/** Mastery from which a skill may count as acquired. A simulated person who guesses among four never gets there. */
export const ACQUIRED_FROM = 0.8

/** Days between acquiring a skill and the success on other material that consolidates it. */
export const CONSOLIDATED_AFTER_DAYS = 7

/** Retrievability under which a consolidated skill is to be reviewed. */
export const REVIEW_BELOW = 0.8

/** Reviews offered in a day. The rest wait without penalty. */
export const REVIEWS_A_DAY = 5

/** How much an attempt says, by what it asked for. */
export const WEIGHTS = { produced: 1, recognised: 0.6, 'true-or-false': 0.4 } as const

/** How well an attempt went. Help lowers only this. */
export const SUCCESS = { alone: 1, afterOneFault: 0.8, withHelp: 0.6, afterSolution: 0.3, none: 0 } as const

/** An attempt counts at most this many times its declared minutes: an open page is no work. */
export const MOST_TIMES_DECLARED = 2

/** Share of a competence's skills, up to a level, that must be acquired for the level. */
export const LEVEL_SHARE = 0.8
/** Skills at the level itself that must be consolidated; all of them where there are fewer. */
export const LEVEL_CONSOLIDATED = 2
/** The highest level that tasks alone can show. */
export const HIGHEST_LEVEL = 4

/** FSRS-6 with its own weights. https://github.com/open-spaced-repetition/ts-fsrs */
export const FSRS = {
  enable_fuzz: false,
  enable_short_term: false,
  request_retention: 0.85,
  maximum_interval: 180,
} as const

/**
 * Hours of training a year that each public employee is owed: directive of the Minister for public administration
 * of January 2025. https://www.funzionepubblica.gov.it/
 */
export const TRAINING_HOURS_A_YEAR = 40
