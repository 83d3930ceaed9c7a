import { SaxesParser } from 'saxes'

export interface SitemapEntries {
  readonly kind: 'urlset' | 'index' | 'text' | 'unknown'
  /** Pages of a urlset, or sitemaps of an index; absolute, in order, each once. */
  readonly urls: readonly string[]
  /** What was wrong with it; what could be read is in `urls` all the same. */
  readonly problem: string
}

/**
 * Reads a sitemap, however broken: what stands before the fault counts.
 * https://www.sitemaps.org/protocol.html
 */
export function readSitemap(text: string, base: string, maxUrls: number): SitemapEntries {
  const start = text.replace(/^\uFEFF/, '').trimStart()
  if (!start.startsWith('<')) return readTextSitemap(start, base, maxUrls)
  const parser = new SaxesParser()
  const urls = new Set<string>()
  const path: string[] = []
  let kind: SitemapEntries['kind'] = 'unknown'
  let problem = ''
  let current = ''

  parser.on('error', (error) => {
    problem ||= error.message.split('\n')[0] ?? 'XML error'
  })
  parser.on('opentag', ({ name }) => {
    const local = localName(name)
    if (path.length === 0 && local === 'urlset') kind = 'urlset'
    if (path.length === 0 && local === 'sitemapindex') kind = 'index'
    path.push(local)
    current = ''
  })
  const gather = (piece: string) => {
    current += piece
  }
  parser.on('text', gather)
  parser.on('cdata', gather)
  parser.on('closetag', () => {
    const [parent, local] = path.slice(-2)
    // `image:loc` and `video:loc` have other parents: they are no pages.
    if (local === 'loc' && (parent === 'url' || parent === 'sitemap') && urls.size < maxUrls) {
      const url = URL.parse(current.trim(), base)
      if (url && /^https?:$/.test(url.protocol)) urls.add(url.href)
    }
    path.pop()
    current = ''
  })
  try {
    const sound = start.replace(BARE_AMPERSAND, (match) => (match === '&' ? '&amp;' : match))
    if (sound !== start) problem = 'unescaped &'
    parser.write(sound).close()
  } catch (error) {
    problem ||= error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'XML error'
  }
  if (kind === 'unknown' && !problem) problem = 'not a sitemap'
  return { kind, urls: [...urls], problem }
}

/** The most frequent fault: addresses pasted as they are. The parser would lose all up to the next semicolon. */
const BARE_AMPERSAND = /<!\[CDATA\[[\s\S]*?\]\]>|&(?!(?:[a-z]\w{0,31}|#\d{1,7}|#x[\da-f]{1,6});)/gi

const localName = (name: string) => name.replace(/^.*:/, '').toLowerCase()

function readTextSitemap(text: string, base: string, maxUrls: number): SitemapEntries {
  const urls = text
    .split(/\s+/)
    .filter((line) => /^https?:\/\//.test(line))
    .slice(0, maxUrls)
    .flatMap((line) => URL.parse(line, base)?.href ?? [])
  return urls.length > 0
    ? { kind: 'text', urls: [...new Set(urls)], problem: '' }
    : { kind: 'unknown', urls: [], problem: 'not a sitemap' }
}
