/** Work in progress, kept in this browser so that a reload loses nothing that was typed. */
const keyOf = (exercise: string, rev: number) => `rampa-draft-${exercise}-${rev}`

export function storedDraft(exercise: string, rev: number): unknown {
  try {
    return JSON.parse(localStorage.getItem(keyOf(exercise, rev)) ?? 'null')
  } catch {
    return null
  }
}

export function storeDraft(exercise: string, rev: number, answer: unknown): void {
  try {
    if (answer === null) localStorage.removeItem(keyOf(exercise, rev))
    else localStorage.setItem(keyOf(exercise, rev), JSON.stringify(answer))
  } catch {
    // Switched off or full: the draft then lasts until the page is closed.
  }
}
