import { useState } from 'preact/hooks'
import { useAction } from '../hooks/use-action.ts'
import { useWords } from '../hooks/use-words.ts'
import { Dialog } from './dialog.tsx'
import { ProblemNotice } from './notice.tsx'

interface Props {
  /** What the button shows, and what screen readers hear where several buttons look alike. */
  readonly label: string
  readonly spoken?: string
  readonly question: string
  readonly text: string
  readonly confirm: string
  readonly onConfirm: () => Promise<void>
}

/**
 * A button for what cannot be undone. It must:
 * - ask first, in words that say what will happen;
 * - stay open with the reason when it was refused.
 */
export function Confirm({ label, spoken, question, text, confirm, onConfirm }: Props) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const action = useAction()
  const go = async () => {
    if (await action.run(onConfirm)) setOpen(false)
  }
  return (
    <>
      <button
        type="button"
        class="btn btn-outline-danger btn-sm"
        aria-label={spoken}
        onClick={() => {
          action.clear()
          setOpen(true)
        }}
      >
        {label}
      </button>
      <Dialog isOpen={isOpen} title={question} onClose={() => setOpen(false)}>
        <p>{text}</p>
        {action.problem && <ProblemNotice problem={action.problem} />}
        <div class="form-actions">
          <button type="button" class="btn btn-danger" aria-disabled={action.isBusy} onClick={go}>
            {confirm}
          </button>
          <button type="button" class="btn btn-outline-primary" onClick={() => setOpen(false)}>
            {words.common.cancel}
          </button>
        </div>
      </Dialog>
    </>
  )
}
