import type { Finding, FindingFacets } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'
import type { FilterName } from './findings-filter.ts'
import type { Choices } from './findings-filters.tsx'

/** A filter's value as people say it. */
export function useFilterNames(facets: FindingFacets, { sites, offices }: Choices) {
  const { findings: words, labels } = useWords()
  const byId = (items: readonly { readonly id: string; readonly name: string }[], id: string) =>
    items.find((item) => item.id === id)?.name
  const names: Readonly<Record<Exclude<FilterName, 'sort'>, (value: string) => string | undefined>> = {
    owner: (value) => labels.owner[value as Finding['owner']],
    impact: (value) => labels.impact[value as Finding['impact']],
    status: (value) => (value === 'all' ? words.statusAll : statusesOf(value, words.status)),
    outcome: (value) => words.outcome[value as keyof typeof words.outcome],
    criterion: (value) => words.criterion(value),
    rule: (value) => facets.rule.find(({ rule }) => rule === value)?.title,
    siteId: (value) => byId(sites, value),
    officeId: (value) => byId(offices, value),
    personId: () => words.chosenPerson,
    supplier: (value) => value,
    pageId: () => words.chosenPage,
    mine: () => words.filter.mine,
    isNew: () => words.filter.isNew,
    q: (value) => `«${value}»`,
  }
  return (name: FilterName, value: string): string =>
    (name === 'sort' ? undefined : names[name](value)) ?? words.filter[name]
}

/** Several by comma, as the API takes them. */
const statusesOf = (value: string, words: Readonly<Record<string, string>>) =>
  value
    .split(',')
    .map((status) => words[status] ?? status)
    .join(', ')
