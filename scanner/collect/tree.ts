import type { EvidenceNode, Snapshot } from './evidence.ts'

/** Questions that rules and findings ask of a snapshot. Pure; nothing is computed twice for one snapshot. */

const LANDMARKS = new Set([
  'banner',
  'navigation',
  'main',
  'contentinfo',
  'complementary',
  'search',
  'form',
  'region',
])

const backendIndexes = new WeakMap<Snapshot, ReadonlyMap<number, number>>()

export function nodeAt(snapshot: Snapshot, index: number): EvidenceNode {
  const node = snapshot.nodes[index]
  if (!node) throw new RangeError(`The snapshot has no node ${index}.`)
  return node
}

export function byBackendId(snapshot: Snapshot, backendId: number): EvidenceNode | undefined {
  let indexes = backendIndexes.get(snapshot)
  if (!indexes) {
    indexes = new Map(snapshot.nodes.map((node) => [node.backendId, node.index]))
    backendIndexes.set(snapshot, indexes)
  }
  const index = indexes.get(backendId)
  return index === undefined ? undefined : snapshot.nodes[index]
}

export function elements(snapshot: Snapshot, ...tags: readonly string[]): EvidenceNode[] {
  return snapshot.nodes.filter(
    ({ kind, tag }) =>
      kind === 'element' && (tags.length === 0 || tags.includes(tag)) && !tag.startsWith('::'),
  )
}

export function childrenOf(snapshot: Snapshot, node: EvidenceNode): EvidenceNode[] {
  return node.children.map((index) => nodeAt(snapshot, index))
}

export function parentOf(snapshot: Snapshot, node: EvidenceNode): EvidenceNode | undefined {
  return node.parent < 0 ? undefined : nodeAt(snapshot, node.parent)
}

/** Nearest first, the node itself left out. */
export function* ancestors(snapshot: Snapshot, node: EvidenceNode): Generator<EvidenceNode> {
  for (let up = parentOf(snapshot, node); up; up = parentOf(snapshot, up)) yield up
}

/** Document order, the node itself left out. */
export function* descendants(snapshot: Snapshot, node: EvidenceNode): Generator<EvidenceNode> {
  for (const child of childrenOf(snapshot, node)) {
    yield child
    yield* descendants(snapshot, child)
  }
}

/** The node itself, or its nearest ancestor, for which the test holds. */
export function closest(
  snapshot: Snapshot,
  node: EvidenceNode,
  test: (candidate: EvidenceNode) => boolean,
): EvidenceNode | undefined {
  if (test(node)) return node
  for (const up of ancestors(snapshot, node)) if (test(up)) return up
  return undefined
}

export function styleOf(snapshot: Snapshot, node: EvidenceNode): EvidenceNode['style'] {
  return node.style ?? (node.kind === 'text' ? (parentOf(snapshot, node)?.style ?? null) : null)
}

/** Drawn at all: it has a box, and neither visibility nor opacity takes it away. */
function isRendered(snapshot: Snapshot, node: EvidenceNode): boolean {
  if (!node.box) return false
  const style = styleOf(snapshot, node)
  if (style?.visibility === 'hidden' || style?.visibility === 'collapse') return false
  if (style?.opacity === '0') return false
  for (const up of ancestors(snapshot, node)) if (up.style?.opacity === '0') return false
  return true
}

/** A box smaller than this cannot be read: the usual way to hide text from the eye only. */
const TINY_PX = 2

/** Hidden from the eye but left to assistive technology: clipped, one pixel large, or far off the page. */
export function isVisuallyHidden(snapshot: Snapshot, node: EvidenceNode): boolean {
  if (!isRendered(snapshot, node)) return true
  const { box } = node
  if (!box || box.x + box.width <= 0 || box.y + box.height <= 0) return true
  for (const up of [node, ...ancestors(snapshot, node)]) {
    const { style, box: upBox } = up
    if (!style || !upBox) continue
    const isTiny = upBox.width < TINY_PX || upBox.height < TINY_PX
    const clips = style['overflow-x'] !== 'visible' || style['overflow-y'] !== 'visible'
    if (isTiny && clips) return true
    if (style.position === 'absolute' && /^rect\((0|1)px,? (0|1)px,? (0|1)px,? (0|1)px\)$/.test(style.clip))
      return true
    if (/^inset\((50|100)%/.test(style['clip-path'])) return true
  }
  return false
}

/** The text of a node and of all that is rendered inside it, white space folded. */
export function textOf(snapshot: Snapshot, node: EvidenceNode): string {
  return rawText(snapshot, node).replace(/\s+/g, ' ').trim()
}

function rawText(snapshot: Snapshot, node: EvidenceNode): string {
  if (node.kind === 'text') return node.box ? node.text : ''
  if (node.tag.startsWith('::') || node.tag === 'script' || node.tag === 'style') return ''
  const inner = node.children.map((child) => rawText(snapshot, nodeAt(snapshot, child))).join('')
  const display = node.style?.display ?? 'inline'
  return display.startsWith('inline') || display === 'contents' ? inner : ` ${inner} `
}

/** Nearest landmark's role, or ''. */
export function landmarkOf(snapshot: Snapshot, node: EvidenceNode): string {
  return closest(snapshot, node, ({ role }) => role !== null && LANDMARKS.has(role))?.role ?? ''
}

export function headingLevel(node: EvidenceNode): number {
  if (node.role !== 'heading') return 0
  const { level } = node.properties
  return typeof level === 'number' ? level : Number(/^h([1-6])$/.exec(node.tag)?.[1] ?? 2)
}

/** The last heading before the node in document order. */
export function headingBefore(snapshot: Snapshot, node: EvidenceNode): EvidenceNode | undefined {
  for (let index = node.index - 1; index >= 0; index--) {
    const candidate = snapshot.nodes[index]
    if (candidate?.role === 'heading' && candidate.kind === 'element') return candidate
  }
  return undefined
}
