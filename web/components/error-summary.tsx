import { useEffect, useRef } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'
import { fieldId } from './field.tsx'

interface Props {
  /** The refusal of a submit; a new object takes the focus anew. null: nothing is shown. */
  readonly problem: { readonly detail: string; readonly fields: Readonly<Record<string, string>> } | null
  /** The label of a field, by its name; a field that is not on the form has none. */
  readonly labels?: Readonly<Record<string, string>>
}

/**
 * What went wrong with a form. It must:
 * - take the focus when a submit fails;
 * - say what happened in one sentence, and link each wrong field by its label.
 */
export function ErrorSummary({ problem, labels = {} }: Props) {
  const words = useWords()
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (problem) box.current?.focus()
  }, [problem])
  if (!problem) return null
  const wrong = Object.entries(problem.fields)
  return (
    <section class="error-summary" ref={box} tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{words.common.checkTheForm}</h2>
      <p>{problem.detail}</p>
      {wrong.length > 0 && (
        <ul>
          {wrong.map(([name, text]) => (
            <li key={name}>
              <a href={`#${fieldId(name)}`} onClick={(event) => goTo(event, name)}>
                {labels[name] ? `${labels[name]}: ${text}` : text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Focus goes into the field itself; the address on screen stays as it is. */
function goTo(event: MouseEvent, name: string) {
  const field = document.getElementById(fieldId(name))
  if (!field) return
  event.preventDefault()
  field.focus()
}
