import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, closest } from '../collect/tree.ts'
import type { Owner, RuleInfo, Text } from '../rules/rule.ts'
import type { AttributionParts } from './sighting.ts'

interface Vendor {
  readonly name: string
  readonly host: string
  /** Found in the id or the classes of the widget's outermost elements. */
  readonly marks: RegExp
}

const VENDORS: readonly Vendor[] = [
  { name: 'iubenda', host: 'iubenda.com', marks: /\biubenda/i },
  { name: 'Cookiebot', host: 'cookiebot.com', marks: /\bCybotCookiebot/i },
  { name: 'OneTrust', host: 'onetrust.com', marks: /\bonetrust-/i },
  { name: 'UserWay', host: 'userway.org', marks: /\buserway|\buwy\b/i },
  { name: 'accessiBe', host: 'accessibe.com', marks: /\bacsb-/i },
  { name: 'AccessiWay', host: 'accessiway.com', marks: /\baccessiway/i },
  { name: 'AddToAny', host: 'addtoany.com', marks: /\ba2a_|\baddtoany/i },
  { name: 'AddThis', host: 'addthis.com', marks: /\baddthis/i },
  { name: 'ShareThis', host: 'sharethis.com', marks: /\bsharethis|\bst-btn/i },
  { name: 'reCAPTCHA', host: 'google.com', marks: /\bg-recaptcha|\bgrecaptcha/i },
  { name: 'Google Translate', host: 'translate.google.com', marks: /\bgoogle_translate|\bgoog-te-/i },
  { name: 'Google Maps', host: 'maps.google.com', marks: /\bgm-style/i },
  { name: 'Facebook', host: 'facebook.com', marks: /\bfb-(?:root|page|like|post|video)\b/i },
  { name: 'X', host: 'x.com', marks: /\btwitter-(?:timeline|tweet|follow)/i },
  { name: 'Tawk', host: 'tawk.to', marks: /\btawk-/i },
  { name: 'Zendesk', host: 'zendesk.com', marks: /\bzEWidget|\bzendesk/i },
  { name: 'Userlike', host: 'userlike.com', marks: /\buserlike/i },
]

const TEMPLATE_ROLES = new Set(['banner', 'contentinfo', 'navigation', 'search'])
const CONTENT_TAGS = new Set(['main', 'article'])

/** Share of the pages from which even what lies in the content region must come from a template. */
const TEMPLATE_SHARE = 0.5
/** Outside the content region, this many pages with the same component are no coincidence. */
const TEMPLATE_PAGES = 3

/** What the evidence says of an element's owner; the decision waits until all pages are known. */
export function attributionParts(
  snapshot: Snapshot | null,
  node: EvidenceNode | null,
  pageUrl: string,
): AttributionParts {
  if (!snapshot || !node) return { isInContent: false, thirdPartyHost: null, component: '' }
  const path = [node, ...ancestors(snapshot, node)]
  const vendor = vendorOf(path)
  const frameHost = foreignFrameHost(path, pageUrl)
  const marked = path.find(({ attributes }) => attributes['data-element'])
  return {
    isInContent: isInContent(snapshot, node),
    thirdPartyHost: frameHost ?? vendor?.host ?? null,
    component: vendor?.name ?? marked?.attributes['data-element']?.slice(0, 80) ?? '',
  }
}

function vendorOf(path: readonly EvidenceNode[]): Vendor | undefined {
  for (const { attributes, tag } of path) {
    if (tag === 'body' || tag === 'html') continue
    const marks = `${attributes.id ?? ''} ${attributes.class ?? ''}`
    const vendor = marks.length > 1 ? VENDORS.find((candidate) => candidate.marks.test(marks)) : undefined
    if (vendor) return vendor
  }
  return undefined
}

/** The frame element itself is the site's: its title is for the editor to give. What is inside is not. */
function foreignFrameHost([, ...around]: readonly EvidenceNode[], pageUrl: string): string | null {
  const own = siteHost(URL.parse(pageUrl)?.hostname ?? '')
  for (const { tag, attributes } of around) {
    if (tag !== 'iframe' && tag !== 'frame') continue
    const host = URL.parse(attributes.src ?? '', pageUrl)?.hostname ?? ''
    if (host !== '' && siteHost(host) !== own) return host
  }
  return null
}

const siteHost = (host: string): string => host.replace(/^www\./, '')

function isInContent(snapshot: Snapshot, node: EvidenceNode): boolean {
  const region = closest(
    snapshot,
    node,
    ({ tag, role }) =>
      CONTENT_TAGS.has(tag) || role === 'main' || role === 'article' || TEMPLATE_ROLES.has(role ?? ''),
  )
  if (region) return !TEMPLATE_ROLES.has(region.role ?? '')
  // Without a main region anything outside header, footer and menus may be an editor's.
  const hasMain = snapshot.nodes.some(({ tag, role }) => tag === 'main' || role === 'main')
  return !hasMain && node.tag !== 'html' && node.tag !== 'body'
}

export interface AttributionInput {
  readonly parts: AttributionParts
  readonly landmark: string
  readonly isWholePage: boolean
  readonly pageCount: number
  readonly totalPages: number
  readonly rule: Pick<RuleInfo, 'owner'>
}

/** Who can put it right, and why we think so. */
export function attribute(input: AttributionInput): { readonly owner: Owner; readonly reason: Text } {
  const { parts, landmark, isWholePage, pageCount, totalPages, rule } = input
  if (parts.thirdPartyHost) return thirdParty(parts, parts.thirdPartyHost)
  if (isWholePage) return byRule(rule.owner)
  const spread = {
    it: `su ${pageCount} pagine di ${totalPages}`,
    en: `on ${pageCount} of ${totalPages} pages`,
  }
  if (TEMPLATE_ROLES.has(landmark))
    return {
      owner: 'template',
      reason: {
        it: 'Si trova nell’intestazione, nei menu o nel piè di pagina, che vengono dal modello del sito.',
        en: 'It lies in the header, the menus or the footer, which come from the site’s template.',
      },
    }
  const isOnMany = pageCount >= TEMPLATE_PAGES && pageCount / Math.max(1, totalPages) >= TEMPLATE_SHARE
  if (isOnMany || (!parts.isInContent && pageCount >= TEMPLATE_PAGES))
    return {
      owner: 'template',
      reason: {
        it: `Lo stesso componente si ripete ${spread.it}.`,
        en: `The same component repeats ${spread.en}.`,
      },
    }
  if (parts.isInContent && rule.owner !== 'template')
    return {
      owner: 'editorial',
      reason: {
        it: 'Si trova nel contenuto della pagina, che cura la redazione.',
        en: 'It lies in the content of the page, which editors look after.',
      },
    }
  return byRule(rule.owner)
}

function thirdParty(parts: AttributionParts, host: string): { owner: Owner; reason: Text } {
  const name = parts.component && parts.component !== host ? `${parts.component} (${host})` : host
  return {
    owner: 'third-party',
    reason: {
      it: `Fa parte di un servizio esterno: ${name}.`,
      en: `It belongs to an external service: ${name}.`,
    },
  }
}

const RULE_REASONS: Readonly<Record<Owner, Text>> = {
  editorial: {
    it: 'Di solito lo corregge la redazione: nulla indica il modello del sito.',
    en: 'Editors can usually put it right: nothing points to the site’s template.',
  },
  template: {
    it: 'Di solito dipende dal modello o dallo stile del sito.',
    en: 'It usually depends on the site’s template or style sheet.',
  },
  'third-party': {
    it: 'Di solito dipende da un servizio esterno.',
    en: 'It usually depends on an external service.',
  },
  unknown: {
    it: 'Gli elementi raccolti non dicono chi può correggerlo.',
    en: 'The evidence does not say who can put it right.',
  },
}

const byRule = (owner: Owner) => ({ owner, reason: RULE_REASONS[owner] })
