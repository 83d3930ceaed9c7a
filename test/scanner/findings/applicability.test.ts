import { expect, test } from 'vitest'
import { notApplicable } from '../../../scanner/findings/applicability.ts'
import { criteria } from '../../../scanner/standards/wcag.ts'
import { digest } from '../rules/build.ts'

test('a criterion on media does not apply where no page has any', () => {
  const reasons = notApplicable([digest({ lacks: ['media'] }), digest({ lacks: ['media', 'fields'] })])
  expect(reasons.get('1.2.2')?.it).toContain('video')
  expect(reasons.has('3.3.2')).toBe(false)
})

test('one page is enough for it to apply; without pages nothing is known', () => {
  expect([...notApplicable([digest({ lacks: ['fields'] }), digest({ lacks: [] })])]).toEqual([])
  expect([...notApplicable([])]).toEqual([])
})

test('only criteria that exist are spoken of', () => {
  const all = new Set(criteria.map(({ sc }) => sc))
  const named = [...notApplicable([digest({ lacks: ['media', 'fields', 'links'] })]).keys()]
  expect(named.filter((sc) => !all.has(sc))).toEqual([])
})
