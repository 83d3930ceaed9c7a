import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Occurrence, PageDetail } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'

interface Marked {
  readonly number: number
  readonly title: string
  readonly box: Occurrence['box']
}

interface Props {
  readonly snapshot: NonNullable<PageDetail['snapshot']>
  readonly title: string
  readonly places: readonly Marked[]
}

export const markerId = (number: number) => `marker-${number}`
export const placeId = (number: number) => `place-${number}`

/**
 * The picture of a page with a number on each place. It must:
 * - stay in step with the picture at every width: positions are shares of it, set through the style object
 *   because the content security policy knows no style attribute;
 * - lead from each number to its place in the list, by keyboard too.
 */
export function PageSnapshot({ snapshot, title, places }: Props) {
  const { page: words } = useWords()
  return (
    <figure class="snapshot">
      <figcaption>
        <strong>{words.snapshot}</strong>
        <span class="hint">{words.snapshotHint}</span>
      </figcaption>
      <div class="snapshot-frame">
        <div class="snapshot-sheet">
          <img
            src={snapshot.url}
            alt={words.snapshotAlt(title)}
            width={snapshot.width}
            height={snapshot.height}
          />
          <ol class="markers">
            {places.map((place) => (
              <Marker key={place.number} place={place} snapshot={snapshot} />
            ))}
          </ol>
        </div>
      </div>
    </figure>
  )
}

function Marker({ place, snapshot }: { readonly place: Marked } & Pick<Props, 'snapshot'>) {
  const { page: words } = useWords()
  const spot = useRef<HTMLLIElement>(null)
  const { number, title, box } = place
  useLayoutEffect(() => {
    if (!box || !spot.current) return
    const { style } = spot.current
    style.left = share(box.x, snapshot.width)
    style.top = share(box.y, snapshot.height)
    style.width = share(box.width, snapshot.width)
    style.height = share(box.height, snapshot.height)
  }, [box, snapshot])
  if (!box) return null
  return (
    <li ref={spot}>
      <a id={markerId(number)} href={`#${placeId(number)}`}>
        <span aria-hidden="true">{number}</span>
        <span class="visually-hidden">{words.marker(number, title)}</span>
      </a>
    </li>
  )
}

/** A length of the page as a share of the picture, inside it whatever the page claimed. */
const share = (part: number, whole: number): string =>
  `${Math.min(100, Math.max(0, (part / Math.max(1, whole)) * 100))}%`
