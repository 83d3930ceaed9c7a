import { useEffect, useRef } from 'preact/hooks'
import { Notice } from './notice.tsx'

interface Props {
  readonly title: string
  readonly text: string
  readonly label: string
  readonly secret: string
}

/**
 * A secret that is shown once. It must:
 * - take the focus, so that nobody misses it;
 * - let itself be selected and copied with the keyboard alone: it is a read-only field.
 */
export function SecretOnce({ title, text, label, secret }: Props) {
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [secret])
  return (
    <Notice kind="success" title={title}>
      <p>{text}</p>
      <label class="visually-hidden" for="secret-once">
        {label}
      </label>
      <input id="secret-once" ref={field} class="form-control is-code" readOnly value={secret} />
    </Notice>
  )
}
