import type { EvidenceNode, Snapshot } from '../collect/evidence.ts'
import { ancestors, headingBefore, textOf } from '../collect/tree.ts'
import { spoken } from './query.ts'
import { VAGUE_LINKS } from './words.ts'

/** What a link text can fail to say by itself. */
export type Vagueness = 'vague' | 'address' | 'fileName'

const FILE_NAME = /^[^\s/]+\.(pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|zip|p7m|txt|xml)(\.p7m)?$/i
/** An address with a path: the bare name of a site is its proper name. */
const DEEP_ADDRESS = /^(https?:\/\/|www\.)[^\s/]+\/\S*[\w]\S*$/i
/** Below this, what surrounds a link is punctuation, a number or a date. */
const MIN_CONTEXT_LETTERS = 8
const BLOCK_ROLES = new Set(['paragraph', 'listitem', 'cell', 'gridcell', 'definition', 'term', 'figure'])

export function vaguenessOf(name: string): Vagueness | null {
  const text = name.trim()
  if (DEEP_ADDRESS.test(text)) return 'address'
  if (FILE_NAME.test(text)) return 'fileName'
  return VAGUE_LINKS.has(spoken(text)) ? 'vague' : null
}

/**
 * The text that a reader can reach from a link: its sentence's block, list items around it, the headers of its
 * table cell, its description.
 * https://www.w3.org/TR/WCAG22/#dfn-programmatically-determined-link-context
 */
export function contextOf(snapshot: Snapshot, link: EvidenceNode): string {
  const found = [link.description, ...headersOf(snapshot, link)]
  let isNearest = true
  for (const up of ancestors(snapshot, link)) {
    if (up.tag === 'body' || up.kind === 'document' || up.role === 'main') break
    const isBlock = up.style !== null && !up.style.display.startsWith('inline')
    if (isBlock && (isNearest || BLOCK_ROLES.has(up.role ?? ''))) {
      found.push(textWithoutLinks(snapshot, up))
      isNearest = false
    }
  }
  return found.filter(hasSense).join(' ')
}

/** The heading a link stands under, when it says something (technique H80). */
export function headingOver(snapshot: Snapshot, link: EvidenceNode): EvidenceNode | undefined {
  const heading = headingBefore(snapshot, link)
  return heading && hasSense(heading.name) ? heading : undefined
}

const hasSense = (text: string): boolean => text.replace(/[^\p{L}]/gu, '').length >= MIN_CONTEXT_LETTERS

/** A vague link beside another tells nothing of it; a link that says something does. */
function textWithoutLinks(snapshot: Snapshot, node: EvidenceNode): string {
  if (node.role === 'link' && vaguenessOf(node.name) !== null) return ' '
  if (node.kind === 'text') return node.box ? node.text : ''
  if (node.tag === 'img' || node.role === 'image') return ` ${node.name} `
  if (node.tag.startsWith('::')) return ''
  return node.children
    .map((index) => snapshot.nodes[index])
    .map((child) => (child ? textWithoutLinks(snapshot, child) : ''))
    .join(' ')
}

/** Texts of the header cells of the row and of the column a link's cell is in. */
function headersOf(snapshot: Snapshot, link: EvidenceNode): string[] {
  let cell: EvidenceNode | undefined
  let row: EvidenceNode | undefined
  for (const up of ancestors(snapshot, link)) {
    if (!cell && (up.tag === 'td' || up.tag === 'th')) cell = up
    if (!row && up.tag === 'tr') row = up
    if (up.tag === 'table')
      return [...rowHeaders(snapshot, row, link), ...columnHeaders(snapshot, up, row, cell)]
  }
  return []
}

const rowHeaders = (snapshot: Snapshot, row: EvidenceNode | undefined, link: EvidenceNode): string[] =>
  (row?.children ?? [])
    .map((index) => snapshot.nodes[index])
    .filter((node) => node !== undefined)
    .filter(({ tag, role }) => tag === 'th' || role === 'rowheader')
    .map((node) => textOf(snapshot, node))
    .filter((text) => spoken(text) !== spoken(link.name))

function columnHeaders(
  snapshot: Snapshot,
  table: EvidenceNode,
  row: EvidenceNode | undefined,
  cell: EvidenceNode | undefined,
): string[] {
  const at = row && cell ? row.children.filter((index) => isCell(snapshot, index)).indexOf(cell.index) : -1
  const first = snapshot.nodes.find(({ index, tag }) => index > table.index && tag === 'tr')
  if (at < 0 || !first || first === row) return []
  const header = snapshot.nodes[first.children.filter((index) => isCell(snapshot, index))[at] ?? -1]
  return header?.tag === 'th' ? [textOf(snapshot, header)] : []
}

const isCell = (snapshot: Snapshot, index: number): boolean =>
  ['td', 'th'].includes(snapshot.nodes[index]?.tag ?? '')
