import type { Sentence } from './problem.ts'

/** A command cannot do what it was asked. One sentence, in both languages, says why and what to do instead. */
export class StartRefusal extends Error {
  readonly text: Sentence

  constructor(text: Sentence) {
    super(text.en)
    this.text = text
  }
}
