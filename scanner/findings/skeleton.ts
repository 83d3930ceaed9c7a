import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, childrenOf } from '../collect/tree.ts'
import { digest } from './identity.ts'
import { stableClasses } from './normalise.ts'

const REPEATED_TAGS = new Set([
  'li',
  'tr',
  'article',
  'section',
  'aside',
  'nav',
  'header',
  'footer',
  'main',
  'form',
  'dialog',
  'figure',
])
const REPEATED_ROLES = new Set([
  'listitem',
  'article',
  'banner',
  'contentinfo',
  'navigation',
  'main',
  'complementary',
  'search',
  'region',
  'dialog',
])
const DEPTH = 3
const MAX_CHILDREN = 40
const NOT_STRUCTURE = new Set(['br', 'script', 'style', 'template', 'noscript', 'link', 'meta'])

const known = new WeakMap<Snapshot, Map<number, string>>()

/**
 * Digest of the smallest ancestor that a template may repeat: what it is built of, not what it says. Equal
 * neighbours count once, so that a list of three and a list of ten are the same list.
 */
export function skeletonOf(snapshot: Snapshot, node: EvidenceNode): string {
  for (const up of ancestors(snapshot, node)) {
    if (!mayRepeat(up)) continue
    const digests = known.get(snapshot) ?? new Map<number, string>()
    known.set(snapshot, digests)
    const cached = digests.get(up.index)
    if (cached !== undefined) return cached
    const skeleton = digest([structureOf(snapshot, up, DEPTH)])
    digests.set(up.index, skeleton)
    return skeleton
  }
  return ''
}

function mayRepeat({ kind, tag, role, attributes }: EvidenceNode): boolean {
  if (kind !== 'element') return false
  return (
    REPEATED_TAGS.has(tag) ||
    REPEATED_ROLES.has(role ?? '') ||
    /(?:^|\s)card(?:\s|$)/.test(attributes.class ?? '')
  )
}

function structureOf(snapshot: Snapshot, node: EvidenceNode, depth: number): string {
  const own = [node.tag, node.attributes.role ?? '', ...stableClasses(node.attributes.class ?? '')].join('.')
  if (depth === 0) return own
  const inner: string[] = []
  for (const child of childrenOf(snapshot, node)) {
    if (child.kind !== 'element' || NOT_STRUCTURE.has(child.tag) || child.tag.startsWith('::')) continue
    const structure = structureOf(snapshot, child, depth - 1)
    if (inner.at(-1) !== structure) inner.push(structure)
    if (inner.length === MAX_CHILDREN) break
  }
  return inner.length > 0 ? `${own}(${inner.join(',')})` : own
}
