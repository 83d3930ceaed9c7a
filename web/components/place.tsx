import type { ComponentChildren } from 'preact'
import type { Occurrence } from '../client.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { isWeb } from './finding-explained.tsx'
import { WithCode } from './with-code.tsx'

interface Props {
  readonly occurrence: Occurrence
  /** Links and buttons for this place. */
  readonly children?: ComponentChildren
}

/**
 * One place of a finding. It must:
 * - say in words where the element is, for whoever cannot see the picture;
 * - show its code as text: markup of an audited page is never rendered.
 */
export function Place({ occurrence, children }: Props) {
  const { finding: words } = useWords()
  const { where, pictureUrl, message, html } = occurrence
  const state = words.state[occurrence.state as keyof typeof words.state]
  return (
    <div class="place">
      <p class="place-where">{words.place(where)}</p>
      {state && <p>{state}</p>}
      {message && (
        <p>
          <WithCode text={message} />
        </p>
      )}
      {pictureUrl ? (
        <img class="place-picture" src={pictureUrl} alt={words.picture(where)} loading="lazy" />
      ) : (
        <p class="hint">{words.noPicture}</p>
      )}
      <Answer occurrence={occurrence} />
      {children}
      {html && (
        <details>
          <summary>{words.snippet}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in */}
          <pre class="snippet" tabIndex={0}>
            <code>{html}</code>
          </pre>
          <Measures data={occurrence.data} />
        </details>
      )}
    </div>
  )
}

function Measures({ data }: Pick<Occurrence, 'data'>) {
  const { finding: words } = useWords()
  const entries = Object.entries(data)
  if (entries.length === 0) return null
  return (
    <>
      <p class="measured">{words.measured}</p>
      <dl class="facts">
        {entries.map(([name, value]) => (
          <div key={name} class="fact">
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Answer({ occurrence: { answer } }: Pick<Props, 'occurrence'>) {
  const { finding: words } = useWords()
  const format = useFormat()
  if (!answer) return null
  return (
    <p class="aside-line">
      {words.answered[answer.answer](answer.by ?? words.somebody)}, {format.date(answer.at)}
    </p>
  )
}

/** Links to the page itself and into the CMS, named by the page where several stand on one screen. */
export function PlaceLinks({ occurrence: { page, editUrl } }: Pick<Props, 'occurrence'>) {
  const { finding: words, common } = useWords()
  const name = page.title || page.url
  return (
    <>
      {isWeb(editUrl) && (
        <a
          class="btn btn-outline-primary btn-sm"
          href={editUrl}
          target="_blank"
          rel="noreferrer"
          aria-label={`${words.editOf(name)} ${common.opensElsewhere}`}
        >
          {words.edit}
        </a>
      )}
      {isWeb(page.url) && (
        <a
          href={page.url}
          target="_blank"
          rel="noreferrer"
          aria-label={`${words.openOf(name)} ${common.opensElsewhere}`}
        >
          {words.open}
        </a>
      )}
    </>
  )
}
