import { useCallback, useState } from 'preact/hooks'
import { client, type FindingDetail, type List, type Occurrence, type Recheck } from '../client.ts'
import { PlaceBadge } from '../components/finding-badges.tsx'
import { announce } from '../components/live-region.tsx'
import { ProblemNotice } from '../components/notice.tsx'
import { Place, PlaceLinks } from '../components/place.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useRecheck } from '../hooks/use-recheck.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { RecheckOutcome } from './recheck-outcome.tsx'

interface Props {
  readonly finding: FindingDetail
  readonly onChanged: () => void
}

interface More {
  readonly items: readonly Occurrence[]
  readonly next: string | null
}

/** Every place of a finding: the first ones come with it, the others when they are asked for. */
export function FindingPlaces({ finding, onChanged }: Props) {
  const { finding: words } = useWords()
  const format = useFormat()
  const [more, setMore] = useState<More | null>(null)
  const action = useAction()
  const places = more?.items ?? finding.occurrences
  const left = more ? more.next !== null : finding.occurrenceCount > places.length
  const showMore = () =>
    action.run(async () => {
      const list = await client.get<List<Occurrence>>(`/findings/${finding.id}/occurrences`, {
        cursor: more?.next,
        limit: 100,
      })
      setMore({ items: [...(more?.items ?? []), ...list.items], next: list.next })
      announce(format.number(list.items.length))
    })
  return (
    <section class="section" aria-labelledby="places">
      <h2 id="places">{words.where}</h2>
      <p>{words.whereCount(words.places(finding.occurrenceCount), words.pages(finding.pageCount))}</p>
      <ol class="places">
        {places.map((occurrence, index) => (
          <PlaceItem
            key={occurrence.id}
            finding={finding}
            occurrence={occurrence}
            isFirst={index === 0}
            onChanged={onChanged}
          />
        ))}
      </ol>
      {action.problem && <ProblemNotice problem={action.problem} />}
      {left && (
        <button
          type="button"
          class="btn btn-outline-primary"
          aria-disabled={action.isBusy}
          onClick={showMore}
        >
          {words.morePlaces}
        </button>
      )}
    </section>
  )
}

interface ItemProps extends Props {
  readonly occurrence: Occurrence
  readonly isFirst: boolean
}

function PlaceItem({ finding, occurrence, isFirst, onChanged }: ItemProps) {
  const { finding: words } = useWords()
  const { page } = occurrence
  return (
    <li>
      <details open={isFirst}>
        <summary>
          <span class="place-title">{page.title || page.url}</span> <PlaceBadge status={occurrence.status} />
          <span class="place-address">{page.url}</span>
        </summary>
        <Place occurrence={occurrence}>
          <div class="place-actions">
            <PlaceLinks occurrence={occurrence} />
            <a href={`/pagine/${page.id}`}>{words.seePage}</a>
          </div>
          {finding.can.recheck && <RecheckPage finding={finding} page={page} onChanged={onChanged} />}
        </Place>
      </details>
    </li>
  )
}

function RecheckPage({ finding, page, onChanged }: Props & Pick<Occurrence, 'page'>) {
  const { finding: words } = useWords()
  const onDone = useCallback(
    (recheck: Recheck) => {
      announce(recheck.verdict ? words.recheckVerdict[recheck.verdict] : words.recheckFailed)
      onChanged()
    },
    [words, onChanged],
  )
  const [rechecking, start] = useRecheck(finding.id, onDone)
  if (finding.pageCount < 2) return null
  return (
    <>
      <button
        type="button"
        class="btn btn-outline-primary btn-sm"
        aria-disabled={rechecking.state === 'running'}
        aria-label={`${words.recheckPage}: ${page.title || page.url}`}
        onClick={() => start(page.id)}
      >
        {words.recheckPage}
      </button>
      <RecheckOutcome rechecking={rechecking} pageName={() => undefined} />
    </>
  )
}
