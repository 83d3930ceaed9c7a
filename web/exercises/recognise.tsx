import { Check, Select } from '../components/field.tsx'
import { useWords } from '../hooks/use-words.ts'
import { PagePreview } from './page-preview.tsx'
import { shuffled } from './shuffle.ts'
import type { ViewProps } from './view.ts'

/** One or more of several answers, with the browser's own boxes. */
export function ChoiceView({ exercise, answer, onAnswer }: ViewProps<'choice'>) {
  const { question, options } = exercise.spec
  const isOne = options.filter(({ isRight }) => isRight).length === 1
  const toggle = (id: string, isOn: boolean) =>
    onAnswer({
      chosen: isOne ? [id] : isOn ? [...answer.chosen, id] : answer.chosen.filter((one) => one !== id),
    })
  return (
    <fieldset class="field">
      <legend>{question}</legend>
      {shuffled(options, exercise.id).map(({ id, text }) => (
        <div class={isOne ? 'radio' : 'check'} key={id}>
          <input
            type={isOne ? 'radio' : 'checkbox'}
            id={`${exercise.id}-${id}`}
            name={exercise.id}
            checked={answer.chosen.includes(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
          <label for={`${exercise.id}-${id}`}>{text}</label>
        </div>
      ))}
    </fieldset>
  )
}

/** Steps put in order with two buttons each: no dragging is needed. */
export function OrderView({ exercise, answer, onAnswer }: ViewProps<'order'>) {
  const { learning: words } = useWords()
  const textOf = new Map(exercise.spec.items.map(({ id, text }) => [id, text]))
  const move = (at: number, by: number) => {
    const order = [...answer.order]
    const [id] = order.splice(at, 1)
    if (id !== undefined) order.splice(at + by, 0, id)
    onAnswer({ order })
  }
  return (
    <fieldset aria-label={exercise.spec.question}>
      <p>{exercise.spec.question}</p>
      <ol class="order-list">
        {answer.order.map((id, at) => (
          <li key={id}>
            <span>{textOf.get(id)}</span>
            <span class="order-moves">
              <button
                type="button"
                class="btn btn-outline-primary btn-sm"
                aria-disabled={at === 0}
                onClick={() => at > 0 && move(at, -1)}
              >
                {words.up}
                <span class="visually-hidden">: {textOf.get(id)}</span>
              </button>
              <button
                type="button"
                class="btn btn-outline-primary btn-sm"
                aria-disabled={at === answer.order.length - 1}
                onClick={() => at < answer.order.length - 1 && move(at, 1)}
              >
                {words.down}
                <span class="visually-hidden">: {textOf.get(id)}</span>
              </button>
            </span>
          </li>
        ))}
      </ol>
    </fieldset>
  )
}

/** Halves put together by choosing from a list. */
export function MatchView({ exercise, answer, onAnswer }: ViewProps<'match'>) {
  const { learning: words } = useWords()
  const { question, pairs, decoys } = exercise.spec
  const rights = shuffled([...pairs, ...decoys], exercise.id).map(({ id, right }) => ({
    value: id,
    label: right,
  }))
  return (
    <fieldset class="field">
      <legend>{question}</legend>
      {pairs.map(({ id, left }) => (
        <Select
          key={id}
          label={left}
          name={`${exercise.id}-${id}`}
          value={answer.matches[id] ?? ''}
          options={[{ value: '', label: words.choose }, ...rights]}
          onValue={(value) => onAnswer({ matches: { ...answer.matches, [id]: value } })}
        />
      ))}
    </fieldset>
  )
}

/** Faulty elements picked from a list beside the page, each with its reason. */
export function SpotView({ exercise, answer, onAnswer }: ViewProps<'spot'>) {
  const { learning: words } = useWords()
  const { faults, harmless, reasons } = exercise.spec
  const candidates = shuffled([...faults, ...harmless], exercise.id)
  const whyOf = (element: string) => answer.picks.find((pick) => pick.element === element)?.why
  const others = (element: string) => answer.picks.filter((pick) => pick.element !== element)
  return (
    <div class="columns">
      <div class="column-half">
        <PagePreview title={exercise.title} html={exercise.spec.page} />
      </div>
      <ul class="plain spot-list column-half">
        {candidates.map(({ element, label }, at) => (
          <li key={element}>
            <Check
              label={label}
              name={`${exercise.id}-${at}`}
              isChecked={whyOf(element) !== undefined}
              onChecked={(isOn) =>
                onAnswer({ picks: isOn ? [...others(element), { element, why: '' }] : others(element) })
              }
            />
            {whyOf(element) !== undefined && (
              <Select
                label={words.why}
                name={`${exercise.id}-${at}-why`}
                value={whyOf(element) ?? ''}
                options={[
                  { value: '', label: words.choose },
                  ...reasons.map(({ id, text }) => ({ value: id, label: text })),
                ]}
                onValue={(why) => onAnswer({ picks: [...others(element), { element, why }] })}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  )
}
