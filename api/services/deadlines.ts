import type { Home } from '../shapes/findings.ts'
import { romeDay } from './schedule.ts'

const DAY_MS = 86_400_000

/**
 * The two dates that the law gives a public body every year: 23 September for the accessibility statement,
 * 31 March for the accessibility objectives.
 * https://www.agid.gov.it/it/ambiti-intervento/accessibilita-usabilita
 */
const DATES = [
  { kind: 'statement', day: '09-23' },
  { kind: 'objectives', day: '03-31' },
] as const

export function deadlines(now: Date): Home['deadlines'] {
  const today = romeDay(now)
  const year = Number(today.slice(0, 4))
  return DATES.map(({ kind, day }) => {
    const thisYear = `${year}-${day}`
    const on = thisYear >= today ? thisYear : `${year + 1}-${day}`
    return { kind, on, daysLeft: Math.round((Date.parse(on) - Date.parse(today)) / DAY_MS) }
  }).sort((a, b) => a.daysLeft - b.daysLeft)
}
