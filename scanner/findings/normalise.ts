import { createHash } from 'node:crypto'
import { maskText } from './mask.ts'

const MAX_TEXT = 120

/** Text as identity compares it: counters, dates and spaces do not make it another text. */
export function normaliseText(text: string): string {
  return maskText(text.slice(0, 2000))
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
    .replace(/\d+/g, '#')
    .slice(0, MAX_TEXT)
}

/** Of styling tools that write a new name at every build, or at every visit. */
const GENERATED_PREFIX =
  /^(?:css-|sc-|ng-|_ng|svelte-|jsx-|data-v|emotion-|styled-|jss\d|tss-|makestyles-|mui-\d|astro-|v-[0-9a-f]|_ngcontent|_nghost|chakra-\d)/i
/** Of a moment, not of the element. */
const STATE_CLASS =
  /^(?:active|current|show|shown|open|opened|collapsed|collapsing|focus(?:ed)?|hover|visited|loading|loaded|lazy(?:load(?:ed|ing)?)?|entered|is-\w+|current[-_]\w+|animated?|in-view|aos-\w+)$/i
/** A serial number of the CMS: `menu-item-12`, `post-7`. */
const SERIAL =
  /^((?:post|page|wp-image|menu-item|term|category|tag|node|item|element|block|comment|attachment|widget|paragraph|parent|nav|slide|card|tab|accordion|collapse)(?:[-_]\w+)?)[-_]\d+$/i
const HASH_SUFFIX = /[-_]+(?=[a-z0-9]*\d)(?=[a-z0-9]*[a-z])[a-z0-9]{5,}$/i
/** CSS modules: `Card_title__xKJdQ`. */
const MODULE_SUFFIX = /__(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Za-z]{5,6}$/

/** The classes that will be the same after the next build of the theme, sorted. */
export function stableClasses(className: string): string[] {
  const kept = className
    .slice(0, 2000)
    .split(/\s+/)
    .map(stableToken)
    .filter((token) => token !== '')
  return [...new Set(kept)].sort()
}

/** A class, id or name without what is generated; '' when nothing stable is left. */
export function stableToken(token: string): string {
  if (GENERATED_PREFIX.test(token) || STATE_CLASS.test(token)) return ''
  const bare = token
    .slice(0, 80)
    .replace(MODULE_SUFFIX, '')
    .replace(SERIAL, '$1-#')
    .replace(HASH_SUFFIX, '')
    .replace(/[-_]+$/, '')
  const isHash = /^(?=.*\d.*\d)(?=.*[a-z])[a-z0-9]{6,}$/i.test(bare)
  const digits = bare.replace(/\D/g, '').length
  return isHash || digits >= 3 ? '' : bare
}

const TRACKER =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|_ga|_gl|igshid|ref|ref_src|source|campaign|sid|session\w*|phpsessid|jsessionid|itok|ver|v|cb|cache|nocache|ts|timestamp|_|nonce|token)$/i

/** Where a link leads, as seen from its page: the site's own host and what only counts visits are dropped. */
export function normaliseTarget(href: string, pageUrl: string): string {
  const raw = href.trim()
  if (raw === '' || raw === '#') return raw
  const url = URL.parse(raw, pageUrl)
  if (!url) return maskText(raw).slice(0, 200)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return url.protocol
  const page = URL.parse(pageUrl)
  const path = `${url.pathname.replace(/;jsessionid=[^/]*/i, '').replace(/\/+$/, '') || '/'}${meaningfulQuery(url)}`
  if (raw.startsWith('#')) return `#${stableToken(raw.slice(1))}`
  const isOwn = page !== null && bareHost(url) === bareHost(page)
  return maskText(isOwn ? path : bareHost(url) + path).slice(0, 300)
}

const bareHost = (url: URL): string => url.host.replace(/^www\./, '')

function meaningfulQuery(url: URL): string {
  const kept = [...url.searchParams].filter(([name]) => !TRACKER.test(name))
  const query = kept.map(([name, value]) => `${name}=${value}`).sort()
  return query.length > 0 ? `?${query.join('&')}` : ''
}

/** Parameters of image proxies that hold the address of the real image. */
const PROXIED = ['url', 'src', 'image', 'img', 'file']
const EXTENSION = /\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|ico|jfif)$/i
const SIZE_SUFFIX =
  /(?:@\d(?:\.\d)?x|[-_.]scaled|[-_.]e\d{10,}|[-_.]\d{2,5}x\d{2,5}(?:_\w{1,12})?|[-_.]\d{2,4}(?:w|px)|[-_.](?:min|thumb(?:nail)?|preview|mini|small|medium|large|xlarge|xxlarge|original|rotated|cropped|optimi[sz]ed|retina|copy))$/i
const CACHE_SUFFIX =
  /(?:[-_.](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{6,64}|\.(?=\w*\d)(?=\w*[a-z])[\w]{8,20}|[-_.]\d{10,})$/i

/** The name of an image's file without size, density and cache: what stays when the CMS makes it anew. */
export function imageStem(src: string): string {
  const raw = src.trim()
  if (raw === '') return ''
  if (raw.startsWith('data:')) return `data:${shortDigest(raw)}`
  const url = URL.parse(raw, 'https://x.invalid/')
  if (!url) return ''
  const proxied = PROXIED.map((name) => url.searchParams.get(name)).find((value) => value?.includes('.'))
  const path = proxied ? (URL.parse(proxied, 'https://x.invalid/')?.pathname ?? '') : url.pathname
  const segments = decode(path)
    .replace(/\/@@.*$/, '')
    .split('/')
    .filter((segment) => segment !== '')
  return maskText(stripSuffixes(segments.at(-1) ?? '').toLowerCase()).slice(0, MAX_TEXT)
}

function stripSuffixes(name: string): string {
  let stem = name
  for (let round = 0; round < 6; round += 1) {
    const shorter = stem.replace(EXTENSION, '').replace(SIZE_SUFFIX, '').replace(CACHE_SUFFIX, '')
    if (shorter === '' || shorter === stem) break
    stem = shorter
  }
  return stem
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

interface MediaHost {
  readonly host: RegExp
  readonly name: string
  readonly id: (url: URL) => string | null | undefined
}

const segment = (url: URL, position: number): string | undefined =>
  url.pathname.split('/').filter((part) => part !== '')[position]

const MEDIA_HOSTS: readonly MediaHost[] = [
  {
    host: /(?:^|\.)(?:youtube(?:-nocookie)?\.com|youtu\.be)$/,
    name: 'youtube',
    id: (url) => url.searchParams.get('v') ?? segment(url, url.hostname === 'youtu.be' ? 0 : 1),
  },
  {
    host: /(?:^|\.)vimeo\.com$/,
    name: 'vimeo',
    id: (url) => url.pathname.match(/\d{5,}/)?.[0],
  },
  { host: /(?:^|\.)dailymotion\.com$/, name: 'dailymotion', id: (url) => url.pathname.split('/').at(-1) },
  {
    host: /(?:^|\.)google\.[a-z.]{2,6}$/,
    name: 'google-maps',
    id: (url) =>
      url.searchParams.get('q') ??
      url.searchParams.get('mid') ??
      url.searchParams.get('pb')?.match(/!1s([^!]+)/)?.[1],
  },
  {
    host: /(?:^|\.)openstreetmap\.org$/,
    name: 'openstreetmap',
    id: (url) => url.searchParams.get('marker') ?? url.searchParams.get('bbox'),
  },
]

/** Provider and id of a video, map or other embed, as `youtube:abc`: player options and size do not count. */
export function mediaId(src: string, pageUrl: string): string {
  const raw = src.trim()
  if (raw === '') return ''
  const url = URL.parse(raw, pageUrl)
  if (!url || !/^https?:$/.test(url.protocol)) return raw.startsWith('data:') ? 'data:' : ''
  const known = MEDIA_HOSTS.find(({ host }) => host.test(url.hostname))
  const id = known?.id(url)
  if (known && id) return `${known.name}:${id}`
  return normaliseTarget(`${url.origin}${url.pathname}`, pageUrl)
}

const shortDigest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16)
