import { CONTENT_KINDS, type ContentKind } from '../rules/content-kinds.ts'
import type { PageDigest, Text } from '../rules/rule.ts'

/**
 * Criteria that speak of one kind of content only. Where no page has any, they do not apply; of all others only a
 * person can say so. https://www.w3.org/TR/WCAG22/
 */
const SUBJECTS: Readonly<Record<ContentKind, readonly string[]>> = {
  media: ['1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5', '1.2.6', '1.2.7', '1.2.8', '1.2.9', '1.4.7'],
  fields: ['1.3.5', '3.2.2', '3.3.1', '3.3.2', '3.3.3', '3.3.5', '3.3.7'],
  links: ['2.4.4', '2.4.9'],
}

const REASONS: Readonly<Record<ContentKind, Text>> = {
  media: {
    it: 'Nessuna pagina controllata contiene video, audio o altri contenuti che si riproducono.',
    en: 'No audited page contains video, audio or other content that plays.',
  },
  fields: {
    it: 'Nessuna pagina controllata contiene campi da compilare o scelte da fare.',
    en: 'No audited page contains fields to fill in or choices to make.',
  },
  links: {
    it: 'Nessuna pagina controllata contiene link.',
    en: 'No audited page contains links.',
  },
}

/** Why criteria do not apply to any of the pages, by criterion. */
export function notApplicable(digests: readonly PageDigest[]): ReadonlyMap<string, Text> {
  if (digests.length === 0) return new Map()
  return new Map(
    CONTENT_KINDS.filter((kind) => digests.every(({ lacks }) => lacks.includes(kind))).flatMap((kind) =>
      SUBJECTS[kind].map((sc) => [sc, REASONS[kind]] as const),
    ),
  )
}
