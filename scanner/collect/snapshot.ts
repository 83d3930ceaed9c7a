import type { CDPSession, Page, Protocol } from 'puppeteer'
import { type Snapshot, STYLE_NAMES, type State } from './evidence.ts'
import { hasShadowTrees, unflatten } from './snapshot-shadow.ts'
import { buildTree, type Captured } from './snapshot-tree.ts'

/** One CDP session a page: making one costs more than a snapshot of a small page. */
const sessions = new WeakMap<Page, Promise<CDPSession>>()

export function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page)
  if (known) return known
  const session = page.createCDPSession()
  sessions.set(page, session)
  return session
}

/**
 * The native snapshot of a page (its frames and shadow roots included) joined with the accessibility tree, as
 * one tree in document order. Form values are not read: only whether there is one.
 */
export async function takeSnapshot(page: Page, state: State): Promise<Snapshot> {
  const session = await sessionOf(page)
  const [captured, ax] = await Promise.all([capture(session, STYLE_NAMES), accessibilityOf(session)])
  return toSnapshot(page, state, { ...captured, ax })
}

/** Only what is where: no styles, no accessibility tree. A fifth of the cost of the whole. */
export async function takePlaces(page: Page, state: State): Promise<Snapshot> {
  return toSnapshot(page, state, { ...(await capture(await sessionOf(page), [])), ax: new Map() })
}

function toSnapshot(page: Page, state: State, captured: Captured): Snapshot {
  const viewport = page.viewport() ?? { width: 0, height: 0 }
  const [top] = captured.documents
  return {
    state,
    viewport: { width: viewport.width, height: viewport.height },
    content: { width: top?.contentWidth ?? 0, height: top?.contentHeight ?? 0 },
    nodes: buildTree(captured),
  }
}

async function capture(session: CDPSession, styles: readonly string[]): Promise<Omit<Captured, 'ax'>> {
  const captured = await session.send('DOMSnapshot.captureSnapshot', {
    computedStyles: [...styles],
    includePaintOrder: styles.length > 0,
    includeBlendedBackgroundColors: styles.length > 0,
  })
  if (!hasShadowTrees(captured)) return { ...captured, written: new Map() }
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
  // Asked once, the agent would tell of every change from here on.
  await session.send('DOM.disable')
  return { ...captured, written: unflatten(captured, root) }
}

/** The accessibility trees of all frames, by backend node id. */
async function accessibilityOf(session: CDPSession): Promise<Captured['ax']> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const trees = await Promise.all(
    frameIdsOf(frameTree).map((frameId) =>
      // A frame that goes away in between simply has no accessibility tree.
      session.send('Accessibility.getFullAXTree', { frameId }).catch(() => ({ nodes: [] })),
    ),
  )
  const ax = new Map<number, Protocol.Accessibility.AXNode>()
  for (const { nodes } of trees) {
    for (const node of nodes) {
      const id = node.backendDOMNodeId
      // An element can have nodes of its own text below it: the first is the element's.
      if (id !== undefined && (ax.get(id)?.ignored ?? true)) ax.set(id, node)
    }
  }
  return ax
}

function frameIdsOf(tree: Protocol.Page.FrameTree): string[] {
  return [tree.frame.id, ...(tree.childFrames ?? []).flatMap(frameIdsOf)]
}
