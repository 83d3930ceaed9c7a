import type { Answer, Exercise, Grade, KindId } from './learning.ts'

/** What every kind's view gets. The answer is the only state: what is on screen can always be graded. */
export interface ViewProps<K extends KindId> {
  readonly exercise: Extract<Exercise, { readonly kind: K }>
  readonly answer: Answer<K>
  readonly onAnswer: (answer: Answer<K>) => void
  /** The last verdict; null before the first check and after a change. */
  readonly grade: Grade | null
}
