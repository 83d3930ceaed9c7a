import { expect, test } from 'vitest'
import { OptionError, parseScanOptions } from '../../../scanner/options.ts'
import { parseCommand } from '../../../scanner/terminal/arguments.ts'

test('an audit without options takes the defaults', () => {
  const command = parseCommand(['audit', 'https://www.comune.esempio.it'])
  expect(command).toMatchObject({
    kind: 'audit',
    out: 'rampa-report',
    formats: ['html', 'json'],
    failOn: 'any',
    lang: 'it',
    verbosity: 'normal',
    input: { startUrls: ['https://www.comune.esempio.it'] },
  })
})

test('with a baseline only new problems fail, unless said otherwise', () => {
  expect(parseCommand(['audit', 'https://a.it', '--baseline', 'old.json'])).toMatchObject({ failOn: 'new' })
  expect(parseCommand(['audit', 'https://a.it', '--baseline', 'old.json', '--fail-on', 'any'])).toMatchObject(
    {
      failOn: 'any',
    },
  )
})

test.each([
  [['audit'], 'Manca l’indirizzo'],
  [['crawl', 'https://a.it'], 'Il comando «crawl» non esiste'],
  [['audit', 'https://a.it', '--colour'], 'L’opzione --colour'],
  [['audit', 'https://a.it', '--fail-on', 'sometimes'], '--fail-on vuole uno di'],
  [['audit', 'https://a.it', '--fail-on', 'new'], '--fail-on new vuole anche --baseline'],
  [['check'], 'vuole un file HTML'],
])('%j is refused with a sentence that says what to do', (args, sentence) => {
  try {
    parseCommand(args)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(OptionError)
    expect((error as OptionError).text.it).toContain(sentence)
    expect((error as OptionError).text.en).not.toBe((error as OptionError).text.it)
  }
})

test.each([
  ['www.comune.esempio.it', 'https://www.comune.esempio.it/'],
  ['127.0.0.1:8080', 'https://127.0.0.1:8080/'],
  ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
])('the address %s is read as %s', (address, url) => {
  expect(parseScanOptions({ startUrls: [address] }).startUrls).toEqual([url])
})

test('every fault of the options is told at once', () => {
  try {
    parseScanOptions({ startUrls: ['ftp://x'], maxPages: '0', lighthouse: 'some' as never })
    expect.unreachable()
  } catch (error) {
    expect((error as OptionError).text.it.split('\n')).toHaveLength(3)
    expect((error as OptionError).text.it).toContain('--max-pages vuole almeno 1')
  }
})

test('help and version need nothing else', () => {
  expect(parseCommand([])).toEqual({ kind: 'help', lang: 'it' })
  expect(parseCommand(['audit', '--help', '--lang', 'en'])).toEqual({ kind: 'help', lang: 'en' })
  expect(parseCommand(['--version'])).toEqual({ kind: 'version' })
})
