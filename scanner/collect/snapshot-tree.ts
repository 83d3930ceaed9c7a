import type { Protocol } from 'puppeteer'
import {
  type Box,
  type EvidenceNode,
  type NodeKind,
  STYLE_NAMES,
  type StyleName,
  type Styles,
} from './evidence.ts'
import type { Children } from './snapshot-shadow.ts'

type DocumentSnapshot = Protocol.DOMSnapshot.DocumentSnapshot
type AxNode = Protocol.Accessibility.AXNode

export interface Captured {
  readonly documents: readonly DocumentSnapshot[]
  readonly strings: readonly string[]
  readonly ax: ReadonlyMap<number, AxNode>
  /** Of documents with shadow trees: the children as written, where the capture has them as shown. */
  readonly written: ReadonlyMap<DocumentSnapshot, Children>
}

const KINDS: Readonly<Record<number, NodeKind>> = {
  1: 'element',
  3: 'text',
  9: 'document',
  11: 'shadow-root',
}

/** Accessibility properties worth keeping: what a rule or a person asks about. */
const KEPT_PROPERTIES = new Set(
  (
    'focusable hidden hiddenRoot level expanded disabled modal checked pressed selected required invalid ' +
    'readonly editable multiline hasPopup live busy'
  ).split(' '),
)

interface Offset {
  readonly x: number
  readonly y: number
}

/** One document of the capture, with its parallel arrays made into look-ups by node index. */
interface View {
  readonly document: DocumentSnapshot
  readonly children: Children
  readonly layoutOf: ReadonlyMap<number, number>
  /** Text box indexes by layout index. */
  readonly linesOf: ReadonlyMap<number, readonly number[]>
  /** Index of the document inside a frame element. */
  readonly contentOf: ReadonlyMap<number, number>
  readonly pseudoOf: ReadonlyMap<number, number>
  readonly hasValue: (node: number) => boolean
}

/** Joins the parallel arrays of a capture into one composed tree in document order. */
export function buildTree(captured: Captured): EvidenceNode[] {
  const views = captured.documents.map((document) => viewOf(document, captured.written.get(document)))
  const nodes: EvidenceNode[] = []
  /** The nodes' own `children`, still growing. */
  const children: number[][] = []
  const read = reader(captured)

  const add = (view: View, source: number, parent: number, offset: Offset): void => {
    const kind = KINDS[view.document.nodes.nodeType?.[source] ?? 0]
    if (!kind) return
    const index = nodes.length
    const own: number[] = []
    const node = {
      ...read(view, source, kind, offset),
      ...inherited(kind, nodes[parent]),
      index,
      parent,
      children: own,
    }
    nodes.push(node)
    children.push(own)
    children[parent]?.push(index)
    for (const child of view.children[source] ?? []) add(view, child, index, offset)
    const content = view.contentOf.get(source)
    const inner = content === undefined ? undefined : views[content]
    if (inner) add(inner, 0, index, insideFrame(node, inner))
  }
  const [top] = views
  if (top) add(top, 0, -1, { x: 0, y: 0 })
  return nodes
}

/** What a text has from its element: the colour behind it; and in a field, that it is a value, which is not kept. */
function inherited(kind: NodeKind, parent: EvidenceNode | undefined): Partial<EvidenceNode> {
  if (kind !== 'text' || !parent) return {}
  const { blendedBackground } = parent
  return parent.tag === 'textarea' ? { blendedBackground, text: '' } : { blendedBackground }
}

/** `rgb(0, 128, 255)` or `rgba(…, 0.5)` as `#rrggbbaa`; null when there is no colour. */
function hexOf(colour: string): string | null {
  const [red, green, blue, alpha = 1] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  if (red === undefined || green === undefined || blue === undefined) return null
  const channels = [red, green, blue, Math.round(alpha * 255)]
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** Boxes of a frame's document start at its content box and move with its scroll position. */
function insideFrame(frame: EvidenceNode, inner: View): Offset {
  const border = (side: 'left' | 'top') =>
    Number.parseFloat(frame.style?.[`border-${side}-width`] ?? '0') || 0
  return {
    x: (frame.box?.x ?? 0) + border('left') - (inner.document.scrollOffsetX ?? 0),
    y: (frame.box?.y ?? 0) + border('top') - (inner.document.scrollOffsetY ?? 0),
  }
}

function viewOf(document: DocumentSnapshot, written: Children | undefined): View {
  const { nodes, layout, textBoxes } = document
  const linesOf = new Map<number, number[]>()
  textBoxes.layoutIndex.forEach((index, box) => {
    const known = linesOf.get(index)
    if (known) known.push(box)
    else linesOf.set(index, [box])
  })
  const values = [rare(nodes.inputValue), rare(nodes.textValue)]
  return {
    document,
    children: written ?? childrenByParent(nodes.parentIndex ?? []),
    linesOf,
    layoutOf: new Map(layout.nodeIndex.map((node, index) => [node, index])),
    contentOf: rare(nodes.contentDocumentIndex),
    pseudoOf: rare(nodes.pseudoType),
    hasValue: (node) => values.some((map) => (map.get(node) ?? -1) >= 0),
  }
}

function childrenByParent(parents: readonly number[]): Children {
  const children: number[][] = parents.map(() => [])
  parents.forEach((parent, node) => {
    if (parent >= 0) children[parent]?.push(node)
  })
  return children
}

function rare(data: { index: number[]; value: number[] } | undefined): Map<number, number> {
  return new Map(data?.index.map((index, at) => [index, data.value[at] ?? -1]))
}

function reader({ strings, ax }: Captured) {
  const text = (index: number | undefined) => (index === undefined ? '' : (strings[index] ?? ''))
  const stylesFor = interner(text)

  return (
    view: View,
    source: number,
    kind: NodeKind,
    offset: Offset,
  ): Omit<EvidenceNode, 'index' | 'parent' | 'children'> => {
    const { nodes, layout } = view.document
    const at = view.layoutOf.get(source)
    const backendId = nodes.backendNodeId?.[source] ?? 0
    const pseudo = view.pseudoOf.get(source)
    const isText = kind === 'text'
    const tag = kind === 'element' ? text(nodes.nodeName?.[source]).toLowerCase() : ''
    return {
      kind,
      tag: pseudo === undefined ? tag : `::${text(pseudo)}`,
      attributes: attributesOf(nodes.attributes?.[source] ?? [], tag, text),
      text: isText
        ? text(nodes.nodeValue?.[source])
        : pseudo !== undefined && at !== undefined
          ? text(layout.text[at])
          : '',
      backendId,
      box: at === undefined ? null : boxOf(layout.bounds[at], offset),
      lines: isText && at !== undefined ? linesOf(view, at, offset) : [],
      style: isText || at === undefined ? null : stylesFor(layout.styles[at] ?? []),
      blendedBackground: at === undefined ? null : hexOf(text(layout.blendedBackgroundColors?.[at])),
      paintOrder: at === undefined ? 0 : (layout.paintOrders?.[at] ?? 0),
      ...accessibilityOf(ax.get(backendId)),
      hasValue: view.hasValue(source),
    }
  }
}

/** Pages have thousands of elements and a few dozen sets of styles: each set is one object. */
function interner(text: (index: number) => string): (indexes: readonly number[]) => Styles {
  const known = new Map<string, Styles>()
  return (indexes) => {
    const key = indexes.join()
    const found = known.get(key)
    if (found) return found
    const entries = STYLE_NAMES.map((name, at) => [name, text(indexes[at] ?? -1)] as [StyleName, string])
    const styles = Object.fromEntries(entries) as Record<StyleName, string>
    known.set(key, styles)
    return styles
  }
}

/** Values that name a button or a choice; those of other fields may say who filled them in. */
const PUBLIC_VALUE = /^(submit|button|reset|checkbox|radio|image)$/i

function attributesOf(indexes: readonly number[], tag: string, text: (index: number | undefined) => string) {
  const attributes: Record<string, string> = {}
  for (let at = 0; at + 1 < indexes.length; at += 2) attributes[text(indexes[at])] = text(indexes[at + 1])
  if (tag === 'input' && !PUBLIC_VALUE.test(attributes.type ?? 'text')) delete attributes.value
  return attributes
}

function boxOf(bounds: readonly number[] | undefined, { x, y }: Offset): Box | null {
  if (!bounds || bounds.length < 4) return null
  const [left = 0, top = 0, width = 0, height = 0] = bounds
  return { x: left + x, y: top + y, width, height }
}

function linesOf(view: View, layoutIndex: number, offset: Offset): Box[] {
  const { bounds } = view.document.textBoxes
  return (view.linesOf.get(layoutIndex) ?? [])
    .map((box) => boxOf(bounds[box], offset))
    .filter((box) => box !== null)
}

function accessibilityOf(node: AxNode | undefined) {
  if (!node) return { role: null, name: '', description: '', properties: {} }
  const properties: Record<string, string | number | boolean> = {}
  for (const { name, value } of node.properties ?? []) {
    const kept = value.value as unknown
    if (
      KEPT_PROPERTIES.has(name) &&
      (typeof kept === 'string' || typeof kept === 'number' || kept === true)
    ) {
      properties[name] = kept
    }
  }
  return {
    role: node.ignored ? null : String(node.role?.value ?? ''),
    name: String(node.name?.value ?? ''),
    description: String(node.description?.value ?? ''),
    properties,
  }
}
