import { useId } from 'preact/hooks'
import { fieldId } from './field.tsx'

interface Props<Value extends string> {
  readonly legend: string
  readonly name: string
  readonly value: Value | null
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onValue: (value: Value) => void
  readonly error?: string | undefined
}

/**
 * One of few, all in sight, with the browser's own radio buttons. It must:
 * - be named by its legend, and read its error with it;
 * - be where the links of `<ErrorSummary>` lead: its first choice has the field's id.
 */
export function Radios<Value extends string>({ legend, name, value, options, onValue, error }: Props<Value>) {
  const told = useId()
  return (
    <fieldset class={`field radios${error ? ' has-error' : ''}`} aria-describedby={error ? told : undefined}>
      <legend>{legend}</legend>
      {error && (
        <p class="field-error" id={told}>
          {error}
        </p>
      )}
      {options.map((option, index) => {
        const id = index === 0 ? fieldId(name) : `${fieldId(name)}-${option.value}`
        return (
          <div class="radio" key={option.value}>
            <input
              id={id}
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              onChange={() => onValue(option.value)}
            />
            <label for={id}>{option.label}</label>
          </div>
        )
      })}
    </fieldset>
  )
}
