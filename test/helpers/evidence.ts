import type { Evidence, EvidenceNode, Snapshot, State } from '../../scanner/collect/evidence.ts'

/** A node as a test writes it: a text, or what matters of an element and what is inside. */
export type Sketch =
  | string
  | (Partial<Omit<EvidenceNode, 'children' | 'parent' | 'index'>> & { readonly inside?: readonly Sketch[] })

/** A snapshot of a document with these nodes, each with its own backend id: 100, 101… */
export function snapshotOf(sketches: readonly Sketch[], state: State = 'default'): Snapshot {
  const nodes: EvidenceNode[] = []
  const children: number[][] = []
  const add = (sketch: Sketch, parent: number): void => {
    const { inside = [], ...over } =
      typeof sketch === 'string' ? ({ kind: 'text', text: sketch } as const) : sketch
    const index = nodes.length
    const own: number[] = []
    children.push(own)
    children[parent]?.push(index)
    nodes.push({ ...blank(index), ...over, index, parent, children: own })
    for (const inner of inside) add(inner, index)
  }
  add({ kind: 'document', role: 'RootWebArea', inside: sketches }, -1)
  const size = { width: 1280, height: 800 }
  return { state, viewport: size, content: size, nodes }
}

const blank = (index: number): Omit<EvidenceNode, 'index' | 'parent' | 'children'> => ({
  kind: 'element',
  tag: '',
  attributes: {},
  text: '',
  backendId: 100 + index,
  box: { x: 0, y: 0, width: 100, height: 20 },
  lines: [],
  style: null,
  blendedBackground: null,
  paintOrder: 0,
  role: null,
  name: '',
  description: '',
  properties: {},
  hasValue: false,
})

/** Evidence of a page without faults; a test names only what it is about. */
export function evidence(over: Partial<Evidence> = {}): Evidence {
  return {
    url: 'https://comune.example/',
    finalUrl: 'https://comune.example/',
    status: 200,
    headers: {},
    title: 'Orari: Comune di Montalto',
    lang: 'it',
    readiness: { stage: 'quiet', chain: [], notes: [] },
    snapshot: snapshotOf([]),
    reflow: null,
    textSpacing: null,
    axe: [],
    focusWalk: null,
    links: [],
    ...over,
  }
}
