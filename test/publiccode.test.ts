import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const publiccode = parse(read('publiccode.yml'))
const manifest = JSON.parse(read('package.json')) as { version: string; license: string }

// https://yml.publiccode.tools/schema.core.html, version 0.7
test.each([
  'publiccodeYmlVersion',
  'name',
  'url',
  'platforms',
  'developmentStatus',
  'softwareType',
  'description',
  'legal',
  'maintenance',
  'localisation',
])('the required key %s is there', (key) => {
  expect(publiccode[key]).toBeTruthy()
})

test.each(['it', 'en'])('the %s description keeps the lengths the standard asks for', (lang) => {
  const { shortDescription, longDescription, features } = publiccode.description[lang]
  expect(shortDescription.length).toBeLessThanOrEqual(150)
  expect(longDescription.length).toBeGreaterThanOrEqual(150)
  expect(longDescription.length).toBeLessThanOrEqual(10_000)
  expect(features.length).toBeGreaterThan(0)
})

test('values of closed lists are allowed ones', () => {
  expect(['concept', 'development', 'beta', 'stable', 'obsolete']).toContain(publiccode.developmentStatus)
  expect(['internal', 'contract', 'community', 'none']).toContain(publiccode.maintenance.type)
  expect(publiccode.localisation.availableLanguages).toEqual(['it', 'en'])
})

test('licence and version agree with the package and the LICENSE file', () => {
  expect(publiccode.legal.license).toBe(manifest.license)
  expect(publiccode.softwareVersion).toBe(manifest.version)
  expect(read('LICENSE')).toMatch(/^GNU AFFERO GENERAL PUBLIC LICENSE\s+Version 3/)
})

test('the address of the project is written here alone: what needs it reads this file', () => {
  const { host, pathname } = new URL(publiccode.url)
  const elsewhere = ['api', 'content', 'scanner', 'test', 'web', 'README.md', 'CHANGELOG.md', 'package.json']
    .flatMap((name) => [name, ...filesIn(name)])
    .filter((path) => /\.(tsx?|js|json|ya?ml|md|html|css)$/.test(path))
    .filter((path) => read(path).includes(host + pathname))
  expect(elsewhere).toEqual([])
})

function filesIn(folder: string): string[] {
  if (folder.includes('.')) return []
  return readdirSync(new URL(`../${folder}`, import.meta.url), { recursive: true, encoding: 'utf8' })
    .filter((path) => !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => `${folder}/${path}`)
}
