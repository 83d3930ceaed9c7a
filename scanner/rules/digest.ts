import { createHash } from 'node:crypto'
import type { Evidence, EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { closest, elements, headingLevel, textOf } from '../collect/tree.ts'
import { lackingIn } from './content-kinds.ts'
import { isExposed, isInFrame, within } from './query.ts'
import type { PageDigest } from './rule.ts'

/** Deeper than this, and past this many siblings of one kind, pages of one template differ by their content. */
const SKELETON_DEPTH = 7

/** What site rules keep of a page. */
export function digestOf(evidence: Evidence, page: string): PageDigest {
  const { snapshot, finalUrl, title, lang } = evidence
  const own = elements(snapshot).filter((node) => !isInFrame(snapshot, node))
  const footers = own.filter(({ role, tag }) => role === 'contentinfo' || tag === 'footer')
  return {
    page,
    url: finalUrl,
    title,
    lang,
    headings: own
      .filter((node) => node.role === 'heading' && isExposed(node))
      .map((node) => ({ level: headingLevel(node), text: node.name || textOf(snapshot, node) })),
    footerLinks: footers
      .filter((footer) => isPageFooter(snapshot, footer))
      .flatMap((footer) => linksIn(snapshot, footer, finalUrl)),
    navigations: own
      .filter((node) => node.role === 'navigation' && isExposed(node))
      .map((node) => ({
        name: node.name,
        hrefs: linksIn(snapshot, node, finalUrl).map(({ href }) => href),
      })),
    hasFooter: footers.some((footer) => isPageFooter(snapshot, footer)),
    hasSearch: own.some(isSearch),
    lacks: lackingIn(snapshot),
    skeleton: skeletonOf(snapshot),
  }
}

/** An article's own footer is not the page's. */
const isPageFooter = (snapshot: Snapshot, { index }: EvidenceNode): boolean => {
  const footer = snapshot.nodes[index]
  if (!footer) return false
  return (
    footer.role === 'contentinfo' ||
    closest(snapshot, footer, ({ tag }) => ['article', 'aside', 'main', 'nav', 'section'].includes(tag)) ===
      undefined
  )
}

const isSearch = ({ role, tag, attributes }: EvidenceNode): boolean =>
  role === 'search' || role === 'searchbox' || tag === 'search' || attributes.type?.toLowerCase() === 'search'

function linksIn(snapshot: Snapshot, root: EvidenceNode, base: string): PageDigest['footerLinks'] {
  return [...within(snapshot, root)]
    .filter(({ tag, attributes }) => tag === 'a' && attributes.href !== undefined)
    .map((node) => ({
      href: absolute(node.attributes.href ?? '', base),
      text: node.name || textOf(snapshot, node),
      dataElement: node.attributes['data-element'] ?? '',
    }))
}

function absolute(href: string, base: string): string {
  return URL.canParse(href, base) ? new URL(href, base).href : href
}

/** Tags and classes of the upper levels, equal neighbours once: the same for all pages of a template. */
function skeletonOf(snapshot: Snapshot): string {
  const draw = (node: EvidenceNode, depth: number): string => {
    if (depth === 0) return ''
    const parts = node.children
      .map((index) => snapshot.nodes[index])
      .filter((child) => child?.kind === 'element' && !child.tag.startsWith('::'))
      .map((child) =>
        child ? `${child.tag}.${child.attributes.class ?? ''}(${draw(child, depth - 1)})` : '',
      )
    return parts.filter((part, at) => part !== parts[at - 1]).join()
  }
  const body = snapshot.nodes.find(({ tag }) => tag === 'body')
  return createHash('sha256')
    .update(body ? draw(body, SKELETON_DEPTH) : '')
    .digest('hex')
    .slice(0, 16)
}
