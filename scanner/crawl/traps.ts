import { isFarCalendar } from './calendar.ts'

/** Guards against sites without end. Each limit is wide enough for any real municipal site. */

const MAX_LENGTH = 1024
const MAX_DEPTH = 12
/** A path segment that comes back more often is a relative link that eats itself. */
const MAX_REPEATED_SEGMENT = 2
/** Portlets of the portals in use have a dozen; filters that pile up have more. */
const MAX_PARAMETERS = 16
/** Filters of a search chosen at once: beyond two, combinations multiply and show nothing new. */
const MAX_FACETS = 2
/** Addresses of one shape, after which more of it teach nothing. A city's news run to thousands. */
const MAX_PER_PATTERN = 3_000
/** Shapes that differ by a parameter alone fill up sooner: filters and searches multiply. */
const MAX_PER_QUERY_PATTERN = 500
/** Values of a parameter, or addresses of a shape, that all gave the same page: more of them are the same. */
const SAME_DIGEST_VALUES = 10

export interface Traps {
  /** Whether the address is one more of an endless series. Counts it when it is not. */
  catches(url: string): boolean
  /** The address without the parameters that were learnt to change nothing. */
  simplify(url: string): string
  /** Tells what a visited page looked like, so that idle parameters and empty series are learnt. */
  learn(url: string, digest: string): void
}

export function createTraps(options: { readonly thisYear: number }): Traps {
  const perPattern = new Map<string, number>()
  const parameters = createSameness()
  const patterns = createSameness()

  return {
    catches(address) {
      const url = new URL(address)
      if (isMonstrous(url) || isFarCalendar(url, options.thisYear)) return true
      const pattern = patternOf(url)
      if (patterns.isSame(pattern)) return true
      const count = (perPattern.get(pattern) ?? 0) + 1
      if (count > (url.search ? MAX_PER_QUERY_PATTERN : MAX_PER_PATTERN)) return true
      perPattern.set(pattern, count)
      return false
    },
    simplify(address) {
      const url = new URL(address)
      const isIdle = (name: string) => parameters.isSame(keyOf(url, name))
      if (![...url.searchParams.keys()].some(isIdle)) return address
      const pairs = url.search.slice(1).split('&')
      const kept = pairs.filter((pair) => ![...new URLSearchParams(pair).keys()].some(isIdle))
      url.search = kept.join('&')
      return url.href
    },
    learn(address, digest) {
      const url = new URL(address)
      for (const [name, value] of url.searchParams) parameters.note(keyOf(url, name), value, digest)
      const shape = patternOf(url)
      // A shape without a mark is one address: it reads the same each time.
      if (/[#*?]/.test(shape)) patterns.note(shape, url.pathname + url.search, digest)
    },
  }
}

/** Tells which things, whatever their value, always gave the same page. Once told, it stays so. */
function createSameness() {
  interface Known {
    readonly digest: string
    readonly values: Set<string>
  }
  /** `null`: two values gave two pages, nothing more to learn. */
  const known = new Map<string, Known | null>()
  const same = new Set<string>()
  return {
    isSame: (key: string) => same.has(key),
    note(key: string, value: string, digest: string) {
      const before = known.get(key)
      if (before === null) return
      if (before && before.digest !== digest) {
        known.set(key, null)
        return
      }
      const { values } = before ?? { values: new Set<string>() }
      known.set(key, { digest, values: values.add(value) })
      if (values.size >= SAME_DIGEST_VALUES) same.add(key)
    },
  }
}

/** A parameter means what it means on one path. */
const keyOf = (url: URL, name: string) => `${url.pathname}?${name}`

function isMonstrous(url: URL): boolean {
  if (url.href.length > MAX_LENGTH) return true
  const segments = url.pathname.split('/').filter(Boolean)
  if (segments.length > MAX_DEPTH || hasPiledFilters(url)) return true
  // Numbers come back by chance: an office 1, a page 1, a list 1.
  const words = segments.filter((segment) => !/^\d+$/.test(segment))
  if (mostOften(words) > MAX_REPEATED_SEGMENT) return true
  // The site's own address inside its path: a link without its scheme.
  return segments.slice(0, -1).some((segment) => segment === url.host || segment === `www.${url.host}`)
}

/** `f[0]=a&f[1]=b&f[2]=c`, or one name again and again. */
function hasPiledFilters(url: URL): boolean {
  const names = [...url.searchParams.keys()].map((name) => name.replace(/\[\d*\]$/, '[]'))
  return names.length > MAX_PARAMETERS || mostOften(names) > MAX_FACETS
}

function mostOften(words: readonly string[]): number {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

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
