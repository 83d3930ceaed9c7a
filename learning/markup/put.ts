import type { Put } from '../exercises/markup-spec.ts'
import { all, fill, parsePage, plain, splitPlace, textOf, toHtml } from './tree.ts'

/** The page after the changes that `put` names. */
export function applyPut(html: string, changes: Put): string {
  const page = parsePage(html)
  for (const [place, value] of Object.entries(changes)) {
    const { selector, attribute } = splitPlace(place)
    for (const element of all(selector, page)) {
      if (!attribute) fill(element, value ?? '')
      else if (value === null) delete element.attribs[attribute]
      else element.attribs[attribute] = value
    }
  }
  return toHtml(page)
}

/** Places of `put` that nothing in the page matches: an author's slip. */
export const strayPlaces = (html: string, changes: Put): readonly string[] => {
  const page = parsePage(html)
  return Object.keys(changes).filter((place) => all(splitPlace(place).selector, page).length === 0)
}

/** Does the page hold, in those places, what `put` would put there? In other words too, but for case and accents. */
export function holds(html: string, changes: Put): boolean {
  const page = parsePage(html)
  const wanted = parsePage(applyPut(html, changes))
  return Object.entries(changes).every(([place, value]) => {
    const { selector, attribute } = splitPlace(place)
    const found = all(selector, page)
    const wish = all(selector, wanted)
    return (
      found.length > 0 &&
      found.every((element, at) => {
        if (attribute)
          return value === null
            ? !(attribute in element.attribs)
            : plain(element.attribs[attribute] ?? '') === plain(value)
        const other = wish[at]
        return other !== undefined && shapeOf(element) === shapeOf(other)
      })
    )
  })
}

/** Elements and words of a region, without attributes that do not change what is read. */
function shapeOf(element: Parameters<typeof textOf>[0]): string {
  const tags = all('*', element).map(({ name }) => name)
  return `${tags.join(' ')}|${plain(textOf(element))}`
}
