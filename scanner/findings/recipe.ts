import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, closest, descendants, headingBefore, landmarkOf, textOf } from '../collect/tree.ts'
import type { RuleInfo } from '../rules/rule.ts'
import { digest } from './identity.ts'
import {
  imageStem,
  mediaId,
  normaliseTarget,
  normaliseText,
  stableClasses,
  stableToken,
} from './normalise.ts'
import type { IdentityParts } from './sighting.ts'
import { skeletonOf } from './skeleton.ts'

const MAX_ANCESTORS = 8
const FIELDS = new Set(['input', 'select', 'textarea'])
const MEDIA = new Set(['iframe', 'video', 'audio', 'embed', 'object'])

/** Ingredients that a recipe chooses from. */
interface Element {
  readonly tag: string
  readonly role: string
  readonly text: string
  readonly classes: readonly string[]
  readonly target: string
  readonly stem: string
  readonly field: readonly string[]
  readonly media: string
  readonly colours: readonly string[]
  readonly alt: string
  readonly clause: string
}

interface Recipe {
  readonly full: readonly string[]
  readonly withoutPageText: readonly string[]
  /** What a decision on the element was about. */
  readonly judged: readonly string[]
}

/**
 * What makes an element the same element depends on what is wrong with it: an image stays itself when it is
 * moved, a low-contrast text when a word is corrected, a field when its placeholder is reworded.
 */
const RECIPES: Readonly<Record<RuleInfo['recipe'], (element: Element) => Recipe>> = {
  image: ({ tag, stem, classes, target, alt }) => {
    const image = stem === '' ? [tag, ...classes, target] : [stem]
    return { full: image, withoutPageText: image, judged: [...image, alt] }
  },
  // An icon has no words: its picture stands for them.
  link: ({ text, target, stem }) => ({
    full: [text || stem, target],
    withoutPageText: text || stem ? [text || stem] : [target],
    judged: [text || stem],
  }),
  appearance: ({ tag, classes, colours, text }) => ({
    full: [tag, ...classes, ...colours, ...(classes.length === 0 ? [text] : [])],
    withoutPageText: [tag, ...classes, ...colours],
    judged: colours.length > 0 ? colours : [tag, ...classes],
  }),
  'form-field': ({ tag, field, classes, text, alt }) => {
    const named = field.length > 0 ? field : [tag, ...classes, text]
    return {
      full: named,
      withoutPageText: field.length > 0 ? field : [tag, ...classes],
      judged: [...named, alt],
    }
  },
  structure: ({ tag, text }) => ({ full: [tag, text], withoutPageText: [tag], judged: [tag, text] }),
  media: ({ tag, media, classes }) => {
    const embed = media === '' ? [tag, ...classes] : [media]
    return { full: embed, withoutPageText: embed, judged: embed }
  },
  page: ({ clause }) => ({ full: [], withoutPageText: [], judged: [clause] }),
  document: ({ stem, target, clause }) => {
    const file = [stem || target, clause]
    return { full: file, withoutPageText: file, judged: file }
  },
  other: ({ tag, role, classes, text, target, alt }) => ({
    full: [tag, role, ...classes, text, target],
    withoutPageText: [tag, role, ...classes],
    judged: [tag, role, ...classes, text, target, alt],
  }),
}

type Data = Readonly<Record<string, string | number>>

/** @param node null for a fault of the whole page */
export function identityOf(
  snapshot: Snapshot | null,
  node: EvidenceNode | null,
  info: Pick<RuleInfo, 'recipe' | 'family'>,
  data: Data,
  pageUrl: string,
): IdentityParts {
  if (!snapshot || !node) return pageIdentity(data)
  const element = elementOf(snapshot, node, data, pageUrl)
  const recipe = RECIPES[info.recipe](element)
  const isPage = info.recipe === 'page'
  // What a class looks like is written once, wherever it is used: one rule of the style sheet heals all.
  const isStyled = info.recipe === 'appearance' && element.classes.length > 0
  const heading = headingBefore(snapshot, node)
  return {
    tag: node.tag,
    role: node.role ?? '',
    landmark: isPage ? '' : landmarkOf(snapshot, node),
    recipe: recipe.full,
    recipeWithoutPageText: recipe.withoutPageText,
    skeleton: isPage || isStyled ? '' : skeletonOf(snapshot, node),
    voidDigest: digest(recipe.judged),
    text: element.text,
    classes: element.classes,
    ancestors: ancestorPath(snapshot, node),
    precedingHeading: heading ? normaliseText(textOf(snapshot, heading) || heading.name) : '',
    decisive: decisiveOf(node, element),
  }
}

function pageIdentity(data: Data): IdentityParts {
  return {
    tag: '',
    role: '',
    landmark: '',
    recipe: [],
    recipeWithoutPageText: [],
    skeleton: '',
    voidDigest: digest([Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1))]),
    text: '',
    classes: [],
    ancestors: [],
    precedingHeading: '',
    decisive: '',
  }
}

function elementOf(snapshot: Snapshot, node: EvidenceNode, data: Data, pageUrl: string): Element {
  const { attributes, tag } = node
  const link = closest(snapshot, node, (up) => up.tag === 'a' || up.tag === 'area')
  const text = tag === 'table' ? tableWords(snapshot, node) : textOf(snapshot, node) || nameIfOwn(node)
  return {
    tag,
    role: node.role ?? attributes.role ?? '',
    text: normaliseText(text),
    classes: stableClasses(attributes.class ?? ''),
    target: link?.attributes.href === undefined ? '' : normaliseTarget(link.attributes.href, pageUrl),
    stem: stemOf(snapshot, node),
    field: fieldOf(node),
    media: MEDIA.has(tag) ? mediaId(sourceOf(snapshot, node), pageUrl) : '',
    colours: coloursOf(data),
    alt: normaliseText(attributes.alt ?? attributes['aria-label'] ?? ''),
    clause: Object.entries(data)
      .map(([key, value]) => `${key}=${value}`)
      .sort()
      .join(' '),
  }
}

/** The name of a field is its label, and the alternative of an image is a fault's cure: neither is its text. */
function nameIfOwn(node: EvidenceNode): string {
  return FIELDS.has(node.tag) || node.tag === 'img' ? '' : node.name
}

/** A table is known by its caption, else by its header row: its cells change with the data. */
function tableWords(snapshot: Snapshot, table: EvidenceNode): string {
  const inside = [...descendants(snapshot, table)]
  const caption = inside.find(({ tag }) => tag === 'caption')
  const row = caption ?? inside.find(({ tag }) => tag === 'tr')
  return row ? textOf(snapshot, row) : ''
}

function sourceOf(snapshot: Snapshot, node: EvidenceNode): string {
  const own = node.attributes.src ?? node.attributes.data ?? node.attributes['data-src']
  if (own) return own
  for (const inner of descendants(snapshot, node))
    if (inner.tag === 'source' && inner.attributes.src) return inner.attributes.src
  return ''
}

/** Of the element's own picture, or of the only one inside it. */
function stemOf(snapshot: Snapshot, node: EvidenceNode): string {
  const own = ownStem(node)
  if (own !== '') return own
  let drawing = ''
  for (const inner of descendants(snapshot, node)) {
    const stem = ownStem(inner)
    if (stem !== '') return stem
    const { href, 'xlink:href': xlink, d } = inner.attributes
    if (inner.tag === 'use' && (href ?? xlink)) return `icon:${(href ?? xlink ?? '').replace(/^.*#/, '')}`
    if (inner.tag === 'path' && d && drawing === '') drawing = `path:${digest([d])}`
  }
  return drawing
}

function ownStem({ tag, attributes, style }: EvidenceNode): string {
  if (tag === 'img' || (tag === 'input' && attributes.type === 'image') || tag === 'image') {
    // A lazy image holds a placeholder in `src` and the real address beside it.
    const src =
      attributes['data-src'] ?? attributes.src ?? attributes.srcset?.trim().split(/\s/)[0] ?? attributes.href
    return imageStem(src ?? '')
  }
  const background = style?.['background-image'].match(/url\("?([^")]{1,2000})/)?.[1]
  return background ? imageStem(background) : ''
}

function fieldOf({ tag, attributes }: EvidenceNode): string[] {
  if (!FIELDS.has(tag)) return []
  const name = stableToken(attributes.name ?? '')
  return name === '' ? [] : [tag === 'input' ? (attributes.type ?? 'text') : tag, name]
}

/** Engines name the two colours in their own ways. */
function coloursOf(data: Data): string[] {
  const foreground = ['foreground', 'fgColor', 'color', 'colour', 'textColor', 'linkColor']
  const background = ['background', 'bgColor', 'backgroundColor', 'surroundingColor', 'nodeColor']
  const pick = (names: readonly string[]) =>
    names.map((name) => data[name]).find((value) => value !== undefined)
  const pair = [pick(foreground), pick(background)]
  return pair.some((colour) => colour !== undefined) ? pair.map((colour) => colourText(colour)) : []
}

function colourText(colour: string | number | undefined): string {
  return String(colour ?? '')
    .toLowerCase()
    .replace(/\s+/g, '')
    .replace(/^(#[0-9a-f]{6})ff$/, '$1')
}

/** If both of two elements have one and the two differ, they are not the same element. */
function decisiveOf(node: EvidenceNode, { stem, target, field, media }: Element): string {
  if (media !== '') return media
  if (field.length > 0) return field.join(' ')
  if (target !== '' && node.tag !== 'img') return target
  return node.tag === 'img' || node.tag === 'svg' || node.tag === 'input' ? stem : ''
}

function ancestorPath(snapshot: Snapshot, node: EvidenceNode): string[] {
  const path: string[] = []
  for (const up of ancestors(snapshot, node)) {
    if (up.kind !== 'element') continue
    if (path.length === MAX_ANCESTORS) break
    path.push([up.tag, ...stableClasses(up.attributes.class ?? '').slice(0, 2)].join('.'))
  }
  return path
}
