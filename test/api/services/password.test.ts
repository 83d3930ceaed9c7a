import { expect, test } from 'vitest'
import { COST, hashPassword, isOutdated, isPassword } from '../../../api/services/password.ts'

const WEAKER = { memoryKib: 64, passes: 1, lanes: 1 }

test('a password is kept as argon2id in PHC form, with the parameters OWASP asks for', async () => {
  const hash = await hashPassword('una frase abbastanza lunga')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(COST.memoryKib).toBeGreaterThanOrEqual(19 * 1024)
})

test('only the same password is right, and two people with it have different hashes', async () => {
  const hash = await hashPassword('una frase abbastanza lunga', WEAKER)
  expect(await isPassword('una frase abbastanza lunga', hash)).toBe(true)
  expect(await isPassword('una frase abbastanza Lunga', hash)).toBe(false)
  expect(await hashPassword('una frase abbastanza lunga', WEAKER)).not.toBe(hash)
})

test('a letter written in two ways is the same letter', async () => {
  const hash = await hashPassword('perch\u00e9 no, una frase', WEAKER)
  expect(await isPassword('perche\u0301 no, una frase', hash)).toBe(true)
})

test.each([
  null,
  '',
  'plain text',
  '$2b$10$abcdefghijklmnopqrstuv',
  '$argon2id$v=16$m=64,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA',
])('nothing is right for the hash %j', async (hash) => {
  expect(await isPassword('', hash)).toBe(false)
  expect(await isPassword('una frase abbastanza lunga', hash)).toBe(false)
})

test('a hash made with other parameters is right still, and to be made anew', async () => {
  const old = await hashPassword('una frase abbastanza lunga', WEAKER)
  expect(isOutdated(old)).toBe(true)
  expect(isOutdated(await hashPassword('una frase abbastanza lunga'))).toBe(false)
})

test('who has no password, or does not exist, costs the same work as who has one', async () => {
  const workFor = async (hash: string | null) => {
    const asked: object[] = []
    await isPassword('sbagliata sbagliata', hash, async (kind, { message, nonce, ...cost }) => {
      asked.push({ kind, message, saltBytes: Buffer.from(nonce as Uint8Array).length, ...cost })
      return Buffer.alloc(cost.tagLength, 1)
    })
    return asked
  }
  const known = await workFor(await hashPassword('una frase abbastanza lunga'))
  expect(known).toHaveLength(1)
  expect(known[0]).toMatchObject({ kind: 'argon2id', memory: COST.memoryKib, passes: COST.passes })
  expect(await workFor(null)).toEqual(known)
  expect(await workFor('plain text')).toEqual(known)
})
