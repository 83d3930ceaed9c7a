import { useState } from 'preact/hooks'

/** A choice of this person that this browser remembers. */
export function useStoredFlag(name: string, initial: boolean) {
  const [isOn, setOn] = useState(() => read(name) ?? initial)
  const store = (next: boolean) => {
    setOn(next)
    try {
      localStorage.setItem(name, String(next))
    } catch {
      // Storage may be switched off in the browser; the choice then lasts until the page is left.
    }
  }
  return [isOn, store] as const
}

function read(name: string): boolean | null {
  try {
    const stored = localStorage.getItem(name)
    return stored === null ? null : stored === 'true'
  } catch {
    return null
  }
}
