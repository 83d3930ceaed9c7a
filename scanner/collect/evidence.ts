/**
 * All that a rule may read of a page. Everything here is JSON: a rule can be tested, and run again,
 * without a browser. Lengths are CSS pixels, positions are relative to the top document's origin.
 */

/** A state of the page that was looked at. A finding carries the state it was seen in. */
export type State = 'default' | 'banner-first-visit' | 'reflow' | 'text-spacing' | 'focus'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The computed styles that the native snapshot asks for: what is not listed cannot be read by a rule. */
export const STYLE_NAMES = [
  'display',
  'visibility',
  'opacity',
  'position',
  'float',
  'color',
  'background-color',
  'background-image',
  'font-size',
  'font-weight',
  'font-style',
  'font-family',
  'line-height',
  'letter-spacing',
  'text-align',
  'text-decoration-line',
  'text-decoration-style',
  'text-decoration-color',
  'text-decoration-thickness',
  'text-transform',
  'text-indent',
  'text-overflow',
  '-webkit-line-clamp',
  'text-shadow',
  'white-space',
  'writing-mode',
  'overflow-x',
  'overflow-y',
  'clip',
  'clip-path',
  'border-top-width',
  'border-right-width',
  'border-bottom-width',
  'border-left-width',
  'border-top-style',
  'border-right-style',
  'border-bottom-style',
  'border-left-style',
  'border-top-color',
  'border-right-color',
  'border-bottom-color',
  'border-left-color',
  'outline-width',
  'outline-style',
  'outline-color',
  'outline-offset',
  'box-shadow',
  'filter',
  'transform',
  'cursor',
  'pointer-events',
  'list-style-type',
  'width',
  'height',
  'max-height',
  'padding-left',
  'padding-right',
  'z-index',
] as const

export type StyleName = (typeof STYLE_NAMES)[number]
export type Styles = Readonly<Record<StyleName, string>>

export type NodeKind = 'document' | 'element' | 'text' | 'shadow-root'

/**
 * One node of the composed tree: light DOM, open and closed shadow roots (as children of their host) and
 * the documents of frames (as children of their frame element).
 */
export interface EvidenceNode {
  /** Position in `Snapshot.nodes`; document order, a parent before its children. */
  readonly index: number
  /** -1 for the top document. */
  readonly parent: number
  readonly children: readonly number[]
  readonly kind: NodeKind
  /** Lower case; '' unless an element. Pseudo-elements are '::before' and '::after'. */
  readonly tag: string
  readonly attributes: Readonly<Record<string, string>>
  /** The characters of a text node, or the generated content of a pseudo-element. */
  readonly text: string
  /** Chromium's backend node id; only good while the page is open. */
  readonly backendId: number
  /** null when nothing is rendered. */
  readonly box: Box | null
  /** Of a text node: one box a line. */
  readonly lines: readonly Box[]
  /** Of rendered elements and pseudo-elements; a text node takes its parent's. */
  readonly style: Styles | null
  /** The colour behind the text after blending, as `#rrggbbaa`; null when unknown (a picture, a gradient). */
  readonly blendedBackground: string | null
  readonly paintOrder: number
  /** Of the accessibility tree. `role` is null when the node is ignored there. */
  readonly role: string | null
  readonly name: string
  readonly description: string
  /** Accessibility properties that are set: `focusable`, `hidden`, `level`, `expanded`, `disabled`, `modal`… */
  readonly properties: Readonly<Record<string, string | number | boolean>>
  /** The current value of a form control is never kept: only whether there is one. */
  readonly hasValue: boolean
}

export interface Snapshot {
  readonly state: State
  /** CSS px. */
  readonly viewport: { readonly width: number; readonly height: number }
  /** The size of the whole top document, CSS px. */
  readonly content: { readonly width: number; readonly height: number }
  readonly nodes: readonly EvidenceNode[]
}

/** One element result of axe, as axe gives it (options: ancestry, all result types). */
export interface AxeNode {
  /** Selectors through frames; an inner array crosses shadow roots. Resolvable against the snapshot. */
  readonly ancestry: readonly (string | readonly string[])[]
  readonly target: readonly (string | readonly string[])[]
  readonly html: string
  readonly impact: string | null
  /** Messages of the checks, in axe's English, and their data. */
  readonly checks: readonly { readonly id: string; readonly message: string; readonly data: unknown }[]
}

export interface AxeRuleResult {
  readonly id: string
  readonly impact: string | null
  readonly violations: readonly AxeNode[]
  readonly incomplete: readonly AxeNode[]
  /** How many elements passed; their nodes are not kept. */
  readonly passedCount: number
}

/** One run of axe. A rule that is in `notRun` was not finished: it is "not checked", never "passed". */
export interface AxeRun {
  readonly state: State
  readonly version: string
  readonly rules: readonly AxeRuleResult[]
  readonly notRun: readonly { readonly id: string; readonly reason: string }[]
}

/** One stop of the Tab key, compared with the same element without focus. */
export interface FocusStop {
  /** Backend node id of the element that got the focus. */
  readonly backendId: number
  readonly order: number
  readonly box: Box | null
  /** Computed styles that differ with focus, on the element, its pseudo-elements, ancestors and label. */
  readonly changed: readonly {
    readonly where: 'self' | 'before' | 'after' | 'ancestor' | 'descendant' | 'label'
    readonly property: string
    readonly from: string
    readonly to: string
  }[]
  /** Whether the pixels around the element changed; null when they were not compared. */
  readonly pixelsChanged: boolean | null
}

export interface FocusWalk {
  readonly stops: readonly FocusStop[]
  /** Why the walk ended: came round, too many stops, out of time, the focus cannot leave an element. */
  readonly ended: 'round' | 'limit' | 'time' | 'trapped'
  /** Element the focus could not leave, by Tab or Shift+Tab. */
  readonly trapBackendId: number | null
}

export interface LinkEvidence {
  /** Absolute, resolved by the browser. */
  readonly href: string
  /** The accessible text as far as cheap: text content, aria-label or alt. */
  readonly text: string
  readonly rel: string
  readonly nofollow: boolean
  readonly inFrame: boolean
}

/** How the page came to be ready. */
export interface Readiness {
  /** Which budget released the page. */
  readonly stage: 'quiet' | 'load-timeout' | 'never-quiet'
  /** Documents of the main frame, first to last, with their status. */
  readonly chain: readonly { readonly url: string; readonly status: number }[]
  readonly notes: readonly string[]
}

export interface Evidence {
  readonly url: string
  readonly finalUrl: string
  readonly status: number
  /** Lower-case names; cookies and authorisation removed. */
  readonly headers: Readonly<Record<string, string>>
  /** null when the document has no title element. */
  readonly title: string | null
  /** The lang attribute of html, as written; null when absent. */
  readonly lang: string | null
  readonly readiness: Readiness
  readonly snapshot: Snapshot
  /** At 320 CSS px. */
  readonly reflow: Snapshot | null
  /** With the text spaced out: where everything is then, without styles and roles. */
  readonly textSpacing: Snapshot | null
  readonly axe: readonly AxeRun[]
  readonly focusWalk: FocusWalk | null
  readonly links: readonly LinkEvidence[]
}
