import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'

/** Kinds of content of which a page may provably have none: what criteria ask about, and a program can look for. */
export const CONTENT_KINDS = ['media', 'fields', 'links'] as const
export type ContentKind = (typeof CONTENT_KINDS)[number]

const PLAYERS = new Set(['video', 'audio', 'object', 'embed', 'applet', 'canvas', 'marquee'])
/** Pictures of other formats may move. */
const STILL_PICTURE = /\.(jpe?g|png|svg|bmp|ico)([?#]|$)|^data:image\/(jpeg|png|svg)/i
const MEDIA_FILE = /\.(mp[34]|m4[av]|ogg|oga|ogv|wav|webm|avi|mov|wmv|flac|m3u8?|mpe?g|swf)([?#]|$)/i
/** Buttons hold no setting and take no data. */
const BUTTON_TYPES = new Set(['hidden', 'button', 'submit', 'reset', 'image'])
const FIELD_ROLES = new Set(
  (
    'textbox searchbox combobox listbox option spinbutton slider checkbox radio switch tab ' +
    'menuitemcheckbox menuitemradio treeitem gridcell'
  ).split(' '),
)
const SETTINGS = ['aria-checked', 'aria-pressed', 'aria-selected'] as const

const FINDERS: Readonly<Record<ContentKind, (node: EvidenceNode) => boolean>> = {
  media: ({ tag, attributes }) =>
    PLAYERS.has(tag) ||
    (tag === 'img' && !STILL_PICTURE.test(attributes.src ?? '')) ||
    (tag === 'a' && MEDIA_FILE.test(attributes.href ?? '')),
  fields: (node) =>
    (node.tag === 'input' && !BUTTON_TYPES.has(node.attributes.type?.toLowerCase() ?? 'text')) ||
    node.tag === 'select' ||
    node.tag === 'textarea' ||
    (node.attributes.contenteditable ?? 'false') !== 'false' ||
    FIELD_ROLES.has(roleOf(node)) ||
    SETTINGS.some((name) => name in node.attributes),
  links: (node) =>
    ((node.tag === 'a' || node.tag === 'area') && 'href' in node.attributes) || roleOf(node) === 'link',
}

/** What is hidden now may be shown later, and has then the role that is written. */
const roleOf = ({ role, attributes }: EvidenceNode): string => role ?? attributes.role ?? ''

/** What the page has none of, whether shown or hidden. Of a frame that could not be read nothing is known. */
export function lackingIn({ nodes }: Snapshot): ContentKind[] {
  const elements = nodes.filter(({ kind }) => kind === 'element')
  const isUnread = ({ tag, children }: EvidenceNode) =>
    (tag === 'iframe' || tag === 'frame') && !children.some((child) => nodes[child]?.kind === 'document')
  if (elements.some(isUnread)) return []
  return CONTENT_KINDS.filter((kind) => !elements.some(FINDERS[kind]))
}
