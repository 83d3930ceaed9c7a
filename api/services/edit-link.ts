import type { EditLink } from '../db/schema.ts'

/**
 * Address at which a page is edited, by the first of the site's patterns that fits its path; null when none
 * does. `{path}` has no slash at its ends, `{slug}` is its last part, `{url}` the whole address, encoded.
 */
export function editUrlOf(pageUrl: string, links: readonly EditLink[]): string | null {
  const url = URL.parse(pageUrl)
  const link = url && links.find(({ pattern }) => fits(url.pathname, pattern))
  if (!url || !link) return null
  const path = url.pathname.replace(/^\/+|\/+$/g, '')
  const filled = link.url
    .replaceAll('{path}', path)
    .replaceAll('{slug}', path.split('/').at(-1) ?? '')
    .replaceAll('{url}', encodeURIComponent(pageUrl))
  const target = URL.parse(filled, pageUrl)
  return target && /^https?:$/.test(target.protocol) ? target.href : null
}

/** `*` stands for anything. */
function fits(path: string, pattern: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${parts.join('.*')}$`).test(path)
}
