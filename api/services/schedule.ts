import type { Row } from '../db/schema.ts'

export type Timing = Pick<Row<'schedule'>, 'frequency' | 'day' | 'hour' | 'quiet_from' | 'quiet_to'>

/** Where the municipalities are: hours of schedules are theirs, summer and winter. */
const ZONE = 'Europe/Rome'
/** ms. A run that did not begin so long after its hour is missed, and people are told. */
const MISSED_AFTER_MS = 60 * 60_000
const HOUR_MS = 3_600_000
const DAYS_AHEAD = 62

interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
})

function localTime(at: Date): LocalTime {
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  const { year = 0, month = 0, day = 0, hour = 0 } = parts
  return { year, month, day, hour, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() || 7 }
}

/** The next time after `from` at which this schedule is due: the full hour in Rome that it names. */
export function nextRun(timing: Timing, from: Date): Date {
  const start = Math.floor(from.getTime() / HOUR_MS) * HOUR_MS
  const last = localTime(from)
  // When the clock goes back an hour comes twice, and runs once.
  const isSameHour = (local: LocalTime) =>
    local.hour === last.hour &&
    local.day === last.day &&
    local.month === last.month &&
    local.year === last.year
  for (let at = start + HOUR_MS; at <= start + DAYS_AHEAD * 24 * HOUR_MS; at += HOUR_MS) {
    const local = localTime(new Date(at))
    if (local.hour === timing.hour && isRightDay(timing, local) && !isSameHour(local)) return new Date(at)
  }
  // An hour that a clock change leaves out on the one right day: the next day will do.
  return nextRun({ ...timing, frequency: 'daily', day: null }, from)
}

function isRightDay({ frequency, day }: Timing, local: LocalTime): boolean {
  if (frequency === 'weekly') return local.weekday === (day ?? 1)
  return frequency === 'daily' || local.day === (day ?? 1)
}

/** Whether the site is to be left alone at this hour; the span may go over midnight. */
export function isQuiet({ quiet_from, quiet_to }: Timing, at: Date): boolean {
  if (quiet_from === null || quiet_to === null || quiet_from === quiet_to) return false
  const { hour } = localTime(at)
  return quiet_from < quiet_to ? hour >= quiet_from && hour < quiet_to : hour >= quiet_from || hour < quiet_to
}

/** Due for long, and not because of its own quiet hours. */
export function isMissed(timing: Timing & { readonly next_run_at: Date }, at: Date): boolean {
  return (
    !isQuiet(timing, at) &&
    !isQuiet(timing, timing.next_run_at) &&
    at.getTime() - timing.next_run_at.getTime() > MISSED_AFTER_MS
  )
}

/** The day it is in Rome, `YYYY-MM-DD`. */
export function romeDay(at: Date): string {
  const { year, month, day } = localTime(at)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
