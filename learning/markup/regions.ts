import { all, innerHtml, parsePage, textOf } from './tree.ts'

/** A part of a page that may be edited, as its author marked it. */
export interface Region {
  readonly id: string
  readonly kind: 'rich' | 'text' | 'alt'
  /** What to call it: the file of an image, else the region's own name. */
  readonly label: string
  /** HTML of a rich region, text of a line, alternative text of an image. */
  readonly value: string
  readonly hasAlt: boolean
}

/** The editable regions of a page, in its order. */
export function regionsOf(html: string): readonly Region[] {
  return all('[data-edit]', parsePage(html)).map((element) => {
    const { id = '', alt, src = '' } = element.attribs
    const kind = element.attribs['data-edit'] as Region['kind']
    const value = kind === 'rich' ? innerHtml(element) : kind === 'text' ? textOf(element) : (alt ?? '')
    const label = kind === 'alt' ? (src.split('/').at(-1) ?? src) : id.replaceAll('-', ' ')
    return { id, kind, label, value, hasAlt: alt !== undefined }
  })
}
