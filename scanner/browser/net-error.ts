import type { CauseCode, Failure } from '../failure.ts'

/** Chromium's names: https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
const BY_ERROR: readonly (readonly [RegExp, CauseCode])[] = [
  [/ERR_TOO_MANY_REDIRECTS/, 'redirect-loop'],
  [/ERR_NAME_|ERR_DNS_|ERR_ICANN/, 'dns'],
  [/ERR_CERT_|ERR_SSL_|ERR_BAD_SSL|ERR_INSECURE_RESPONSE/, 'tls'],
  [/TIMED_OUT|TIMEOUT/, 'timeout'],
  [/ERR_INVALID_URL|ERR_UNKNOWN_URL_SCHEME|ERR_DISALLOWED_URL_SCHEME|ERR_UNSAFE_REDIRECT/, 'bad-url'],
  [/ERR_UNSAFE_PORT|ERR_BLOCKED_BY_LOCAL_NETWORK/, 'private-network'],
  [
    /ERR_CONNECTION|ERR_SOCKET|ERR_ADDRESS|ERR_EMPTY_RESPONSE|ERR_TUNNEL|ERR_PROXY|ERR_NETWORK|ERR_INTERNET/,
    'connection',
  ],
  [
    /ERR_INVALID_RESPONSE|ERR_HTTP2|ERR_CONTENT|ERR_INCOMPLETE|ERR_INVALID_HTTP|ERR_RESPONSE_HEADERS/,
    'connection',
  ],
]

/** The cause behind a `net::ERR_…`; undefined when the text holds none. */
export function failureOfNetError(text: string): Failure | undefined {
  const name = /net::(ERR_[A-Z0-9_]+)/.exec(text)?.[1]
  if (!name) return undefined
  const [, code] = BY_ERROR.find(([pattern]) => pattern.test(name)) ?? [null, 'connection' as const]
  return { code, detail: name }
}

/** Seconds of a Retry-After header, given as seconds or as a date. https://www.rfc-editor.org/rfc/rfc9110#field.retry-after */
export function retryAfterS(header: string | undefined, nowMs: number): number | undefined {
  if (!header) return undefined
  if (/^\d+$/.test(header.trim())) return Math.min(Number(header), 86_400)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.min(86_400, Math.max(0, Math.ceil((at - nowMs) / 1000)))
}

const HTML = /^(text\/html|application\/xhtml\+xml)$/
const FILE =
  /^(application\/(?!json|ld\+json|xml|rss|atom|javascript|x-javascript|manifest)|image\/|audio\/|video\/|font\/|text\/(csv|calendar|rtf|vcard))/

/** What a media type is to an audit. An absent type is sniffed by the browser, so it may be a page. */
export function kindOfMedia(mediaType: string, disposition: string): 'page' | 'file' | 'other' {
  if (/^\s*attachment/i.test(disposition)) return 'file'
  if (mediaType === '' || HTML.test(mediaType)) return 'page'
  return FILE.test(mediaType) ? 'file' : 'other'
}
