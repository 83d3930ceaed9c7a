import type { Finding, Report } from './report.ts'

type Place = Finding['occurrences'][number] | Finding['moreOccurrences'][number]

/** Every place a finding was seen, those told whole and those that keep only their identity. */
export const placesOf = ({ occurrences, moreOccurrences }: Finding): readonly Place[] => [
  ...occurrences,
  ...moreOccurrences,
]

/** The findings of each page, in report order: made once, for a site may have thousands of both. */
export function findingsByPage(findings: Report['findings']): ReadonlyMap<string, readonly Finding[]> {
  const byPage = new Map<string, Finding[]>()
  for (const finding of findings) {
    for (const page of new Set(placesOf(finding).map((place) => place.page))) {
      const known = byPage.get(page)
      if (known) known.push(finding)
      else byPage.set(page, [finding])
    }
  }
  return byPage
}
