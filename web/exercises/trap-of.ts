import { newId } from '../new-id.ts'
import { drawTrap, type Exercise } from './learning.ts'

/** What was met in an exercise, oldest first: in this browser only. */
const keyOf = (exercise: string) => `rampa-met-${exercise}`
/** A guest is known to this browser by a number that is sent nowhere. */
const GUEST = 'rampa-guest'
const MOST_KEPT = 40

function metIn(exercise: string): readonly (string | null)[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(exercise)) ?? '[]')
    return Array.isArray(stored) ? stored.filter((one) => one === null || typeof one === 'string') : []
  } catch {
    return []
  }
}

function guest(): string {
  try {
    const known = localStorage.getItem(GUEST) ?? newId()
    localStorage.setItem(GUEST, known)
    return known
  } catch {
    return 'guest'
  }
}

/** The trap of the next attempt at a procedure: it goes along in the answer, and is judged with it. */
export function trapFor(exercise: Exercise, person: string | undefined, now: Date): string | null {
  if (exercise.kind !== 'procedure' && exercise.kind !== 'setback') return null
  const day = now.toISOString().slice(0, 10)
  return drawTrap(exercise.spec, `${person ?? guest()} ${exercise.id} ${day}`, metIn(exercise.id))
}

/** An attempt ended: what it met comes last the next time. */
export function rememberTrap(exercise: Exercise, answer: object): void {
  if (!('trap' in answer) || (answer.trap !== null && typeof answer.trap !== 'string')) return
  try {
    const met = [...metIn(exercise.id), answer.trap].slice(-MOST_KEPT)
    localStorage.setItem(keyOf(exercise.id), JSON.stringify(met))
  } catch {
    // Switched off or full: every attempt is then a first one.
  }
}
