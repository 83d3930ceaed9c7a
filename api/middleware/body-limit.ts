import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { Problem } from '../problem.ts'

/** A megabyte: the largest thing anybody sends is a page's HTML. */
const MAX_BYTES = 1_000_000

export const bodyLimit = () =>
  honoBodyLimit({
    maxSize: MAX_BYTES,
    onError: () => {
      throw new Problem(413, 'too-large', {
        it: 'Il testo inviato è troppo grande: il massimo è 1 MB. Inviane una parte.',
        en: 'What was sent is too large: the most is 1 MB. Send a part of it.',
      })
    },
  })
