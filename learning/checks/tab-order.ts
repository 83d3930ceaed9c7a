import { tabStops } from '../markup/stops.ts'
import { all } from '../markup/tree.ts'
import type { Assertions } from './check-spec.ts'
import type { Judged, Verdict } from './evaluate.ts'

/** The first selector that the Tab key does not reach, or reaches too early. Other stops may come between. */
export function tabOrder({ order }: Assertions['tabOrder'], { page }: Judged): Verdict {
  const stops = tabStops(page).map(({ element }) => element)
  let from = 0
  for (const selector of order) {
    const wanted = new Set(all(selector, page))
    const at = stops.findIndex((element, index) => index >= from && wanted.has(element))
    if (at < 0) return selector
    from = at + 1
  }
  return undefined
}
