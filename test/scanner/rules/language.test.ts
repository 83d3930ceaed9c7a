import { expect, test } from 'vitest'
import { languageOf, primaryLanguage } from '../../../scanner/rules/language.ts'

test.each([
  ['it-IT', 'it'],
  ['EN', 'en'],
  ['scn', 'scn'],
  ['zh-Hant-TW', 'zh'],
  ['italiano', null],
  ['xq', null],
  ['it_IT', null],
  ['', null],
  ['und', null],
])('the tag %j is of the language %j', (tag, language) => {
  expect(primaryLanguage(tag)).toBe(language)
})

const ITALIAN =
  'Il Consiglio comunale approva il bilancio di previsione, ai sensi degli articoli 151 e 162 del decreto ' +
  'legislativo 267 del 2000, visto il parere del responsabile del servizio finanziario del Comune.'
const LATIN =
  'Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum ' +
  'lingua Celtae, nostra Galli appellantur. Hi omnes lingua, institutis, legibus inter se differunt.'
const SARDINIAN =
  'Sa Comuna faghet a ischire a sos tzitadinos chi sos ufìtzios ant a abarrare serrados chenàbura pro sa festa ' +
  'de su patronu. Pro sas cosas de presse si podet andare a su portellitu de sa carrera manna.'
const NAMES = 'Mario Rossi, Giuseppe Verdi, Anna Bianchi, Palermo, Catania, Messina, Trapani, Enna, '.repeat(
  3,
)

test('official Italian prose is Italian', () => expect(languageOf(ITALIAN)).toBe('it'))
test.each([LATIN, SARDINIAN, 'Orari e contatti'])('%j is not surely any language', (text) => {
  expect(languageOf(text)).toBeNull()
})
test('a list of names is not said to be in a foreign language', () => {
  expect([null, 'it']).toContain(languageOf(NAMES))
})
