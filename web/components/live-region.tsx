import { useEffect, useState } from 'preact/hooks'

type Listener = (text: string) => void
const listeners = new Set<Listener>()

/** Says something to screen readers, in the one live region of the shell. Say little, and only what changed. */
export function announce(text: string): void {
  for (const listen of listeners) listen(text)
}

/**
 * The only live region. It must:
 * - be in the page before anything is said;
 * - say the same words again when they are announced twice.
 */
export function LiveRegion() {
  const [said, setSaid] = useState({ text: '', turn: 0 })
  useEffect(() => {
    const listen = (text: string) => setSaid(({ turn }) => ({ text, turn: turn + 1 }))
    listeners.add(listen)
    return () => void listeners.delete(listen)
  }, [])
  // A trailing no-break space on every second turn makes equal words a change, which is what is read out.
  return (
    <div class="visually-hidden" role="status" aria-live="polite">
      {said.turn % 2 ? said.text : `${said.text}\u00a0`}
    </div>
  )
}
