import type { Evidence, EvidenceNode, FocusStop, Snapshot } from '../../../scanner/collect/evidence.ts'
import type { PageDigest } from '../../../scanner/rules/rule.ts'

/** The least of each input of a rule; a test names only what it is about. */

export const node = (over: Partial<EvidenceNode> = {}): EvidenceNode => ({
  index: 0,
  parent: -1,
  children: [],
  kind: 'element',
  tag: 'html',
  attributes: {},
  text: '',
  backendId: 1,
  box: { x: 0, y: 0, width: 100, height: 20 },
  lines: [],
  style: null,
  blendedBackground: null,
  paintOrder: 0,
  role: 'generic',
  name: '',
  description: '',
  properties: {},
  hasValue: false,
  ...over,
})

export const snapshotOf = (nodes: readonly EvidenceNode[]): Snapshot => ({
  state: 'default',
  viewport: { width: 1280, height: 800 },
  content: { width: 1280, height: 800 },
  nodes,
})

export const evidenceOf = (over: Partial<Evidence> = {}): Evidence => ({
  url: 'https://comune.example/',
  finalUrl: 'https://comune.example/',
  status: 200,
  headers: {},
  title: 'Orari: Comune di Montalto',
  lang: 'it',
  readiness: { stage: 'quiet', chain: [], notes: [] },
  snapshot: snapshotOf([node()]),
  reflow: null,
  textSpacing: null,
  axe: [],
  focusWalk: null,
  links: [],
  ...over,
})

export const stop = (over: Partial<FocusStop> = {}): FocusStop => ({
  backendId: 1,
  order: 1,
  box: { x: 0, y: 0, width: 100, height: 20 },
  changed: [],
  pixelsChanged: null,
  ...over,
})

export const digest = (over: Partial<PageDigest> = {}): PageDigest => ({
  page: 'p1',
  url: 'https://comune.example/',
  title: null,
  lang: 'it',
  headings: [],
  footerLinks: [],
  navigations: [],
  hasFooter: false,
  hasSearch: false,
  lacks: [],
  skeleton: '',
  ...over,
})
