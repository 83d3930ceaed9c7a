import type { Answer, Exercise } from './learning.ts'
import { shuffled } from './shuffle.ts'

/** What is on screen before anything was done. */
export function firstAnswer(exercise: Exercise, trap: string | null = null): Answer {
  switch (exercise.kind) {
    case 'repair-page':
    case 'own-site':
    case 'build':
      return { html: exercise.spec.page }
    case 'spot':
      return { picks: [] }
    case 'walk':
      return { before: [], after: [] }
    case 'procedure':
    case 'setback':
      return { trap, steps: [] }
    case 'triage':
      return { channels: {} }
    case 'true-or-false':
      return { verdicts: {} }
    case 'choice':
      return { chosen: [] }
    case 'order':
      return { order: shuffled(exercise.spec.items, exercise.id).map(({ id }) => id) }
    case 'match':
      return { matches: {} }
  }
}
