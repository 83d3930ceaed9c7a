import { expect, test } from 'vitest'
import { createSeal } from '../../../api/services/sealed.ts'

const SECRET = 'x'.repeat(32)

test('what was sealed is opened again, by every server with the same secret', () => {
  const sealed = createSeal(SECRET, 'oidc').seal('città')
  expect(createSeal(SECRET, 'oidc').open(sealed)).toBe('città')
  expect(sealed).not.toContain('citt')
})

test('the same text is never sealed alike', () => {
  const seal = createSeal(SECRET, 'oidc')
  expect(seal.seal('a')).not.toBe(seal.seal('a'))
})

test('nothing else opens: another secret, another purpose, a changed or cut text', () => {
  const sealed = createSeal(SECRET, 'oidc').seal('a text')
  const changed = Buffer.from(sealed, 'base64url')
  changed[14] = (changed[14] ?? 0) ^ 1
  for (const [seal, text] of [
    [createSeal('y'.repeat(32), 'oidc'), sealed],
    [createSeal(SECRET, 'other'), sealed],
    [createSeal(null, 'oidc'), sealed],
    [createSeal(SECRET, 'oidc'), changed.toString('base64url')],
    [createSeal(SECRET, 'oidc'), sealed.slice(0, -8)],
    [createSeal(SECRET, 'oidc'), 'short'],
    [createSeal(SECRET, 'oidc'), ''],
  ] as const) {
    expect(seal.open(text)).toBeUndefined()
  }
})
