import type { Protocol } from 'puppeteer'

type DocumentSnapshot = Protocol.DOMSnapshot.DocumentSnapshot
type DomNode = Protocol.DOM.Node
type Capture = Protocol.DOMSnapshot.CaptureSnapshotResponse

/** Children of each node of a document, by the node's position in its arrays. */
export type Children = readonly (readonly number[])[]

/** Whether any node is in a shadow tree that the page made. */
export function hasShadowTrees({ documents, strings }: Capture): boolean {
  return documents.some(({ nodes }) =>
    nodes.shadowRootType?.value.some((type) => strings[type] === 'open' || strings[type] === 'closed'),
  )
}

/**
 * Chromium captures the flat tree: shadow roots are left out, slotted nodes stand in their slot, the others are
 * not there at all. Selectors, axe's too, speak of the tree as it was written. This puts it back: nodes that
 * are missing are added to the capture, and each document gets its children as the DOM has them.
 */
export function unflatten(capture: Capture, root: DomNode): ReadonlyMap<DocumentSnapshot, Children> {
  const trees = new Map<DocumentSnapshot, number[][]>()
  const byRoot = new Map(capture.documents.map((document) => [document.nodes.backendNodeId?.[0], document]))

  const visitDocument = (dom: DomNode): void => {
    const document = byRoot.get(dom.backendNodeId)
    if (!document) return
    const place = placer(document, capture.strings)
    const tree: number[][] = []
    trees.set(document, tree)
    const visit = (node: DomNode): number => {
      const at = place(node)
      const roots = (node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType !== 'user-agent')
      const written = [...(node.pseudoElements ?? []).filter(isGenerated), ...roots, ...(node.children ?? [])]
      tree[at] = written.map(visit)
      if (node.contentDocument) visitDocument(node.contentDocument)
      return at
    }
    visit(dom)
  }
  visitDocument(root)
  return trees
}

const isGenerated = ({ pseudoType }: DomNode): boolean => /^(before|after|marker)$/.test(pseudoType ?? '')

/** Where a node of the DOM is in the capture's arrays; those that are missing are added at the end. */
function placer({ nodes }: DocumentSnapshot, strings: string[]): (node: DomNode) => number {
  const known = new Map(nodes.backendNodeId?.map((id, at) => [id, at]))
  const string = (text: string) => strings.push(text) - 1
  return (node) => {
    const at = known.get(node.backendNodeId)
    if (at !== undefined) return at
    nodes.nodeType?.push(node.nodeType)
    nodes.nodeName?.push(string(node.nodeName))
    nodes.nodeValue?.push(string(node.nodeValue))
    nodes.attributes?.push((node.attributes ?? []).map(string))
    return (nodes.backendNodeId?.push(node.backendNodeId) ?? 0) - 1
  }
}
