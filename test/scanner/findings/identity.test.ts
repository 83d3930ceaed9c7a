import { expect, test } from 'vitest'
import { componentKey, findingKey, findingKeys, occurrenceKey } from '../../../scanner/findings/identity.ts'
import type { Sighting } from '../../../scanner/findings/sighting.ts'
import { auditOf, rule, sightingsOf } from './audit-of.ts'

const url = 'https://www.comune.example.it/a'
const place = { site: 'comune.example.it', pageKey: '/a' }
const rules = [rule({ id: 'r', recipe: 'other' })]
const see = (html: string): Sighting[] => sightingsOf({ url, html }, 'p1', rules)

function only(html: string): Sighting {
  const [sighting] = see(html)
  if (!sighting) throw new Error('Nothing fails.')
  return sighting
}

test('keys carry their version and 128 bits', () => {
  const sighting = only('<p bad>a</p>')
  expect(occurrenceKey(place, sighting)).toMatch(/^o1:[0-9a-f]{32}$/)
  expect(findingKey(place, 'family', 'default', sighting.identity, 0)).toMatch(/^f1:[0-9a-f]{32}$/)
  expect(componentKey(place.site, 'family', sighting.identity)).toMatch(/^c1:[0-9a-f]{32}$/)
})

test('the state, the page and the landmark make another finding; the box does not', () => {
  const { identity } = only('<main><p bad>a</p></main>')
  const keyOf = (pageKey: string, state: string, part = identity) =>
    findingKey({ ...place, pageKey }, 'family', state, part, 0)
  const keys = [
    keyOf('/a', 'default'),
    keyOf('/b', 'default'),
    keyOf('/a', 'reflow'),
    keyOf('/a', 'default', { ...identity, landmark: 'banner' }),
  ]
  expect(new Set(keys).size).toBe(4)
})

test('equal elements are told apart by their order, two rules on one element are not', () => {
  const [first, second] = see('<i class="x" bad></i><i class="x" bad></i>')
  if (!first || !second) throw new Error('Two elements fail.')
  const keys = findingKeys(place, [first, { ...first, rule: 'axe-r' }, second], () => 'family')
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('the order in which pages end changes nothing in the report', async () => {
  const page = (n: number) => ({ url: `${url}/${n}`, html: '<main><p bad>a</p><p bad>b</p></main>' })
  const pages = Array.from({ length: 90 }, (_, n) => page(n))
  const again = await auditOf(pages, rules, [], (records) => records.toReversed())
  expect((await auditOf(pages, rules)).findings).toEqual(again.findings)
})
