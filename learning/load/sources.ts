import type { ContentFault } from '../content-error.ts'
import type { Content, Read } from './load.ts'

/** Facts of law and procedure are looked at again after this long. */
const MOST_MONTHS = 12

interface Sourced {
  readonly verified?: string | undefined
  readonly sources: readonly { readonly url: string; readonly read?: string | undefined }[]
}

/**
 * Facts and where they come from. `verified` is the day on which the text was last read against what is known,
 * `read` the day on which somebody opened that very source: absent when nobody could, and then screens say so.
 */
export function sourceFaults({ lessons, exercises }: Content, today: string): readonly ContentFault[] {
  return [
    ...lessons.flatMap((lesson) => {
      const isLaw = lesson.value.parts.some(
        (part) => part.kind === 'text' && part.html.includes('callout-law'),
      )
      return [
        ...datesOf(lesson, today),
        ...(isLaw && lesson.value.sources.length === 0
          ? [at(lesson, 'sources', 'a text that speaks of the law names its source')]
          : []),
      ]
    }),
    ...exercises.flatMap((one) => [
      ...datesOf(one, today),
      ...(one.value.sources.length > 0 && !one.value.verified
        ? [at(one, 'sources', 'what has sources says when it was checked: `verified`')]
        : []),
      ...(one.value.verified && one.value.sources.length === 0
        ? [at(one, 'verified', 'checked against what? name the sources')]
        : []),
    ]),
  ]
}

const at = ({ file, lineOf }: Read<unknown>, field: string, message: string): ContentFault => ({
  file,
  line: lineOf(field),
  field,
  message,
})

function datesOf(one: Read<Sourced>, today: string): readonly ContentFault[] {
  const { verified, sources } = one.value
  return [
    ...(verified ? staleFaults(one, 'verified', verified, today) : []),
    ...sources.flatMap(({ read }, index) =>
      read ? staleFaults(one, `sources.${index}.read`, read, today) : [],
    ),
  ]
}

function staleFaults(one: Read<unknown>, field: string, day: string, today: string): readonly ContentFault[] {
  const limit = new Date(`${day}T00:00:00Z`)
  limit.setUTCMonth(limit.getUTCMonth() + MOST_MONTHS)
  if (day > today) return [at(one, field, `${day} is still to come`)]
  return limit.toISOString().slice(0, 10) < today
    ? [at(one, field, `${day} is more than ${MOST_MONTHS} months ago: check the facts again`)]
    : []
}
