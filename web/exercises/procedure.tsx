import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { Check, Field, Select } from '../components/field.tsx'
import { Notice } from '../components/notice.tsx'
import { useWords } from '../hooks/use-words.ts'
import { type Act, act, begin, fillIn, REFUSALS, type Run, realLooking } from './learning.ts'
import { SimpleText } from './simple-text.tsx'
import type { ViewProps } from './view.ts'

type Spec = ViewProps<'procedure'>['exercise']['spec']
type Values = Act['fields']

/** A simulated procedure: one screen at a time, with the word SIMULAZIONE on each of them. */
export function ProcedureView({ exercise, answer, onAnswer }: ViewProps<'procedure'> | ViewProps<'setback'>) {
  const { learning: words } = useWords()
  const { spec } = exercise
  const run = useMemo(
    () => answer.steps.reduce<Run>((now, one) => act(spec, answer.trap, now, one), begin(spec)),
    [spec, answer],
  )
  const heading = useRef<HTMLHeadingElement>(null)
  const seen = useRef(run.screen)
  useEffect(() => {
    if (seen.current === run.screen) return
    seen.current = run.screen
    heading.current?.focus()
  }, [run.screen])
  const screen = spec.screens[run.screen]
  if (!screen) return null
  const text = (words: string) => fillIn(words, spec, answer.trap, run)
  return (
    <div>
      <section class="card-box">
        <h3>{words.yourCase}</h3>
        <SimpleText text={text(spec.case)} />
      </section>
      <section class={`simulated simulated-${screen.looks}`} aria-labelledby={`${exercise.id}-screen`}>
        <p class="simulation">{words.simulation}</p>
        <h3 id={`${exercise.id}-screen`} ref={heading} tabIndex={-1}>
          {text(screen.title)}
        </h3>
        {run.error && (
          <div role="alert">
            <Notice kind="warning">
              <p>{run.error}</p>
            </Notice>
          </div>
        )}
        <SimpleText text={text(screen.text)} />
        <Screen
          key={`${run.screen} ${answer.steps.length}`}
          name={exercise.id}
          screen={screen}
          lit={spec.guided ? nextOf(spec, answer.steps) : undefined}
          onAct={(one) => onAnswer({ ...answer, steps: [...answer.steps, one] })}
        />
      </section>
      {answer.steps.length > 0 && (
        <button
          type="button"
          class="btn btn-outline-primary"
          onClick={() => onAnswer({ ...answer, steps: [] })}
        >
          {words.startAgain}
        </button>
      )}
    </div>
  )
}

/** In a guided exercise, the next action of the solution, as long as it was followed. */
function nextOf(spec: Spec, steps: readonly Act[]): string | undefined {
  const isFollowed = steps.every(({ action }, at) => spec.solution[at]?.action === action)
  return isFollowed ? spec.solution[steps.length]?.action : undefined
}

interface ScreenProps {
  readonly name: string
  readonly screen: Spec['screens'][string]
  readonly lit: string | undefined
  readonly onAct: (act: Act) => void
}

function Screen({ name, screen, lit, onAct }: ScreenProps) {
  const { learning: words } = useWords()
  const [values, setValues] = useState<Values>({})
  const [refused, setRefused] = useState<Readonly<Record<string, string>>>({})
  const set = (field: string, value: string | boolean) => setValues({ ...values, [field]: value })
  const press = (action: string) => {
    const real = Object.entries(values).flatMap(([field, value]) => {
      const kind = typeof value === 'string' ? realLooking(value) : undefined
      return kind ? [[field, REFUSALS[kind]] as const] : []
    })
    if (real.length === 0) return onAct({ action, fields: values })
    // What looks like somebody's own leaves the screen at once, and is kept nowhere.
    setValues(
      Object.fromEntries(Object.entries(values).filter(([field]) => !real.some(([bad]) => bad === field))),
    )
    setRefused(Object.fromEntries(real))
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const [primary] = [...screen.actions].sort((a, b) => Number(b.primary) - Number(a.primary))
        if (primary) press(primary.id)
      }}
    >
      {Object.entries(screen.fields).map(([field, { label, type, hint, options }]) => {
        const value = values[field]
        const shared = { label, name: `${name}-${field}`, ...(hint === undefined ? {} : { hint }) }
        if (type === 'check') {
          return (
            <Check key={field} {...shared} isChecked={value === true} onChecked={(is) => set(field, is)} />
          )
        }
        if (type === 'choice') {
          return (
            <Select
              key={field}
              {...shared}
              value={String(value ?? '')}
              options={[
                { value: '', label: words.choose },
                ...(options ?? []).map(({ id, text }) => ({ value: id, label: text })),
              ]}
              onValue={(next) => set(field, next)}
            />
          )
        }
        return (
          <Field
            key={field}
            {...shared}
            type={type === 'date' ? 'date' : 'text'}
            inputMode={type === 'digits' ? 'numeric' : 'text'}
            value={String(value ?? '')}
            onValue={(next) => set(field, next)}
            error={refused[field]}
          />
        )
      })}
      <p class="actions">
        {screen.actions.map(({ id, text, primary }) => (
          <button
            key={id}
            type="button"
            class={`btn ${primary ? 'btn-primary' : 'btn-outline-primary'}${lit === id ? ' is-lit' : ''}`}
            onClick={() => press(id)}
          >
            {lit === id && <span class="lit">{words.nextStep} </span>}
            {text}
          </button>
        ))}
      </p>
    </form>
  )
}
