import { expect, test } from 'vitest'
import { editUrlOf } from '../../../api/services/edit-link.ts'

const page = 'https://www.comune.esempio.it/novita/sagra-2026/?pagina=2'

test.each([
  [
    '/novita/*',
    'https://cms.esempio.it/modifica/{path}',
    'https://cms.esempio.it/modifica/novita/sagra-2026',
  ],
  ['*', '/wp-admin/?s={slug}', 'https://www.comune.esempio.it/wp-admin/?s=sagra-2026'],
  ['/novita/*', '/edit?u={url}', `https://www.comune.esempio.it/edit?u=${encodeURIComponent(page)}`],
  ['/servizi/*', '/edit', null],
  ['/n.vita/*', '/edit', null],
  ['*', 'javascript:alert(1)', null],
])('%s → %s', (pattern, url, expected) => {
  expect(editUrlOf(page, [{ pattern, url }])).toBe(expected)
})

test('the first pattern that fits is taken; an address that is none leads nowhere', () => {
  const links = [
    { pattern: '/novita/*', url: '/a' },
    { pattern: '*', url: '/b' },
  ]
  expect(editUrlOf(page, links)).toBe('https://www.comune.esempio.it/a')
  expect(editUrlOf('non un indirizzo', links)).toBeNull()
})
