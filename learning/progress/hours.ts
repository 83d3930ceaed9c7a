import { type Attempt, inOrder } from './attempt.ts'
import { MOST_TIMES_DECLARED } from './constants.ts'

const MINUTE_MS = 60_000

/** Time that counts as training, ms: what was spent at work, at most twice what the task declares. */
export const creditedMs = ({ activeMs, minutes }: Attempt): number =>
  Math.min(Math.max(0, activeMs), MOST_TIMES_DECLARED * minutes * MINUTE_MS)

/** Hours of training in a calendar year of Rome, for the yearly statement. */
export function hoursIn(year: number, attempts: readonly Attempt[]): number {
  const own = inOrder(attempts).filter(({ at }) => yearInRome(at) === year)
  return own.reduce((sum, attempt) => sum + creditedMs(attempt), 0) / (60 * MINUTE_MS)
}

/** The years in which somebody did something, newest first, each with its hours. */
export function hoursByYear(
  attempts: readonly Attempt[],
): readonly { readonly year: number; readonly hours: number }[] {
  const years = [...new Set(attempts.map(({ at }) => yearInRome(at)))].sort((a, b) => b - a)
  return years.map((year) => ({ year, hours: hoursIn(year, attempts) }))
}

const rome = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Rome', year: 'numeric' })
const yearInRome = (at: string): number => Number(rome.format(new Date(at)))
