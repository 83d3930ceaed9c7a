import { useFormat, useWords } from '../hooks/use-words.ts'

interface Props {
  /** How many are on screen, and how many there are. */
  readonly shown: number
  readonly total: number
  /** The address with the next ones; null at the end. */
  readonly nextHref: string | null
  /** The address of the first ones; null when they are on screen. */
  readonly firstHref: string | null
}

/** The rest of a list, as links, so that the address and the back button work. */
export function Pager({ shown, total, nextHref, firstHref }: Props) {
  const words = useWords()
  const format = useFormat()
  return (
    <nav class="pager" aria-label={words.common.pages}>
      <p>{words.common.shownOf(format.number(shown), format.number(total))}</p>
      {firstHref && (
        <a class="btn btn-outline-primary btn-sm" href={firstHref}>
          {words.common.firstPage}
        </a>
      )}
      {nextHref && (
        <a class="btn btn-outline-primary btn-sm" href={nextHref}>
          {words.common.nextPage}
        </a>
      )}
    </nav>
  )
}
