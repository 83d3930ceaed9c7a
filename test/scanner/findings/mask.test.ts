import { expect, test } from 'vitest'
import { maskHtml, maskText, PERSONAL_PATTERNS } from '../../../scanner/findings/mask.ts'

const PERSONAL = [
  ['fiscal code', 'RSSMRA80A01H501U'],
  ['fiscal code in small letters', 'rssmra80a01h501u'],
  ['fiscal code with omocodia', 'RSSMRAULALMHRLMU'],
  ['fiscal code in groups', 'RSS MRA 80A01 H501U'],
  ['e-mail', 'mario.rossi@comune.example.it'],
  ['certified e-mail', 'protocollo@pec.comune.example.it'],
  ['e-mail with an accent', 'nicolò@example.it'],
  ['e-mail written out', 'mario.rossi [at] example.it'],
  ['mobile', '333 1234567'],
  ['mobile without spaces', '3331234567'],
  ['mobile in groups', '333.12.34.567'],
  ['mobile with prefix', '+39 333 123 4567'],
  ['mobile with 0039', '0039 3331234567'],
  ['fixed line', '091 7401111'],
  ['fixed line with a slash', '0917/401111'],
  ['fixed line with brackets', '(091) 740 1111'],
  ['fixed line with prefix', '+39 06 12345678'],
  ['fixed line without spaces', '0917401111'],
  ['free number', '800 123 456'],
  ['foreign phone', '+44 20 7946 0958'],
  ['Italian IBAN', 'IT60X0542811101000000123456'],
  ['spaced IBAN', 'IT60 X054 2811 1010 0000 0123 456'],
  ['German IBAN', 'DE89 3704 0044 0532 0130 00'],
  ['card', '4111 1111 1111 1111'],
] as const

test.each(PERSONAL)('a %s is masked wherever it stands', (_, secret) => {
  for (const text of [secret, `Scrivi a ${secret}.`, `(${secret})`, `uno, ${secret}; due`]) {
    expect(maskText(text)).not.toContain(secret.slice(2, -2))
    expect(maskText(text)).not.toMatch(/\d{5}/)
    expect(maskText(maskText(text))).toBe(maskText(text))
  }
  expect(maskHtml(`<p title="${secret}">${secret}</p>`)).toBe('<p title="•••">•••</p>')
  expect(PERSONAL_PATTERNS.some((pattern) => pattern.test(secret))).toBe(true)
})

test.each([
  '12/03/2024',
  '01/02/2024',
  '03-11-2024',
  '2024-01-02',
  '€ 1.234.567,00',
  '345.678.901,20 euro',
  'prot. n. 0912345678',
  'Protocollo 0034567/2024',
  'delibera n. 0123456789 del 2023',
  'dalle 09:00 alle 13:00',
  'foto@2x.png',
  'articolo 12, comma 3, legge 241/1990',
  'Via Roma 12, 90133 Palermo',
  'CIG: 0312345678',
  'width: 1280px',
  'Programma triennale 2024-2026',
])('%s is not personal and stays', (text) => {
  expect(maskText(text)).toBe(text)
})

test('a VAT number is masked when a label says what it is', () => {
  expect(maskText('P. IVA: 80016350821')).toBe('P. IVA: •••')
  expect(maskText('Partita IVA IT80016350821')).toBe('Partita IVA •••')
  expect(maskText('C.F. 80016350821')).toBe('C.F. •••')
  expect(maskText('lotto 80016350821')).toBe('lotto 80016350821')
})

test('an unclosed tag of a megabyte takes time in proportion', () => {
  const start = performance.now()
  maskHtml(`<a ${'x'.repeat(1_000_000)}`)
  maskHtml(`<a ${'x="" '.repeat(200_000)}`)
  expect(performance.now() - start).toBeLessThan(4000)
})

test('eleven digits in one piece are no phone', () => {
  expect(maskText('lotto 33312345678')).toBe('lotto 33312345678')
})

test('two phones in a row are both masked', () => {
  expect(maskText('091 7401111 - 333 1234567')).not.toMatch(/\d{3}/)
  expect(maskText('tel. 091 7401111, fax 091 7402222')).toBe('tel. •••, fax •••')
})

test('what is typed in a form is masked and labels of buttons stay', () => {
  expect(maskHtml('<input type="text" name="nome" value="Mario">')).toBe(
    '<input type="text" name="nome" value="•••">',
  )
  expect(maskHtml("<input value='Mario Rossi'>")).toBe('<input value="•••">')
  expect(maskHtml('<input value=Mario>')).toBe('<input value="•••">')
  expect(maskHtml('<input type="submit" value="Invia">')).toBe('<input type="submit" value="Invia">')
  expect(maskHtml('<button value="Cerca">Cerca</button>')).toBe('<button value="Cerca">Cerca</button>')
  expect(maskHtml('<textarea>Caro sindaco</textarea>')).toBe('<textarea>•••</textarea>')
})

test('tokens in addresses are masked and harmless parameters stay', () => {
  expect(maskText('/a?id=3&access_token=abc123&x=1')).toBe('/a?id=3&access_token=•••&x=1')
  expect(maskHtml('<a href="/a?x=1&amp;session=zz">a</a>')).toBe('<a href="/a?x=1&amp;session=•••">a</a>')
  expect(maskText('/pagina;jsessionid=AA11')).toBe('/pagina;jsessionid=•••')
  expect(maskText('/cerca?q=orari')).toBe('/cerca?q=orari')
})

test.each([
  ['one letter', 'a'],
  ['digits', '3'],
  ['digits and spaces', '3 '],
  ['at signs', 'a@'],
  ['dots', 'a.'],
  ['opening tags', '<a '],
  ['quotes', '<input value="'],
  ['parameters', '?token'],
  ['IBAN beginnings', 'IT60 X'],
  ['labels', 'p.iva '],
  ['phones', '091 7401111 '],
])('a megabyte of %s takes time in proportion', (_, unit) => {
  const text = unit.repeat(Math.ceil(1_000_000 / unit.length))
  const start = performance.now()
  maskHtml(text)
  expect(performance.now() - start).toBeLessThan(4000)
})
