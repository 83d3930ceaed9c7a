import { Select } from '../components/field.tsx'
import { Radios } from '../components/radios.tsx'
import { useWords } from '../hooks/use-words.ts'
import type { ViewProps } from './view.ts'

/** Each request is sent to a channel chosen from a list. */
export function TriageView({ exercise, answer, onAnswer }: ViewProps<'triage'>) {
  const { learning: words } = useWords()
  const { channels, requests } = exercise.spec
  return (
    <ol class="plain triage-list">
      {requests.map(({ id, text }) => (
        <li key={id}>
          <Select
            label={text}
            name={`${exercise.id}-${id}`}
            value={answer.channels[id] ?? ''}
            options={[
              { value: '', label: words.choose },
              ...channels.map((channel) => ({ value: channel.id, label: channel.text })),
            ]}
            onValue={(channel) => onAnswer({ channels: { ...answer.channels, [id]: channel } })}
          />
        </li>
      ))}
    </ol>
  )
}

/** Messages to be told genuine or false, with the clue that proves it. */
export function TrueOrFalseView({ exercise, answer, onAnswer }: ViewProps<'true-or-false'>) {
  const { learning: words } = useWords()
  const change = (id: string, part: Partial<{ isGenuine: boolean; clue: string }>) => {
    const before = answer.verdicts[id] ?? { isGenuine: true, clue: '' }
    onAnswer({ verdicts: { ...answer.verdicts, [id]: { ...before, ...part } } })
  }
  return (
    <ol class="plain claims">
      {exercise.spec.items.map(({ id, looks, from, text, clues }, at) => {
        const verdict = answer.verdicts[id]
        const name = `${exercise.id}-${id}`
        return (
          <li key={id}>
            <section class={`simulated simulated-${looks}`} aria-labelledby={`${name}-head`}>
              <h3 id={`${name}-head`}>{words.looks[looks](at + 1)}</h3>
              {from && <p class="aside-line">{words.from(from)}</p>}
              <p class="said">{text}</p>
            </section>
            <Radios
              legend={words.isItGenuine}
              name={name}
              value={verdict === undefined ? null : verdict.isGenuine ? 'yes' : 'no'}
              options={[
                { value: 'yes', label: words.genuine },
                { value: 'no', label: words.fraud },
              ]}
              onValue={(value) => change(id, { isGenuine: value === 'yes' })}
            />
            <Radios
              legend={words.whichClue}
              name={`${name}-clue`}
              value={verdict?.clue || null}
              options={clues.map((clue) => ({ value: clue.id, label: clue.text }))}
              onValue={(clue) => change(id, { clue })}
            />
          </li>
        )
      })}
    </ol>
  )
}
