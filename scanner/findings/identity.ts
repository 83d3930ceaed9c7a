import { createHash } from 'node:crypto'
import type { IdentityParts, Sighting } from './sighting.ts'

/** 128 bits in hexadecimal: no two findings of any real site collide. */
const KEY_LENGTH = 32

/** Digest of parts; `['a', 'b']` and `['ab']` differ. */
export function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, KEY_LENGTH)
}

export interface Place {
  /** Host of the site, without `www.`. */
  readonly site: string
  /** Canonical form of the page's address: see crawl/url.ts. */
  readonly pageKey: string
}

/** Exact: two engines that point at the same element of the same state. */
export function occurrenceKey(place: Place, sighting: Sighting): string {
  return `o1:${digest([place.site, place.pageKey, sighting.state, sighting.rule, sighting.target])}`
}

/**
 * One element of one page, through re-deploys and edits. The state is part of it, the viewport is not; nor is
 * the rule, only its family, so that another engine or a new rule does not start the history again.
 */
export function findingKey(
  place: Place,
  family: string,
  state: string,
  identity: IdentityParts,
  ordinal: number,
): string {
  return `f1:${digest([place.site, place.pageKey, family, state, identity.landmark, identity.recipe, ordinal])}`
}

/** The same fault of the same component wherever the site repeats it. */
export function componentKey(site: string, family: string, identity: IdentityParts): string {
  const { landmark, recipeWithoutPageText, skeleton } = identity
  return `c1:${digest([site, family, landmark, recipeWithoutPageText, skeleton])}`
}

/**
 * The finding key of each sighting of one page, in the same order. Equal elements are told apart by their
 * place in the document; two rules of a family on one element share the key.
 *
 * @param sightings of one page, in document order
 */
export function findingKeys(
  place: Place,
  sightings: readonly Sighting[],
  familyOf: (rule: string) => string,
): string[] {
  const elements = new Map<string, string[]>()
  return sightings.map((sighting) => {
    const family = familyOf(sighting.rule)
    const equal = findingKey(place, family, sighting.state, sighting.identity, 0)
    const seen = elements.get(equal) ?? []
    elements.set(equal, seen)
    // Some engines file a fault of the page under `html`, others under nothing.
    const element = sighting.target.join('\n').replace(/^html$/, '')
    if (!seen.includes(element)) seen.push(element)
    return findingKey(place, family, sighting.state, sighting.identity, seen.indexOf(element))
  })
}
