import { type Document, type Element, isTag, isText } from 'domhandler'
import { all } from '../markup/tree.ts'
import type { Assertions } from './check-spec.ts'
import type { Judged, Verdict } from './evaluate.ts'

/** What may not change, as one text: elements with their attributes, words with their spaces collapsed. */
export function unchanged({ allBut }: Assertions['unchanged'], { page, seed }: Judged): Verdict {
  return skeleton(page, allBut) === skeleton(seed, allBut) ? undefined : ''
}

function skeleton(page: Document, allBut: string): string {
  const free = new Set<Element>(all(allBut, page))
  const lines: string[] = []
  const walk = (element: Element) => {
    const isFree = free.has(element)
    // An editable image is held by its place and its file; its alternative is the learner's.
    const attributes = Object.entries(element.attribs)
      .filter(([name]) => !isFree || name === 'id' || name === 'src' || name === 'data-edit')
      .map(([name, value]) => `${name}=${value.trim()}`)
      .sort()
    lines.push(`<${element.name} ${attributes.join(' ')}>`)
    if (isFree) return
    for (const child of element.childNodes) {
      if (isTag(child)) walk(child)
      else if (isText(child) && child.data.trim()) lines.push(child.data.replace(/\s+/g, ' ').trim())
    }
  }
  for (const root of page.childNodes.filter(isTag)) walk(root)
  return lines.join('\n')
}
