import { expect, test } from 'vitest'
import { attribute } from '../../../scanner/findings/attribution.ts'
import { rule, sightingsOf } from './audit-of.ts'

const URL_A = 'https://www.comune.example.it/'

function ownerOf(html: string, pageCount: number, totalPages = 100, owner = 'unknown' as const) {
  const [sighting] = sightingsOf({ url: URL_A, html }, 'p1', [rule({ id: 'r', recipe: 'other' })])
  if (!sighting) throw new Error('Nothing fails.')
  return attribute({
    parts: sighting.attribution,
    landmark: sighting.identity.landmark,
    isWholePage: sighting.target.length === 0,
    pageCount,
    totalPages,
    rule: { owner },
  })
}

test.each([
  ['in the content of few pages', '<main><p bad>x</p></main>', 2, 'editorial'],
  ['in the content of most pages', '<main><p bad>x</p></main>', 60, 'template'],
  ['in the footer', '<main></main><footer><p bad>x</p></footer>', 1, 'template'],
  ['outside the content, on three pages', '<main></main><div bad>x</div>', 3, 'template'],
  ['outside the content, on one page', '<main></main><div bad>x</div>', 1, 'unknown'],
  ['in a consent banner', '<main></main><div id="iubenda-cs-banner"><p bad>x</p></div>', 90, 'third-party'],
  [
    'in another site’s frame',
    '<main><iframe src="https://maps.example.com/x"><p bad>x</p></iframe></main>',
    1,
    'third-party',
  ],
  ['the frame itself', '<main><iframe bad src="https://maps.example.com/x"></iframe></main>', 1, 'editorial'],
])('what is %s', (_, html, pageCount, owner) => {
  const given = ownerOf(html, pageCount)
  expect(given.owner).toBe(owner)
  expect(given.reason.it).toMatch(/\.$/)
  expect(given.reason.en).toMatch(/\.$/)
})
