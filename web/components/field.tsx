import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'

interface Shared {
  readonly label: string
  readonly name: string
  readonly hint?: ComponentChildren
  /** What is wrong and how to put it right. */
  readonly error?: string | undefined
  readonly isRequired?: boolean
}

/** The id of a field, which the links of `<ErrorSummary>` lead to. */
export const fieldId = (name: string) => `field-${name}`

interface Drawn extends Shared {
  readonly children: (tied: {
    id: string
    describedBy: string | undefined
    isInvalid: true | undefined
  }) => ComponentChildren
}

/** A visible label, a hint and an error, tied to the control that `children` draws. */
function Labelled({ label, name, hint, error, isRequired = true, children }: Drawn) {
  const words = useWords()
  const id = fieldId(name)
  const told = useId()
  const describedBy = [hint && `${told}-hint`, error && `${told}-error`].filter(Boolean).join(' ')
  return (
    <div class={`field${error ? ' has-error' : ''}`}>
      <label for={id}>
        {label}
        {!isRequired && <span class="optional"> ({words.common.optional})</span>}
      </label>
      {hint && (
        <p class="hint" id={`${told}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${told}-error`}>
          {error}
        </p>
      )}
      {children({ id, describedBy: describedBy || undefined, isInvalid: error ? true : undefined })}
    </div>
  )
}

interface FieldProps extends Shared {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'number' | 'date' | 'search'
  readonly autoComplete?: string
  readonly min?: number | string
  readonly max?: number | string
  /** Present: a text area of so many lines. */
  readonly rows?: number
  readonly inputMode?: 'text' | 'url' | 'numeric'
  readonly isCode?: boolean
}

/**
 * One thing to write. It must:
 * - show its label, hint and error, all read together with the control;
 * - say when it may be left empty, and mark itself invalid only when something is wrong.
 */
export function Field(props: FieldProps) {
  const { value, onValue, type = 'text', rows, isRequired = true } = props
  const className = `form-control${props.isCode ? ' is-code' : ''}`
  return (
    <Labelled {...sharedOf(props)}>
      {({ id, describedBy, isInvalid }) =>
        rows ? (
          <textarea
            id={id}
            name={props.name}
            class={className}
            rows={rows}
            value={value}
            required={isRequired}
            aria-invalid={isInvalid}
            aria-describedby={describedBy}
            spellcheck={!props.isCode}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        ) : (
          <input
            id={id}
            name={props.name}
            class={className}
            // Preact's types know one kind at a time, not a union of them.
            type={type as 'text'}
            value={value}
            {...limitsOf(props)}
            required={isRequired}
            autocomplete={props.autoComplete ?? 'off'}
            aria-invalid={isInvalid}
            aria-describedby={describedBy}
            onInput={(event) => onValue(event.currentTarget.value)}
          />
        )
      }
    </Labelled>
  )
}

interface SelectProps extends Shared {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

/** One of a closed list, with the browser's own control. */
export function Select(props: SelectProps) {
  const { value, onValue, options, isRequired = true } = props
  return (
    <Labelled {...sharedOf(props)}>
      {({ id, describedBy, isInvalid }) => (
        <select
          id={id}
          name={props.name}
          class="form-select"
          value={value}
          required={isRequired}
          aria-invalid={isInvalid}
          aria-describedby={describedBy}
          onChange={(event) => onValue(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

interface CheckProps {
  readonly label: string
  readonly name: string
  readonly hint?: string
  readonly isChecked: boolean
  readonly onChecked: (isChecked: boolean) => void
}

/** Yes or no, with the label beside the box. */
export function Check({ label, name, hint, isChecked, onChecked }: CheckProps) {
  const id = fieldId(name)
  return (
    <div class="check">
      <input
        id={id}
        name={name}
        type="checkbox"
        checked={isChecked}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

function sharedOf({ label, name, hint, error, isRequired = true }: Shared): Shared {
  return { label, name, error, isRequired, ...(hint === undefined ? {} : { hint }) }
}

function limitsOf({ min, max, inputMode }: FieldProps) {
  return {
    ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }),
    ...(inputMode ? { inputMode } : {}),
  }
}
