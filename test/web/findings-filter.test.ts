import { expect, test } from 'vitest'
import { hrefOf, narrowing, readFilter, toQuery, withChange } from '../../web/pages/findings-filter.ts'

test('an address without filters asks for what is to be fixed, as the numbers of the home do', () => {
  expect(toQuery(readFilter({}))).toEqual({ outcome: 'failed', status: 'active', sort: 'priority' })
})

test('«all» asks for everything', () => {
  expect(toQuery(readFilter({ status: 'all', outcome: 'all' }))).toEqual({ sort: 'priority' })
})

test('what an address says beside the filters is left out', () => {
  expect(readFilter({ owner: 'editorial', cursor: 'x', utm_source: 'mail', q: '' })).toEqual({
    owner: 'editorial',
  })
})

test('a default is not written into the address', () => {
  expect(hrefOf({ status: 'active', outcome: 'failed', sort: 'priority' })).toBe('/segnalazioni')
})

test('an address is read back as it was written', () => {
  const filter = { owner: 'template', status: 'decided', q: 'perché & come', sort: 'due' }
  const href = hrefOf(filter, 'a+b/c=')
  const query = Object.fromEntries(new URL(href, 'https://rampa.esempio.it').searchParams)
  expect(readFilter(query)).toEqual(filter)
  expect(query.cursor).toBe('a+b/c=')
})

test('a change takes the place of a value, and an empty one takes it away', () => {
  const filter = withChange({ owner: 'template', impact: 'minor' }, { owner: 'editorial', impact: '' })
  expect(filter).toEqual({ owner: 'editorial' })
})

test('the order narrows nothing', () => {
  expect(narrowing({ sort: 'due', owner: 'editorial', mine: 'true' })).toEqual(['owner', 'mine'])
})
