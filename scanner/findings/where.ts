import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { closest, headingBefore, textOf } from '../collect/tree.ts'
import type { Text } from '../rules/rule.ts'
import { maskText } from './mask.ts'

interface Noun {
  readonly it: string
  readonly en: string
  readonly isFeminine?: boolean
}

const NOUNS: Readonly<Record<string, Noun>> = {
  img: { it: 'immagine', en: 'image', isFeminine: true },
  svg: { it: 'icona', en: 'icon', isFeminine: true },
  a: { it: 'collegamento', en: 'link' },
  button: { it: 'pulsante', en: 'button' },
  input: { it: 'campo', en: 'field' },
  select: { it: 'elenco a discesa', en: 'drop-down list' },
  textarea: { it: 'campo di testo', en: 'text field' },
  table: { it: 'tabella', en: 'table', isFeminine: true },
  iframe: { it: 'riquadro incorporato', en: 'embedded frame' },
  video: { it: 'video', en: 'video' },
  audio: { it: 'audio', en: 'audio clip' },
  p: { it: 'paragrafo', en: 'paragraph' },
  ul: { it: 'elenco', en: 'list' },
  ol: { it: 'elenco numerato', en: 'numbered list' },
  li: { it: 'voce di elenco', en: 'list item', isFeminine: true },
}
const ELEMENT: Noun = { it: 'elemento', en: 'element' }

const AREAS: Readonly<Record<string, Text>> = {
  banner: { it: 'nell’intestazione', en: 'in the header' },
  contentinfo: { it: 'nel piè di pagina', en: 'in the footer' },
  navigation: { it: 'nel menu', en: 'in the menu' },
  search: { it: 'nella ricerca', en: 'in the search' },
}

const ORDINALS_IT = ['prim', 'second', 'terz', 'quart', 'quint', 'sest', 'settim', 'ottav', 'non', 'decim']
const ORDINALS_EN = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
]

export const WHOLE_PAGE: Text = { it: 'tutta la pagina', en: 'the whole page' }

/** Where an element is, for somebody who cannot see the picture: "second image under the heading Orari". */
export function whereIs(snapshot: Snapshot, node: EvidenceNode): Text {
  if (node.tag === 'html' || node.tag === 'body' || node.kind === 'document') return WHOLE_PAGE
  if (node.role === 'heading') {
    const title = shortText(snapshot, node)
    return title
      ? { it: `titolo «${title}»`, en: `heading “${title}”` }
      : { it: 'titolo vuoto', en: 'empty heading' }
  }
  const noun = NOUNS[node.tag] ?? ELEMENT
  const area = closest(snapshot, node, ({ role }) => role !== null && role in AREAS)
  const words = area?.role ? AREAS[area.role] : undefined
  if (area && words) {
    const nth = ordinal(countSince(snapshot, node, area.index), noun)
    const name = area.role === 'navigation' && area.name ? maskText(area.name).slice(0, 60) : ''
    return {
      it: `${words.it}${name && ` «${name}»`}, ${nth.it} ${noun.it}`,
      en: `${words.en}${name && ` “${name}”`}, ${nth.en} ${noun.en}`,
    }
  }
  const heading = headingBefore(snapshot, node)
  const nth = ordinal(countSince(snapshot, node, heading?.index ?? 0), noun)
  const title = heading && shortText(snapshot, heading)
  return title
    ? {
        it: `${nth.it} ${noun.it} sotto il titolo «${title}»`,
        en: `${nth.en} ${noun.en} under the heading “${title}”`,
      }
    : { it: `${nth.it} ${noun.it} della pagina`, en: `${nth.en} ${noun.en} of the page` }
}

function shortText(snapshot: Snapshot, node: EvidenceNode): string {
  const text = maskText(textOf(snapshot, node) || node.name)
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text
}

/** The how-manieth of its kind it is after a place of the document; elements without a noun count by tag. */
function countSince(snapshot: Snapshot, node: EvidenceNode, start: number): number {
  let count = 0
  for (let index = start; index <= node.index; index += 1) {
    const candidate = snapshot.nodes[index]
    if (candidate?.tag === node.tag && (candidate.box !== null || candidate === node)) count += 1
  }
  return Math.max(1, count)
}

function ordinal(count: number, noun: Noun): Text {
  const stem = ORDINALS_IT[count - 1]
  const ending = noun.isFeminine ? 'a' : 'o'
  const mark = noun.isFeminine ? 'ª' : 'º'
  return {
    it: stem ? stem + ending : `${count}${mark}`,
    en: ORDINALS_EN[count - 1] ?? `${count}${englishSuffix(count)}`,
  }
}

function englishSuffix(count: number): string {
  if (count % 100 >= 11 && count % 100 <= 13) return 'th'
  return ['th', 'st', 'nd', 'rd'][count % 10] ?? 'th'
}
