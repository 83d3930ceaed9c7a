import type { Box, State } from '../collect/evidence.ts'
import type { RuleRun, Text } from '../rules/rule.ts'

/**
 * One fault seen at one place of one page, complete in itself: the page's evidence is thrown away after the
 * visit, and everything that identity, grouping and reports need later is in here, masked.
 */
export interface Sighting {
  /** Page id, `p1`… */
  readonly page: string
  readonly rule: string
  readonly verdict: 'failed' | 'cantTell' | 'unstable'
  readonly state: State
  /** CSS selectors, one a frame; shadow roots are crossed with ` >>> `. */
  readonly target: readonly string[]
  /** Cut and masked. */
  readonly html: string
  readonly message: Text
  readonly data: Readonly<Record<string, string | number>>
  readonly box: Box | null
  /** Where it is, in words: "second image under the heading Orari". */
  readonly where: Text
  /** What identity is made of; see findings/identity.ts. */
  readonly identity: IdentityParts
  readonly attribution: AttributionParts
  /** File name of the element's picture in the output folder's `pictures`, when one was taken. */
  readonly picture?: string
}

/** The element as identity sees it; everything normalised and masked. */
export interface IdentityParts {
  readonly tag: string
  readonly role: string
  /** Nearest landmark role, or ''. */
  readonly landmark: string
  /** The recipe's ingredients, by the rule family's recipe. */
  readonly recipe: readonly string[]
  /** The same without words that belong to the page. */
  readonly recipeWithoutPageText: readonly string[]
  /** Digest of the smallest ancestor that may repeat on other pages. */
  readonly skeleton: string
  /** Changes when a decision about the element must be asked again. */
  readonly voidDigest: string
  /** For stage 2: what the element is compared by. */
  readonly text: string
  readonly classes: readonly string[]
  readonly ancestors: readonly string[]
  readonly precedingHeading: string
  /** Image stem, link target, field name: if both have one and they differ, it is another element. */
  readonly decisive: string
}

export interface AttributionParts {
  /** Inside `main`, an article, or the region that differs from page to page. */
  readonly isInContent: boolean
  /** Host of the frame or widget it lives in, when not the site's own. */
  readonly thirdPartyHost: string | null
  /** Name of a known component (`data-element`, widget vendor), or ''. */
  readonly component: string
}

/** What a visit leaves behind, one line of the scan's spool. */
export interface PageRecord {
  readonly page: string
  readonly sightings: readonly Sighting[]
  readonly runs: readonly RuleRun[]
}
