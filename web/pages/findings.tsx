import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { apiUrl, client, type Finding, type FindingFacets, type List } from '../client.ts'
import { Exports } from '../components/data-table.tsx'
import { Check, Select } from '../components/field.tsx'
import { announce } from '../components/live-region.tsx'
import { Page } from '../components/page.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useKept } from '../hooks/use-kept.ts'
import { useKeysChoice } from '../hooks/use-keys-choice.ts'
import { useListKeys } from '../hooks/use-list-keys.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'
import { BulkBar, type BulkOutcome, BulkResult } from './findings-bulk.tsx'
import { type Filter, hrefOf, narrowing, readFilter, toQuery, withChange } from './findings-filter.ts'
import { ActiveFilters, FindingFilters, useChoices } from './findings-filters.tsx'
import { FindingItem } from './findings-item.tsx'

interface Found {
  readonly list: List<Finding>
  readonly facets: FindingFacets
}

/** The filters are the address: the back button, a bookmark and a link in a mail all give the same list. */
export function FindingsPage({ query }: PageProps) {
  const { findings: words } = useWords()
  const me = useMe()
  const filter = readFilter(query)
  const { cursor } = query
  const asked = toQuery(filter)
  const [found, isBusy] = useKept(
    useResource(hrefOf(filter, cursor), async (signal): Promise<Found> => {
      const [list, facets] = await Promise.all([
        client.get<List<Finding>>('/findings', { ...asked, cursor }, signal),
        client.get<FindingFacets>('/findings/facets', asked, signal),
      ])
      return { list, facets }
    }),
  )
  const isGuest = me.kind === 'guest'
  return (
    <Page
      title={isGuest ? words.titleOf(me.supplier ?? me.organisation.name) : words.title}
      lead={isGuest ? words.guestLead : words.lead}
    >
      <Resource of={found}>
        {(value) => (
          <Results found={value} filter={filter} cursor={cursor} isBusy={isBusy} onChanged={found.reload} />
        )}
      </Resource>
    </Page>
  )
}

interface ResultsProps {
  readonly found: Found
  readonly filter: Filter
  readonly cursor: string | undefined
  readonly isBusy: boolean
  readonly onChanged: () => void
}

function Results({ found: { list, facets }, filter, cursor, isBusy, onChanged }: ResultsProps) {
  const { findings: words } = useWords()
  const format = useFormat()
  const choices = useChoices()
  const said = words.found(format.number(list.total), list.total)
  useAnnounced(said, list)
  return (
    <div class="with-filters">
      <a class="skip-inside" href="#results">
        {words.toResults}
      </a>
      <FindingFilters filter={filter} facets={facets} choices={choices} />
      <section class="results" aria-labelledby="results" aria-busy={isBusy}>
        <div class="results-head">
          <h2 id="results" tabIndex={-1}>
            {said}
          </h2>
          <Sort filter={filter} />
        </div>
        <ActiveFilters filter={filter} facets={facets} choices={choices} />
        {list.items.length === 0 ? (
          <Nothing filter={filter} />
        ) : (
          <>
            <Exports
              of={words.title}
              links={['csv', 'xlsx'].map((kind) => ({
                href: apiUrl('/findings/export', { ...toQuery(filter), format: kind }),
                label: kind.toUpperCase(),
              }))}
            />
            <Findings items={list.items} onChanged={onChanged} />
            <Pager
              shown={list.items.length}
              total={list.total}
              nextHref={list.next && hrefOf(filter, list.next)}
              firstHref={cursor ? hrefOf(filter) : null}
            />
          </>
        )}
      </section>
    </div>
  )
}

/** Says how many there are when the list has changed under the person's hands; not when the page opens. */
function useAnnounced(said: string, list: unknown) {
  const before = useRef(list)
  useEffect(() => {
    if (before.current !== list) announce(said)
    before.current = list
  }, [said, list])
}

const SORTS = ['priority', 'newest', 'pages', 'due'] as const

function Sort({ filter }: { readonly filter: Filter }) {
  const { findings: words } = useWords()
  const { route } = useLocation()
  return (
    <Select
      label={words.filter.sort}
      name="filter-sort"
      value={filter.sort ?? 'priority'}
      onValue={(sort) => route(hrefOf(withChange(filter, { sort })))}
      options={SORTS.map((value) => ({ value, label: words.sort[value] }))}
    />
  )
}

function Nothing({ filter }: { readonly filter: Filter }) {
  const { findings: words } = useWords()
  const isGuest = useMe().kind === 'guest'
  if (narrowing(filter).length === 0) {
    return (
      <Empty title={words.allDoneTitle}>
        <p>{isGuest ? words.guestNone : words.allDone}</p>
      </Empty>
    )
  }
  return (
    <Empty title={words.noneTitle}>
      <p>{words.none}</p>
      <a class="btn btn-outline-primary btn-sm" href={hrefOf({ sort: filter.sort ?? '' })}>
        {words.removeAll}
      </a>
    </Empty>
  )
}

interface FindingsProps {
  readonly items: readonly Finding[]
  readonly onChanged: () => void
}

/** The list itself: what is chosen belongs to what is on screen. */
function Findings({ items, onChanged }: FindingsProps) {
  const { findings: words } = useWords()
  const me = useMe()
  const [chosenIds, setChosenIds] = useState<ReadonlySet<string>>(new Set())
  const [outcome, setOutcome] = useState<BulkOutcome | null>(null)
  const [hasKeys, setKeys] = useKeysChoice('list', false)
  const mayChange = can(me, 'finding.claim') || can(me, 'finding.assign') || can(me, 'finding.decide')
  const chosen = items.filter(({ id }) => chosenIds.has(id))
  const toggle = useCallback((id: string) => {
    setChosenIds((before) => {
      const next = new Set(before)
      if (!next.delete(id)) next.add(id)
      return next
    })
  }, [])
  const toggleAt = useCallback(
    (index: number) => {
      const item = items[index]
      if (item && mayChange) toggle(item.id)
    },
    [items, mayChange, toggle],
  )
  useListKeys({ isOn: hasKeys, links: '.finding-list h3 a', onToggle: toggleAt })
  const areAll = chosen.length === items.length
  return (
    <>
      {outcome && <BulkResult outcome={outcome} />}
      <div class="list-tools">
        {mayChange && (
          <Check
            label={words.selectAll(items.length)}
            name="select-all"
            isChecked={areAll}
            onChecked={() => setChosenIds(new Set(areAll ? [] : items.map(({ id }) => id)))}
          />
        )}
        <Check label={words.shortcuts} name="list-keys" isChecked={hasKeys} onChecked={setKeys} />
      </div>
      <ul class="finding-list">
        {items.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            {...(mayChange
              ? { isChosen: chosenIds.has(finding.id), onToggle: () => toggle(finding.id) }
              : {})}
          />
        ))}
      </ul>
      {chosen.length > 0 && (
        <BulkBar
          chosen={chosen}
          onClear={() => setChosenIds(new Set())}
          onDone={(done) => {
            setOutcome(done)
            setChosenIds(new Set(done.refused.map(({ id }) => id)))
            onChanged()
          }}
        />
      )}
    </>
  )
}
