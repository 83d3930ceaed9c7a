/**
 * What only a real document can say of a piece of markup: axe's verdicts, computed names, order of the Tab key.
 * In the browser a sandboxed frame of opaque origin answers, on the server and in the proofs jsdom does; `grade`
 * stays pure and gets the answer as an argument.
 */
export interface Inspection {
  /** Ids of the axe rules that fail, each with the selectors of the elements. */
  readonly violations: Readonly<Record<string, readonly string[]>>
  /** Accessible name of each element asked for, by selector; absent when nothing matches. */
  readonly names: Readonly<Record<string, string>>
  /** Lowest ratio of text to background in each element asked for, by selector: rendered, or as declared by classes. */
  readonly contrasts: Readonly<Record<string, number>>
}

/** What has to be inspected so that an exercise can be graded: only that, so that the verdict comes at once. */
export interface InspectionWanted {
  readonly axe: readonly string[]
  readonly names: readonly string[]
  readonly contrasts: readonly string[]
}

export type InspectMarkup = (html: string, wanted: InspectionWanted) => Promise<Inspection>

export const NOTHING_INSPECTED: Inspection = { violations: {}, names: {}, contrasts: {} }

/** axe rules that need layout and paint: jsdom cannot judge them, so no exercise may ask for them. */
export const NEEDS_LAYOUT: ReadonlySet<string> = new Set([
  'color-contrast',
  'color-contrast-enhanced',
  'target-size',
  'scrollable-region-focusable',
])
