import type { ToJudgeItem } from '../client.ts'
import { useKeysChoice } from '../hooks/use-keys-choice.ts'
import { useWords } from '../hooks/use-words.ts'
import { Check } from './field.tsx'
import { isWeb } from './finding-explained.tsx'
import { Icon } from './icon.tsx'
import { WithCode } from './with-code.tsx'

export type Said = 'yes' | 'no' | 'skip'

interface Props {
  readonly item: ToJudgeItem
  readonly isBusy: boolean
  readonly onSaid: (said: Said) => void
}

/**
 * A yes/no question about one element. It must:
 * - show the element and say in words where it is, so that it can be answered without seeing the picture;
 * - be answered by keyboard in one press: letters count only while the focus is inside the question, and can be
 *   turned off (WCAG 2.2, 2.1.4);
 * - stay as it is until the answer is kept.
 */
export function Question({ item, isBusy, onSaid }: Props) {
  const { judge: words, finding: detail } = useWords()
  const [hasKeys, setKeys] = useKeysChoice('judge', true)
  const { occurrence, finding, question } = item
  const say = (said: Said) => !isBusy && onSaid(said)
  const onKey = (event: KeyboardEvent) => {
    if (!hasKeys || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    const said = { [words.keyYes]: 'yes', [words.keyNo]: 'no', [words.keySkip]: 'skip' } as const
    const meant = said[event.key.toLowerCase()]
    if (meant) say(meant)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: letters pressed on the controls inside arrive here
    <div class="question" onKeyDown={onKey}>
      <h2 tabIndex={-1}>{question}</h2>
      {occurrence.pictureUrl ? (
        <img class="question-picture" src={occurrence.pictureUrl} alt={detail.picture(occurrence.where)} />
      ) : (
        <p class="hint">{detail.noPicture}</p>
      )}
      <dl class="facts question-facts">
        <dt>{words.where}</dt>
        <dd>{occurrence.where}</dd>
        {occurrence.message && (
          <>
            <dt>{words.why}</dt>
            <dd>
              <WithCode text={occurrence.message} />
            </dd>
          </>
        )}
        <dt>{words.page}</dt>
        <dd>
          <PageLink page={occurrence.page} />
        </dd>
      </dl>
      <div class="answers">
        <button type="button" class="btn answer" aria-disabled={isBusy} onClick={() => say('yes')}>
          <Icon name="triangle" />
          {words.yes}
        </button>
        <button type="button" class="btn answer" aria-disabled={isBusy} onClick={() => say('no')}>
          <Icon name="check" />
          {words.no}
        </button>
        <button
          type="button"
          class="btn btn-outline-primary"
          aria-disabled={isBusy}
          onClick={() => say('skip')}
        >
          {words.skip}
        </button>
      </div>
      <Check label={words.keys} name="judge-keys" isChecked={hasKeys} onChecked={setKeys} />
      <p>
        <a href={`/segnalazioni/${finding.id}`}>{words.seeFinding}</a>
      </p>
      <details>
        <summary>{detail.snippet}</summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard has to get in */}
        <pre class="snippet" tabIndex={0}>
          <code>{occurrence.html}</code>
        </pre>
      </details>
    </div>
  )
}

function PageLink({ page }: Pick<ToJudgeItem['occurrence'], 'page'>) {
  const { common } = useWords()
  const name = page.title || page.url
  if (!isWeb(page.url)) return <>{name}</>
  return (
    <a href={page.url} target="_blank" rel="noreferrer">
      {name} <span class="visually-hidden">{common.opensElsewhere}</span>
    </a>
  )
}
