/** Calendar pages are worth a look for this year and its neighbours. */
const CALENDAR_YEARS = 1

/** What a grid of days calls itself. An archive of news has years too, but it ends. */
const CALENDAR_WORD =
  /(^|[-_.])(calendar|calendario|agenda|eventi|events?|month|mese|giorno|day|date)([-_.]|$)/i
const CALENDAR_PARAMETER = /^(.*[-_[])?(calendar|month|mese|day|giorno|date|data|week|settimana)\]?$/i
const YEAR_PARAMETER = /^(.*[-_[])?(year|anno|yr)\]?$/i

const YEAR = '(?:1[89]|[2-9]\\d)\\d{2}'
/** A date, year first or last, at the end of a path: a title after it makes it somebody's page. */
const PATH_DATE = new RegExp(
  `/(?:(${YEAR})[/_-]\\d{1,2}(?:[/_-]\\d{1,2})?|(?:\\d{1,2}[/_-])?\\d{1,2}[/_-](${YEAR}))(?:/(?:list|lista|month|mese|week|settimana|day|giorno|today|oggi))?/?$`,
  'i',
)
/** `2031-05-12`, `12/05/2031`, `20310512`, `2031-05`. */
const VALUE_DATE = new RegExp(`^(?:(${YEAR})[/_.-]?\\d{1,2}|(?:\\d{1,2}[/_.-]){1,2}(${YEAR})$)`)

/**
 * One page more of a calendar that goes on in both directions, in a year that nobody needs audited. A grid is
 * told from an event by its address: it ends with the date.
 */
export function isFarCalendar(url: URL, thisYear: number): boolean {
  const isFar = (year: string) => Math.abs(Number(year) - thisYear) > CALENDAR_YEARS
  return [pathYear(url), ...parameterYears(url)].some((year) => year !== undefined && isFar(year))
}

function pathYear({ pathname }: URL): string | undefined {
  const date = PATH_DATE.exec(pathname)
  if (!date) return undefined
  const before = pathname.slice(0, date.index).split('/')
  return before.some((segment) => CALENDAR_WORD.test(segment)) ? (date[1] ?? date[2]) : undefined
}

/** Years of whole dates; a year alone only when a month or a day stands by it (`?anno=2015` filters acts). */
function parameterYears({ searchParams }: URL): (string | undefined)[] {
  const pairs = [...searchParams]
  const dated = pairs.filter(([name]) => CALENDAR_PARAMETER.test(name))
  const years = dated.map(([, value]) => VALUE_DATE.exec(value)).map((date) => date?.[1] ?? date?.[2])
  if (dated.length === 0) return years
  const alone = pairs.filter(([name, value]) => YEAR_PARAMETER.test(name) && /^\d{4}$/.test(value))
  return [...years, ...alone.map(([, value]) => value)]
}
