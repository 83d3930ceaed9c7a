import type { Element } from 'domhandler'
import { all, first, textOf } from '../markup/tree.ts'
import type { Assertions } from './check-spec.ts'
import type { Judged, Verdict } from './evaluate.ts'

/** Headings go down one level at a time, say something, and the page has one h1. */
export function headings(wanted: Assertions['headings'], { page }: Judged): Verdict {
  const within = first(wanted.in, page)
  if (!within) return wanted.in
  const found = all('h1, h2, h3, h4, h5, h6', within)
  if (found.length < wanted.min) return `${wanted.min}`
  const silent = found.find((heading) => !nameOf(heading))
  if (silent) return silent.name
  if (wanted.h1 && all('h1', page).length !== 1) return 'h1'
  const levels = found.map(({ name }) => Number(name.slice(1)))
  const at = levels.findIndex((level, index) => level > (levels[index - 1] ?? level) + 1)
  return at >= 0 ? textOf(found[at] as Element) : undefined
}

const nameOf = (heading: Element): string =>
  textOf(heading) ||
  all('img', heading)
    .map(({ attribs }) => attribs.alt ?? '')
    .join('')

const isHeader = (scopes: readonly string[]) => (cell: Element | undefined) =>
  cell?.name === 'th' && (cell.attribs.scope === undefined || scopes.includes(cell.attribs.scope))

/**
 * A data table whose header cells say what they head. In a table that is headed on one side only, `th` without
 * `scope` is enough; with both, each needs its own.
 */
export function table(wanted: Assertions['table'], { page }: Judged): Verdict {
  const found = first(wanted.of, page)
  if (!found) return wanted.of
  const rows = all('tr', found).map((row) =>
    row.children.filter((cell): cell is Element => cell.type === 'tag'),
  )
  const caption = first('caption', found)
  if (wanted.caption && !(caption && textOf(caption))) return 'caption'
  if (
    !wanted.merged &&
    rows.flat().some(({ attribs }) => Number(attribs.colspan) > 1 || Number(attribs.rowspan) > 1)
  ) {
    return 'colspan'
  }
  if (wanted.rows !== undefined && rows.length !== wanted.rows) return `${wanted.rows}`
  if (wanted.columns !== undefined && rows.some((row) => row.length !== wanted.columns))
    return `${wanted.columns}`
  return headersMissing(rows, wanted.headers)
}

function headersMissing(rows: readonly (readonly Element[])[], side: 'columns' | 'rows' | 'both'): Verdict {
  const [head = [], ...body] = rows
  const isBoth = side === 'both'
  const column = isBoth
    ? (cell?: Element) => cell?.attribs.scope === 'col' && cell.name === 'th'
    : isHeader(['col'])
  const row = isBoth
    ? (cell?: Element) => cell?.attribs.scope === 'row' && cell.name === 'th'
    : isHeader(['row'])
  // The corner of a table headed on both sides may be empty or head its own column.
  const heads = isBoth ? head.slice(1) : head
  if (side !== 'rows' && !(heads.length > 0 && heads.every(column))) return 'th scope="col"'
  const sides = side === 'columns' ? [] : isBoth ? body : rows
  return sides.every(([cell]) => row(cell)) ? undefined : 'th scope="row"'
}

/** Signs that somebody typed instead of making a list. */
const TYPED = /^\s*([-–—•*·]|\(?\d{1,2}[.)]|[a-z]\))\s/i

export function list(wanted: Assertions['list'], { page }: Judged): Verdict {
  const lists = all(wanted.of, page).filter(
    ({ name }) => wanted.ordered === undefined || name === (wanted.ordered ? 'ol' : 'ul'),
  )
  const [min, max] = wanted.items
  const itemsOf = (element: Element) =>
    element.children.filter((child): child is Element => child.type === 'tag' && child.name === 'li')
  const fitting = lists.find((element) => {
    const items = itemsOf(element)
    return items.length >= min && items.length <= max
  })
  if (!fitting) return `${min}`
  const bad = itemsOf(fitting).find((item) => TYPED.test(textOf(item)) || textOf(item) === '')
  return bad ? textOf(bad) : undefined
}
