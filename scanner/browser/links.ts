import { createHash } from 'node:crypto'
import type { LinkEvidence } from '../collect/evidence.ts'
import type { Tab } from './tab.ts'

export interface PageLinks {
  readonly links: readonly LinkEvidence[]
  /** rel=canonical, absolute, or null. */
  readonly canonical: string | null
  /** Of the visible text, white space aside. */
  readonly textDigest: string
  /** Of the tag structure; equal neighbours count once, so that a list of 3 and one of 300 look alike. */
  readonly skeletonDigest: string
}

interface Found {
  readonly links: readonly Omit<LinkEvidence, 'inFrame'>[]
  readonly canonical: string | null
  readonly text: string
  readonly skeleton: string
}

function collectInPage(isTop: boolean): Found {
  const links: Found['links'][number][] = []
  for (const root of rootsOf(document)) {
    for (const element of root.querySelectorAll('a[href], area[href]')) {
      const link = linkOf(element)
      if (link) links.push(link)
    }
  }
  const canonical = document.querySelector('link[rel~="canonical" i][href]') as HTMLLinkElement | null
  return {
    links,
    canonical: canonical?.href || null,
    text: isTop ? (document.body?.textContent ?? '').replace(/\s+/g, ' ').trim() : '',
    skeleton: isTop ? skeletonOf(document.body ?? document.documentElement, 0) : '',
  }
}

/** The document and every open shadow root in it. */
function rootsOf(root: Document | ShadowRoot): (Document | ShadowRoot)[] {
  const found = [root]
  for (const element of root.querySelectorAll('*')) {
    if (element.shadowRoot) found.push(...rootsOf(element.shadowRoot))
  }
  return found
}

/** The browser resolves: `base`, protocol-relative and odd addresses come out as a click would go. */
function linkOf(element: Element): Found['links'][number] | null {
  const written = element.getAttribute('href') ?? ''
  const base = element.ownerDocument.baseURI
  const url =
    'href' in element && typeof element.href === 'string' ? element.href : URL.parse(written, base)?.href
  if (!url || !/^https?:/i.test(url)) return null
  const picture = element.querySelector('img[alt]')?.getAttribute('alt')
  const text =
    element.getAttribute('aria-label') ||
    element.textContent?.trim() ||
    element.getAttribute('alt') ||
    picture
  const rel = (element.getAttribute('rel') ?? '').toLowerCase()
  return {
    href: url,
    text: (text ?? '').replace(/\s+/g, ' ').trim().slice(0, 200),
    rel,
    nofollow: rel.split(/\s+/).includes('nofollow'),
  }
}

function skeletonOf(element: Element, depth: number): string {
  let inner = ''
  let previous = ''
  if (depth < 40) {
    for (const child of element.children) {
      if (/^(script|style|link|meta|noscript|template|br|wbr)$/.test(child.localName)) continue
      const part = skeletonOf(child, depth + 1)
      if (part !== previous) inner += part
      previous = part
    }
  }
  return inner ? `${element.localName}(${inner})` : `${element.localName};`
}

const SOURCE = [collectInPage, rootsOf, linkOf, skeletonOf].map(String).join('\n')
const expression = (isTop: boolean) => `(() => {${SOURCE}\nreturn collectInPage(${isTop})})()`

/** Links of the rendered page, its frames and open shadow roots, and what tells one page from another. */
export async function collectLinks(tab: Tab): Promise<PageLinks> {
  const top = await tab.evaluate<Found>(expression(true))
  const frames = await tab.evaluateInFrames<Found>(expression(false))
  return {
    links: [
      ...top.links.map((link) => ({ ...link, inFrame: false })),
      ...frames.flatMap(({ links }) => links.map((link) => ({ ...link, inFrame: true }))),
    ],
    canonical: top.canonical,
    textDigest: digest(top.text),
    skeletonDigest: digest(top.skeleton),
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32)
