import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** A sentence in both languages. */
export interface Sentence {
  readonly it: string
  readonly en: string
}

/**
 * An expected refusal, answered as `application/problem+json` (RFC 9457). The sentence says what happened and
 * what to do; `code` is stable and never translated.
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly text: Sentence
  /** Which fields are wrong, by name. */
  readonly fields: Readonly<Record<string, Sentence>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: ContentfulStatusCode,
    code: string,
    text: Sentence,
    more: {
      readonly fields?: Readonly<Record<string, Sentence>>
      readonly headers?: Readonly<Record<string, string>>
    } = {},
  ) {
    super(text.en)
    this.status = status
    this.code = code
    this.text = text
    this.fields = more.fields ?? {}
    this.headers = more.headers ?? {}
  }
}

/** What another organisation owns is answered like what does not exist. */
export const notFound = (it: string, en: string): Problem => new Problem(404, 'not-found', { it, en })
