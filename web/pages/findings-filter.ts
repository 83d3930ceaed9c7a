import type { PageProps } from '../lazy-page.tsx'

/** The filters of the API, by the names that the address uses too. */
const FILTERS = [
  'siteId',
  'outcome',
  'status',
  'owner',
  'impact',
  'criterion',
  'rule',
  'officeId',
  'personId',
  'supplier',
  'pageId',
  'mine',
  'isNew',
  'q',
  'sort',
] as const
export type FilterName = (typeof FILTERS)[number]
export type Filter = Readonly<Partial<Record<FilterName, string>>>

/** What counts as "to fix" on every other screen is what the list shows when the address says nothing else. */
const DEFAULTS: Filter = { outcome: 'failed', status: 'active', sort: 'priority' }
/** Says in the address that a default does not narrow either. */
export const EVERYTHING = 'all'

/** The filter that an address asks for; what it does not know is left out. */
export function readFilter(query: PageProps['query']): Filter {
  return Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = query[name]
      return value && value !== DEFAULTS[name] ? [[name, value] as const] : []
    }),
  )
}

/** The address of a list. Changing a filter starts the list anew: without a cursor. */
export function hrefOf(filter: Filter, cursor?: string | null): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(readFilter(filter as PageProps['query']))) {
    if (value) search.set(name, value)
  }
  if (cursor) search.set('cursor', cursor)
  const text = search.toString()
  return `/segnalazioni${text ? `?${text}` : ''}`
}

/** What to ask the API for. */
export function toQuery(filter: Filter): Filter {
  return Object.fromEntries(
    Object.entries({ ...DEFAULTS, ...filter }).filter(
      ([name, value]) => !((name === 'outcome' || name === 'status') && value === EVERYTHING),
    ),
  )
}

/** The filters that narrow the list, in their order. */
export const narrowing = (filter: Filter): readonly FilterName[] =>
  FILTERS.filter((name) => name !== 'sort' && filter[name] !== undefined)

/** The same filter with other values; '' takes one away. */
export const withChange = (filter: Filter, change: Filter): Filter => readFilter({ ...filter, ...change })
