import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadRuleTexts } from '../../scanner/texts.ts'

const HEAD =
  'title: Manca il titolo\nlesson: titoli\nsources:\n  - url: https://example.it/a\n    read: 2026-01-20'
const BODY =
  '## Perché conta\n\nPerché sì.\n\n## Come si corregge\n\nSi scrive.\n\n## Per chi sviluppa\n\n`<title>`'

const textOf = (head = HEAD, body = BODY) => `---\n${head}\n---\n\n${body}\n`

function load(files: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'rampa-texts-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return loadRuleTexts('it', folder)
}

test('a page is read into its parts', () => {
  const texts = load({ 'page-title.it.md': textOf() })
  expect(texts.ids).toEqual(['page-title'])
  expect(texts.of('page-title')).toEqual({
    title: 'Manca il titolo',
    lesson: 'titoli',
    sources: ['https://example.it/a'],
    why: 'Perché sì.',
    fixEditor: 'Si scrive.',
    fixDeveloper: '`<title>`',
  })
})

test('a source that nobody has opened yet has no day', () => {
  const texts = load({ 'page-title.it.md': textOf(HEAD.replace(/\n +read: .*/, '')) })
  expect(texts.of('page-title').sources).toEqual(['https://example.it/a'])
})

test('a page in the other language, or of no rule, is not read', () => {
  expect(load({ 'page-title.en.md': 'nothing', 'README.md': '# Rules' }).ids).toEqual([])
})

test('a page may come with the line ends of Windows', () => {
  const texts = load({ 'page-title.it.md': textOf().replaceAll('\n', '\r\n') })
  expect(texts.of('page-title')).toMatchObject({ title: 'Manca il titolo', why: 'Perché sì.' })
})

test('a heading inside a fence does not end a section', () => {
  const code = 'Così:\n\n```md\n## Titolo\n```\n\nFine.'
  const texts = load({ 'page-title.it.md': textOf(HEAD, BODY.replace('Si scrive.', code)) })
  expect(texts.of('page-title').fixEditor).toBe(code)
})

test.each([
  ['no front matter', BODY, 'expected front matter between two lines ---'],
  ['no title', textOf('lesson: titoli'), 'front matter.title: '],
  ['an empty title', textOf('title: ""'), 'front matter.title: '],
  [
    'a source that is no address',
    textOf('title: T\nsources:\n  - url: qui\n    read: oggi'),
    'front matter.sources.0.url: ',
  ],
  [
    'a day of reading that is no day',
    textOf('title: T\nsources:\n  - url: https://example.it/a\n    read: oggi'),
    'front matter.sources.0.read: ',
  ],
  ['front matter that is no list of values', textOf('solo testo'), 'front matter: '],
  [
    'a missing section',
    textOf(HEAD, BODY.replace('## Come si corregge', '## Come')),
    '“## Come si corregge”',
  ],
  ['an empty section', textOf(HEAD, BODY.replace('Si scrive.', ' ')), '“## Come si corregge” is empty'],
])('%s is said with the file and what was expected', (_what, text, message) => {
  expect(() => load({ 'page-title.it.md': text })).toThrow(message)
  expect(() => load({ 'page-title.it.md': text })).toThrow('page-title.it.md: ')
})

test('every file at fault is named at once', () => {
  const files = { 'a.it.md': 'x', 'b.it.md': textOf(), 'c.it.md': 'y' }
  expect(() => load(files)).toThrow(/a\.it\.md: .*\n.*c\.it\.md: /)
})

test.each([
  [
    'a source',
    textOf('title: T\nsources:\n  - url: qui\n    read: oggi'),
    'line 4: front matter.sources.0.url: ',
  ],
  [
    'an empty section',
    textOf(HEAD, BODY.replace('Si scrive.', ' ')),
    'line 13: the section “## Come si corregge”',
  ],
  ['broken front matter', textOf('title: T\nlesson: ['), 'line 3: front matter: '],
])('%s at fault is said with its line', (_what, text, message) => {
  expect(() => load({ 'page-title.it.md': text })).toThrow(message)
})

test('all that is wrong in one page is said at once', () => {
  const text = textOf('lesson: titoli', BODY.replace('## Come si corregge', '## Come'))
  expect(() => load({ 'a.it.md': text })).toThrow(/front matter\.title: .*\n.*“## Come si corregge”/)
})

test('a rule without a page is a mistake of ours, said with the page to write', () => {
  expect(() => load({}).of('page-title')).toThrow('page-title.it.md')
})
