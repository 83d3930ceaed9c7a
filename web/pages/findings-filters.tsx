import { useId, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import {
  client,
  type Finding,
  type FindingFacets,
  type List,
  listAll,
  type Office,
  type Site,
} from '../client.ts'
import { Check, Field, Select } from '../components/field.tsx'
import { Icon } from '../components/icon.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { can, useMe } from '../session.tsx'
import { EVERYTHING, type Filter, hrefOf, narrowing, withChange } from './findings-filter.ts'
import { useFilterNames } from './findings-filter-names.ts'

const OWNERS = ['editorial', 'template', 'third-party', 'unknown'] as const
const IMPACTS = ['critical', 'serious', 'moderate', 'minor'] as const
const STATUSES = [
  'open',
  'assigned',
  'claimed-fixed',
  'not-verified',
  'verified-fixed',
  'decided',
  'page-removed',
] as const
const OUTCOMES = ['failed', 'cantTell', 'unstable'] as const
/** Same as in findings.css: from here on the filters stand beside the list, always open. */
const WIDE = '(min-width: 62rem)'

interface Props {
  readonly filter: Filter
  readonly facets: FindingFacets
}

export interface Choices {
  readonly sites: readonly Site[]
  readonly offices: readonly Office[]
}

/** Sites and offices to choose from, as far as this person may see them. */
export function useChoices(): Choices {
  const me = useMe()
  const mayChoose = can(me, 'site.read')
  const loaded = useResource(`choices ${mayChoose}`, async (signal): Promise<Choices> => {
    if (!mayChoose) return { sites: [], offices: [] }
    const [sites, offices] = await Promise.all([
      client.get<List<Site>>('/sites', { limit: 200 }, signal),
      listAll<Office>('/offices', signal),
    ])
    return { sites: sites.items, offices }
  })
  // Without them the list is as useful as before: their filters stay away.
  return loaded.state === 'ready' ? loaded.value : { sites: [], offices: [] }
}

/** What narrows the list: each choice with how many it gives, each with its own address. */
export function FindingFilters({ filter, facets, choices }: Props & { readonly choices: Choices }) {
  const { findings: words, labels } = useWords()
  const active = narrowing(filter).length
  const [isWide] = useState(() => matchMedia(WIDE).matches)
  const facet = (
    name: 'owner' | 'impact' | 'status',
    values: readonly string[],
    label: (v: string) => string,
  ) => (
    <Facet
      title={words.filter[name]}
      choices={values.map((value) => ({
        href: hrefOf(withChange(filter, { [name]: filter[name] === value ? '' : value })),
        label: label(value),
        count: facets[name][value] ?? 0,
        isCurrent: filter[name] === value,
      }))}
    />
  )
  return (
    <details class="filters" open={isWide}>
      <summary>{active > 0 ? words.filtersOf(active) : words.filters}</summary>
      <Search filter={filter} />
      {facet('owner', OWNERS, (value) => labels.owner[value as Finding['owner']])}
      {facet('impact', IMPACTS, (value) => labels.impact[value as Finding['impact']])}
      <StatusFacet filter={filter} facets={facets} />
      <Toggles filter={filter} />
      <Lists filter={filter} facets={facets} choices={choices} />
    </details>
  )
}

function StatusFacet({ filter, facets }: Props) {
  const { findings: words } = useWords()
  const to = (status: string) => hrefOf(withChange(filter, { status }))
  return (
    <Facet
      title={words.filter.status}
      choices={[
        { href: to(''), label: words.statusActive, count: null, isCurrent: !filter.status },
        ...STATUSES.map((status) => ({
          href: to(status),
          label: words.status[status],
          count: facets.status[status] ?? 0,
          isCurrent: filter.status === status,
        })),
        {
          href: to(EVERYTHING),
          label: words.statusAll,
          count: null,
          isCurrent: filter.status === EVERYTHING,
        },
      ]}
    />
  )
}

interface FacetProps {
  readonly title: string
  readonly choices: readonly {
    readonly href: string
    readonly label: string
    readonly count: number | null
    readonly isCurrent: boolean
  }[]
}

/** One question of the filter, its answers as links: the address changes, focus stays on the link. */
function Facet({ title, choices }: FacetProps) {
  const format = useFormat()
  const id = useId()
  return (
    <div class="facet">
      <h2 id={id}>{title}</h2>
      <ul aria-labelledby={id}>
        {choices.map(({ href, label, count, isCurrent }) => (
          <li key={label}>
            <a href={href} aria-current={isCurrent ? 'true' : undefined}>
              <Icon name={isCurrent ? 'circle' : 'ring'} />
              <span>{label}</span> {count !== null && <span class="facet-count">{format.number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Search({ filter }: Pick<Props, 'filter'>) {
  const { findings: words } = useWords()
  const { route } = useLocation()
  const [text, setText] = useState(filter.q ?? '')
  const submit = (event: Event) => {
    event.preventDefault()
    route(hrefOf(withChange(filter, { q: text.trim() })))
  }
  return (
    <form class="search" onSubmit={submit}>
      <Field label={words.filter.q} name="filter-q" type="search" value={text} onValue={setText} />
      <button type="submit" class="btn btn-outline-primary btn-sm">
        {words.search}
      </button>
    </form>
  )
}

function Toggles({ filter }: Pick<Props, 'filter'>) {
  const { findings: words } = useWords()
  const { route } = useLocation()
  const me = useMe()
  const toggle = (name: 'mine' | 'isNew') => (isOn: boolean) =>
    route(hrefOf(withChange(filter, { [name]: isOn ? 'true' : '' })))
  return (
    <div class="facet">
      {me.kind === 'person' && (
        <Check
          label={words.filter.mine}
          name="filter-mine"
          isChecked={filter.mine === 'true'}
          onChecked={toggle('mine')}
        />
      )}
      <Check
        label={words.filter.isNew}
        name="filter-isNew"
        isChecked={filter.isNew === 'true'}
        onChecked={toggle('isNew')}
      />
    </div>
  )
}

function Lists({ filter, facets, choices }: Props & { readonly choices: Choices }) {
  const { findings: words } = useWords()
  const { route } = useLocation()
  const format = useFormat()
  const counted = (label: string, count: number) => words.choice(label, format.number(count))
  const select = (
    name: 'outcome' | 'criterion' | 'rule' | 'siteId' | 'officeId',
    options: readonly { readonly value: string; readonly label: string }[],
  ) =>
    options.length > 1 && (
      <Select
        label={words.filter[name]}
        name={`filter-${name}`}
        value={filter[name] ?? ''}
        onValue={(value) => route(hrefOf(withChange(filter, { [name]: value })))}
        options={options}
      />
    )
  const any = { value: '', label: words.any }
  const named = (items: readonly { readonly id: string; readonly name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  return (
    <>
      {select('rule', [
        any,
        ...facets.rule.map(({ rule, title, count }) => ({ value: rule, label: counted(title, count) })),
      ])}
      {select('criterion', [
        any,
        ...Object.entries(facets.criterion)
          .sort(([a], [b]) => a.localeCompare(b, undefined, { numeric: true }))
          .map(([code, count]) => ({ value: code, label: counted(code, count) })),
      ])}
      {choices.sites.length > 1 && select('siteId', [any, ...named(choices.sites)])}
      {choices.offices.length > 0 && select('officeId', [any, ...named(choices.offices)])}
      {select('outcome', [
        ...OUTCOMES.map((value) => ({ value: value === 'failed' ? '' : value, label: words.outcome[value] })),
        { value: EVERYTHING, label: words.outcome.all },
      ])}
    </>
  )
}

/** What narrows the list now, each with a link that takes it away. */
export function ActiveFilters({ filter, facets, choices }: Props & { readonly choices: Choices }) {
  const { findings: words } = useWords()
  const nameOf = useFilterNames(facets, choices)
  const names = narrowing(filter)
  if (names.length === 0) return null
  return (
    <ul class="active-filters" aria-label={words.active}>
      {names.map((name) => {
        const said = nameOf(name, filter[name] ?? '')
        return (
          <li key={name}>
            <a class="chip" href={hrefOf(withChange(filter, { [name]: '' }))} aria-label={words.remove(said)}>
              {said}
              <Icon name="cross" />
            </a>
          </li>
        )
      })}
      {names.length > 1 && (
        <li>
          <a href={hrefOf({ sort: filter.sort ?? '' })}>{words.removeAll}</a>
        </li>
      )}
    </ul>
  )
}
