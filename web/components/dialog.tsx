import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { useWords } from '../hooks/use-words.ts'
import { Icon } from './icon.tsx'

interface Props {
  readonly isOpen: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ComponentChildren
}

/**
 * A question in front of the page, with the browser's own `<dialog>`. It must:
 * - keep focus inside, close with Esc and with its button, and give focus back to what opened it;
 * - be named by its title.
 */
export function Dialog({ isOpen, title, onClose, children }: Props) {
  const words = useWords()
  const box = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    if (isOpen && !box.current?.open) box.current?.showModal()
    if (!isOpen && box.current?.open) box.current.close()
  }, [isOpen])
  return (
    <dialog ref={box} class="dialog" aria-labelledby={id} onClose={onClose}>
      {isOpen && (
        <div class="dialog-box">
          <header class="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" class="icon-button" onClick={onClose}>
              <Icon name="cross" />
              <span class="visually-hidden">{words.common.close}</span>
            </button>
          </header>
          {children}
        </div>
      )}
    </dialog>
  )
}
