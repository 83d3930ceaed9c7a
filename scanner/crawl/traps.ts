/** Guards against sites without end. Each limit is wide enough for any real municipal site. */

const MAX_LENGTH = 1024
const MAX_DEPTH = 12
/** A path segment that comes back more often is a relative link that eats itself. */
const MAX_REPEATED_SEGMENT = 2
const MAX_PARAMETERS = 6
/** Calendar pages are worth a look for this year and its neighbours. */
const CALENDAR_YEARS = 1
/** Addresses of one shape, after which more of it teach nothing. */
const MAX_PER_PATTERN = 300
/** Shapes that differ by a parameter alone fill up sooner: filters and searches multiply. */
const MAX_PER_QUERY_PATTERN = 60
/** Values of a parameter that all gave the same page, after which it is dropped. */
const SAME_DIGEST_VALUES = 10

const CALENDAR_WORD = /(calendar|calendario|agenda|eventi|events|archiv|month|mese|giorno|day|date|data)/i

export interface Traps {
  /** Whether the address is one more of an endless series. Counts it when it is not. */
  catches(url: string): boolean
  /** The address without the parameters that were learnt to change nothing. */
  simplify(url: string): string
  /** Tells what a visited page looked like, so that idle parameters are learnt. */
  learn(url: string, digest: string): void
}

export function createTraps(options: { readonly thisYear: number }): Traps {
  const perPattern = new Map<string, number>()
  const idle = new Set<string>()
  /** Of each parameter: the values seen with each digest. */
  const digests = new Map<string, Map<string, Set<string>>>()

  return {
    catches(address) {
      const url = new URL(address)
      if (isMonstrous(url) || isFarCalendar(url, options.thisYear)) return true
      const pattern = patternOf(url)
      const count = (perPattern.get(pattern) ?? 0) + 1
      if (count > (url.search ? MAX_PER_QUERY_PATTERN : MAX_PER_PATTERN)) return true
      perPattern.set(pattern, count)
      return false
    },
    simplify(address) {
      if (idle.size === 0) return address
      const url = new URL(address)
      if (![...url.searchParams.keys()].some((name) => idle.has(keyOf(url, name)))) return address
      const kept = url.search
        .slice(1)
        .split('&')
        .filter((pair) => !idle.has(keyOf(url, pair.split('=')[0] ?? '')))
      url.search = kept.join('&')
      return url.href
    },
    learn(address, digest) {
      const url = new URL(address)
      for (const [name, value] of url.searchParams) {
        const key = keyOf(url, name)
        const byDigest = digests.get(key) ?? new Map<string, Set<string>>()
        const values = byDigest.get(digest) ?? new Set<string>()
        values.add(value)
        byDigest.set(digest, values)
        digests.set(key, byDigest)
        if (values.size >= SAME_DIGEST_VALUES && byDigest.size === 1) idle.add(key)
      }
    },
  }
}

/** A parameter means what it means on one path. */
const keyOf = (url: URL, name: string) => `${url.pathname}?${name}`

function isMonstrous(url: URL): boolean {
  if (url.href.length > MAX_LENGTH) return true
  const segments = url.pathname.split('/').filter(Boolean)
  if (segments.length > MAX_DEPTH || [...url.searchParams].length > MAX_PARAMETERS) return true
  const counts = new Map<string, number>()
  for (const segment of segments) counts.set(segment, (counts.get(segment) ?? 0) + 1)
  if ([...counts.values()].some((count) => count > MAX_REPEATED_SEGMENT)) return true
  // The site's own address inside its path: a link without its scheme.
  return segments.slice(0, -1).some((segment) => segment === url.host || segment === `www.${url.host}`)
}

function isFarCalendar(url: URL, thisYear: number): boolean {
  const text = `${url.pathname}${url.search}`
  if (!CALENDAR_WORD.test(text)) return false
  const dates = text.matchAll(/(?:^|[/=_-])((?:1[89]|2\d)\d{2})(?:[/_-](?:0?[1-9]|1[0-2])\b|$|[&/])/g)
  return [...dates].some(([, year]) => Math.abs(Number(year) - thisYear) > CALENDAR_YEARS && isDated(text))
}

/** A news archive has years too: only day and month grids are endless. */
const isDated = (text: string) =>
  /((?:1[89]|2\d)\d{2})[/_-](0?[1-9]|1[0-2])([/_-]|$|&)/.test(text) ||
  /[?&](month|mese|day|giorno|date|data)=/i.test(text)

/** The shape of an address: numbers, dates and long words of the last segment become marks. */
export function patternOf(url: URL): string {
  const segments = url.pathname.split('/').filter(Boolean)
  const shape = segments.map((segment, at) => {
    if (/\d/.test(segment)) return segment.replace(/\d+/g, '#').replace(/[a-f#]{6,}/gi, '#')
    return at === segments.length - 1 && at > 0 ? '*' : segment
  })
  const names = [...new Set(url.searchParams.keys())].sort()
  return `/${shape.join('/')}${names.length > 0 ? `?${names.join('&')}` : ''}`
}
