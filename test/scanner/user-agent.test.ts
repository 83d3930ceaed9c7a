import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { userAgentOf } from '../../scanner/user-agent.ts'

const publiccode = parse(readFileSync(new URL('../../publiccode.yml', import.meta.url), 'utf8'))
const product = `Rampa/${publiccode.softwareVersion} (+${publiccode.url})`

test('it names the browser, the product with its version, and where to read about it', () => {
  expect(userAgentOf('159')).toMatch(/^Mozilla\/5\.0 .* Chrome\/159\.0\.0\.0 Safari\/537\.36 /)
  expect(userAgentOf('159').endsWith(product)).toBe(true)
})

test('of a browser that does not tell its version none is made up', () => {
  expect(userAgentOf('')).toBe(`Mozilla/5.0 (compatible) ${product}`)
})
