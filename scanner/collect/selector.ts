import type { AxeNode, EvidenceNode, Snapshot } from './evidence.ts'
import { ancestors, childrenOf, nodeAt, parentOf } from './tree.ts'

/** Selectors between the snapshot's tree and people, axe or the page. Shadow roots are crossed with ` >>> `. */

const SHADOW = ' >>> '
const GENERATED_ID = /\d{3,}|[a-f0-9]{8,}|[:.]|^(ui|ember|react|mui|radix)-/i

/** A selector a frame, outermost first; the last one finds the element. Short, and robust where it can be. */
export function selectorOf(snapshot: Snapshot, node: EvidenceNode): string[] {
  const target = node.tag.startsWith('::') || node.kind === 'text' ? parentOf(snapshot, node) : node
  if (target?.kind !== 'element') return []
  const frames: string[] = []
  let steps: string[] = []
  for (const step of [target, ...ancestors(snapshot, target)]) {
    if (step.kind === 'document') {
      frames.unshift(joinSteps(steps))
      steps = []
    } else if (step.kind === 'shadow-root') {
      steps.unshift(SHADOW)
    } else if (!isAnchored(steps)) {
      steps.unshift(stepOf(snapshot, step))
    }
  }
  return frames
}

const isAnchored = (steps: readonly string[]) => steps[0]?.startsWith('#') ?? false

function joinSteps(steps: readonly string[]): string {
  return steps.join(' > ').replaceAll(` > ${SHADOW} > `, SHADOW).replaceAll(`${SHADOW} > `, SHADOW)
}

function stepOf(snapshot: Snapshot, node: EvidenceNode): string {
  const id = node.attributes.id ?? ''
  if (/^[A-Za-z][\w-]*$/.test(id) && !GENERATED_ID.test(id)) return `#${id}`
  const siblings = elementSiblings(snapshot, node)
  const isOnly = siblings.filter(({ tag }) => tag === node.tag).length < 2
  return isOnly ? node.tag : `${node.tag}:nth-child(${siblings.indexOf(node) + 1})`
}

function elementSiblings(snapshot: Snapshot, node: EvidenceNode): EvidenceNode[] {
  const parent = parentOf(snapshot, node)
  return parent ? elementChildren(snapshot, parent) : [node]
}

function elementChildren(snapshot: Snapshot, node: EvidenceNode): EvidenceNode[] {
  return childrenOf(snapshot, node).filter(({ kind, tag }) => kind === 'element' && !tag.startsWith('::'))
}

/** A path that `querySelector` follows in the top document; null for what is in a frame or a shadow root. */
export function pathOf(snapshot: Snapshot, node: EvidenceNode): string | null {
  const steps: string[] = []
  for (const step of [node, ...ancestors(snapshot, node)]) {
    if (step.kind === 'document') return step.parent < 0 ? [':root', ...steps.slice(1)].join(' > ') : null
    if (step.kind !== 'element') return null
    // Without names: those of SVG elements have capitals that the tree does not keep.
    steps.unshift(`:nth-child(${elementSiblings(snapshot, step).indexOf(step) + 1})`)
  }
  return null
}

/**
 * The element that axe's ancestry path names (`html > body > div:nth-child(2)`; one path a frame, an inner
 * array where shadow roots are crossed), or undefined when the tree has changed since.
 */
export function resolveAncestry(snapshot: Snapshot, ancestry: AxeNode['ancestry']): EvidenceNode | undefined {
  let scope = snapshot.nodes[0]
  let found: EvidenceNode | undefined
  for (const frame of ancestry) {
    if (!scope) return undefined
    for (const [depth, path] of (typeof frame === 'string' ? [frame] : frame).entries()) {
      if (depth > 0) scope = found && childrenOf(snapshot, found).find(({ kind }) => kind === 'shadow-root')
      found = scope && follow(snapshot, scope, path)
    }
    scope = found && childrenOf(snapshot, found).find(({ kind }) => kind === 'document')
  }
  return found
}

function follow(snapshot: Snapshot, scope: EvidenceNode, path: string): EvidenceNode | undefined {
  let current: EvidenceNode | undefined = scope
  for (const step of path.split(' > ')) {
    if (!current) return undefined
    const [, tag = '', nth] = /^([^:]+)(?::nth-child\((\d+)\))?/.exec(step.replaceAll('\\', '')) ?? []
    const candidates = elementChildren(snapshot, current)
    current = nth
      ? candidates[Number(nth) - 1]
      : candidates.find((candidate) => candidate.tag === tag.toLowerCase())
    if (current && current.tag !== tag.toLowerCase()) return undefined
  }
  return current
}

const VOID_TAGS = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])

/** The element's own markup, then what is inside, until `maxLength` characters are full. */
export function outerHtmlOf(snapshot: Snapshot, node: EvidenceNode, maxLength: number): string {
  const parts: string[] = []
  let length = 0
  const put = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const write = (current: EvidenceNode): void => {
    if (length > maxLength) return
    if (current.kind === 'text') put(escapeText(current.text))
    if (current.kind !== 'element' || current.tag.startsWith('::')) return
    put(`<${current.tag}${attributesOf(current)}>`)
    if (VOID_TAGS.has(current.tag)) return
    if (current.tag !== 'script' && current.tag !== 'style') {
      for (const child of current.children) write(nodeAt(snapshot, child))
    }
    put(`</${current.tag}>`)
  }
  write(node)
  const html = parts.join('')
  return html.length > maxLength ? `${html.slice(0, maxLength - 1)}…` : html
}

function attributesOf({ attributes }: EvidenceNode): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('')
}

const escapeText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
