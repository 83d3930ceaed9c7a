import { expect, test } from 'vitest'
import { AddressGuard, isPublicAddress } from '../../../scanner/browser/address-guard.ts'
import { kindOfMedia, retryAfterS } from '../../../scanner/browser/net-error.ts'

test.each([
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '127.0.0.1',
  '0.0.0.0',
  '169.254.169.254',
  '168.63.129.16',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fc00::1',
  'fd00:ec2::254',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001::1',
  '2001:db8::1',
  'ff02::1',
])('%s is not on the public internet', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each(['8.8.8.8', '93.184.216.34', '2a00:1450:4002:403::200e', '2606:4700::1111'])(
  '%s is on the public internet',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

const guardWith = (address: string, allowPrivate = false) =>
  new AddressGuard({ allowPrivate, resolve: async () => [{ address, family: 4 }] })

test.each([
  'http://2130706433/',
  'http://0x7f.1/',
  'http://017700000001/',
  'http://127.1/',
  'http://[::ffff:7f00:1]/',
  'http://localhost/',
  'http://a.localhost./',
  'http://93.184.216.34:22/',
])('%s is refused in any spelling', async (url) => {
  expect(await guardWith('93.184.216.34').check(new URL(url))).toMatchObject({
    ok: false,
    code: 'private-network',
  })
})

test('a name that resolves to a private address is refused, and remembered for the visit', async () => {
  const guard = guardWith('10.1.2.3')
  await guard.check(new URL('https://intranet.example/a'))
  expect(guard.faultOf('https://intranet.example/b')).toMatchObject({ code: 'private-network' })
  expect(guard.refusals.get('intranet.example:443')).toBe(1)
})

test('of a name with public and private addresses only the public ones may be used', async () => {
  const guard = new AddressGuard({
    allowPrivate: false,
    resolve: async () => [
      { address: '10.0.0.1', family: 4 },
      { address: '93.184.216.34', family: 4 },
    ],
  })
  expect(await guard.check(new URL('http://mixed.example/'))).toEqual({
    ok: true,
    addresses: [{ address: '93.184.216.34', family: 4 }],
  })
})

test('the operator can allow private addresses, but never the proxy itself', async () => {
  const guard = guardWith('10.0.0.1', true)
  guard.forbid('127.0.0.1', 4000)
  expect((await guard.check(new URL('http://127.0.0.1:8080/'))).ok).toBe(true)
  expect((await guard.check(new URL('http://127.0.0.1:4000/'))).ok).toBe(false)
})

test('a name that does not exist is no refusal', async () => {
  const guard = new AddressGuard({
    allowPrivate: false,
    resolve: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
  })
  expect(await guard.check(new URL('http://nessuno.example/'))).toMatchObject({ ok: false, code: 'dns' })
})

test.each([
  ['120', 120],
  ['Thu, 01 Jan 1970 00:01:00 GMT', 60],
  ['subito', undefined],
  [undefined, undefined],
])('Retry-After %s is %s seconds', (header, seconds) => {
  expect(retryAfterS(header, 0)).toBe(seconds)
})

test.each([
  ['text/html', '', 'page'],
  ['', '', 'page'],
  ['text/html', 'attachment; filename=a.html', 'file'],
  ['application/pdf', '', 'file'],
  ['image/png', '', 'file'],
  ['application/json', '', 'other'],
  ['text/plain', '', 'other'],
] as const)('%s %s is a %s', (type, disposition, kind) => {
  expect(kindOfMedia(type, disposition)).toBe(kind)
})

test.each([
  ['127.0.0.1', true, true],
  ['192.168.1.9', true, true],
  ['192.168.1.9', false, false],
  ['93.184.216.34', true, false],
])('a host at %s, vouched for: %s, is private: %s', async (address, isVouchedFor, isPrivate) => {
  expect(await guardWith(address, isVouchedFor).isPrivate(new URL('http://intranet.esempio.it/'))).toBe(
    isPrivate,
  )
})

test('a host with one public address is not private, nor is one that has none', async () => {
  const both = [
    { address: '10.0.0.1', family: 4 as const },
    { address: '93.184.216.34', family: 4 as const },
  ]
  const url = new URL('http://intranet.esempio.it/')
  const open = (found: typeof both) => new AddressGuard({ allowPrivate: true, resolve: async () => found })
  expect(await open(both).isPrivate(url)).toBe(false)
  expect(await open([]).isPrivate(url)).toBe(false)
})
