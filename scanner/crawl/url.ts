/** Parameters that say where a visitor came from, never what the page shows. */
const TRACKING =
  /^(utm_\w+|mtm_\w+|pk_\w+|piwik_\w+|matomo_\w+|hsa_\w+|_hs\w+|ga_\w+|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|mc_(cid|eid)|igshid|yclid|twclid|ttclid|li_fat_id|_ga|_gl|ref_src|vero_id|mkt_tok|trk|sc_cid|wt_mc)$/i
/** Session ids that a server puts into addresses. */
const SESSION = /^(phpsessid|jsessionid|aspsessionid\w*|cfid|cftoken|zenid|oscsid|_dc)$/i
/** Names that are session ids only with a value that looks like one: `sid=12` is an article of an old portal. */
const MAYBE_SESSION = /^(sid|sessionid|session_id)$/i
const SESSION_VALUE = /^[a-z0-9-]{16,}$/i
/** `;jsessionid=…` inside the path. */
const PATH_SESSION = /;(jsessionid|phpsessid|sid)=[^/?#]*/i

/**
 * The normal form of a page's address: two addresses that are one page get the same string. Drops the
 * fragment, the default port, known tracking and session parameters and empty parameters' lone `?`; keeps the
 * path's case and the order of parameters (RFC 3986 §6.2.2.1).
 *
 * @param base absolute address of the page that holds the link
 * @returns undefined for what is no page: mailto, tel, javascript, or what cannot be read
 */
export function normalise(
  href: string,
  base?: string,
  options: { hashRoutes?: boolean } = {},
): string | undefined {
  if (href.length > 16_384) return undefined
  const url = URL.parse(href.trim(), base)
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || !url.hostname) return undefined
  url.username = ''
  url.password = ''
  if (!(options.hashRoutes && /^#!?\//.test(url.hash))) url.hash = ''
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1)
  url.pathname = normalPath(url.pathname)
  url.search = normalQuery(url.search)
  return url.href
}

/** One spelling of percent-encoding: unreserved characters plain, hex digits in capitals. */
function normalPath(path: string): string {
  return path
    .replace(PATH_SESSION, '')
    .replace(/%[0-9a-f]{2}/gi, (code) => {
      const char = String.fromCharCode(Number.parseInt(code.slice(1), 16))
      return /[A-Za-z0-9\-._~]/.test(char) ? char : code.toUpperCase()
    })
    .replace(/\/{2,}/g, '/')
}

function normalQuery(search: string): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((pair) => {
      const [name = '', value = ''] = pair.split('=').map(decode)
      if (MAYBE_SESSION.test(name)) return !SESSION_VALUE.test(value)
      return name !== '' && !TRACKING.test(name) && !SESSION.test(name)
    })
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}

/** `www.` says nothing about which site it is. */
export const bareHost = (host: string): string => host.toLowerCase().replace(/^www\./, '')

/**
 * What identity knows a page by: canonical path and meaningful parameters, without scheme, host, trailing
 * slash and trackers. Parameters are sorted: their order says nothing about which page it is.
 */
export function pageKey(address: string): string {
  const url = URL.parse(normalise(address) ?? address)
  if (!url) return address
  const path = url.pathname.length > 1 ? url.pathname.replace(/\/+$/, '') : url.pathname
  const query = [...url.searchParams].map((pair) => pair.map(escaped).join('=')).sort()
  return [path, ...(query.length > 0 ? [query.join('&')] : [])].join('?')
}

/** What divides parameters must not come out of a value: `a=1%26b=2` is one parameter. */
const escaped = (text: string) => text.replace(/[%&=]/g, encodeURIComponent)

/** Under which two addresses are visited once: `pageKey` with its host, and no `www.`. */
export function visitKey(address: string): string {
  const url = URL.parse(address)
  const hash = url && /^#!?\//.test(url.hash) ? url.hash : ''
  return url ? `${bareHost(url.host)}${pageKey(address)}${hash}` : address
}
