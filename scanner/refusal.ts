import type { Text } from './rules/rule.ts'

/** What was asked cannot be done. One sentence, in both languages, says why and what to do instead. */
export abstract class Refusal extends Error {
  readonly text: Text
  constructor(text: Text) {
    super(text.en)
    this.text = text
  }
}
