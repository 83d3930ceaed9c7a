import { describe, expect, test } from 'vitest'
import { check } from '../../learning/checks/check-spec.ts'
import { evaluate } from '../../learning/checks/evaluate.ts'
import { parsePage } from '../../learning/markup/tree.ts'
import { type Inspection, NOTHING_INSPECTED } from '../../learning/ports.ts'

function verdict(assertion: object, html: string, seed = html, inspection: Partial<Inspection> = {}) {
  const one = check.parse({ id: 'one', ifFails: 'Così non va bene.', ...assertion })
  return evaluate(one, {
    page: parsePage(html),
    seed: parsePage(seed),
    inspection: { ...NOTHING_INSPECTED, ...inspection },
  })
}
const holds = (...args: Parameters<typeof verdict>) => verdict(...args) === undefined

describe('text', () => {
  test('finds one word of each group, whatever its case and accents', () => {
    const text = { of: '#a', contains: [['Perché', 'come'], ['sabato']] }
    expect(holds({ text }, '<p id="a">PERCHE vieni SABATO</p>')).toBe(true)
    expect(verdict({ text }, '<p id="a">vieni sabato</p>')).toBe('Perché')
  })
  test('measures length, forbids words, and compares with another place', () => {
    expect(holds({ text: { of: 'img@alt', length: [5, 10] } }, '<img alt="Quattro">')).toBe(true)
    expect(holds({ text: { of: 'img@alt', length: [5, 10] } }, '<img alt="Due">')).toBe(false)
    expect(holds({ text: { of: 'img@alt', lacks: ['foto di'] } }, '<img alt="Foto di gatto">')).toBe(false)
    expect(holds({ text: { of: 'img@alt', differsFrom: 'img@src' } }, '<img src="a.png" alt="A.PNG">')).toBe(
      false,
    )
  })
  test('finds a stem inside a word; a short word or a number stands only for itself', () => {
    const lacks = { of: 'a', lacks: ['qui'] }
    expect(holds({ text: lacks }, '<a href="/b">Acquista i biglietti</a>')).toBe(true)
    expect(holds({ text: lacks }, '<a href="/b">Clicca qui.</a>')).toBe(false)
    const contains = { of: 'p', contains: [['marron'], ['5']] }
    expect(holds({ text: contains }, '<p>Marroni a 5 euro</p>')).toBe(true)
    expect(verdict({ text: contains }, '<p>Marroni a 15 euro</p>')).toBe('5')
  })
  test('knows the language in force', () => {
    const text = { of: 'q', language: 'en' }
    expect(holds({ text }, '<html lang="it"><p lang="en-GB"><q>Hello</q></p>')).toBe(true)
    expect(holds({ text }, '<html lang="it"><p><q>Hello</q></p>')).toBe(false)
  })
  test('of an element that is not there fails', () => {
    expect(verdict({ text: { of: '#gone', length: [0, 9] } }, '<p>a</p>')).toBe('#gone')
  })
})

describe('headings', () => {
  test.each([
    ['<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>', true],
    ['<h1>A</h1><h3>B</h3>', false],
    ['<h1>A</h1><h1>B</h1>', false],
    ['<h2>A</h2>', false],
    ['<h1>A</h1><h2> </h2>', false],
    ['<h1><img alt="A"></h1><h2>B</h2>', true],
    ['<p><b>A</b></p>', false],
  ])('%s: %s', (html, good) => {
    expect(holds({ headings: {} }, html)).toBe(good)
  })
})

describe('table', () => {
  const row = (...cells: string[]) => `<tr>${cells.join('')}</tr>`
  const columns = row('<th scope="col">Giorno</th>', '<th>Ora</th>')
  const body = row('<td>Lunedì</td>', '<td>9</td>')
  test('has a caption, header cells and no merged cells', () => {
    expect(holds({ table: {} }, `<table><caption>Orari</caption>${columns}${body}</table>`)).toBe(true)
    expect(verdict({ table: {} }, `<table>${columns}${body}</table>`)).toBe('caption')
    expect(verdict({ table: {} }, `<table><caption>Orari</caption>${body}${body}</table>`)).toBe(
      'th scope="col"',
    )
    const merged = row('<th scope="col" colspan="2">Orari</th>')
    expect(verdict({ table: {} }, `<table><caption>Orari</caption>${merged}${body}</table>`)).toBe('colspan')
  })
  test('headed on both sides says which header heads what', () => {
    const table = { headers: 'both', caption: false }
    const head = row('<td></td>', '<th scope="col">Nord</th>')
    expect(holds({ table }, `<table>${head}${row('<th scope="row">2025</th>', '<td>1</td>')}</table>`)).toBe(
      true,
    )
    expect(holds({ table }, `<table>${head}${row('<th>2025</th>', '<td>1</td>')}</table>`)).toBe(false)
  })
})

describe('list', () => {
  test('has so many items of its kind, none with a typed sign', () => {
    const list = { items: [2, 3], ordered: true }
    expect(holds({ list }, '<ol><li>Uno</li><li>Due</li></ol>')).toBe(true)
    expect(holds({ list }, '<ul><li>Uno</li><li>Due</li></ul>')).toBe(false)
    expect(holds({ list }, '<ol><li>1. Uno</li><li>2. Due</li></ol>')).toBe(false)
    expect(holds({ list }, '<ol><li>Uno</li></ol>')).toBe(false)
  })
})

describe('what a real document says', () => {
  test('axe’s verdicts are taken as they are', () => {
    expect(
      holds({ axe: { absent: ['image-alt'] } }, '<p>a', '', { violations: { 'image-alt': ['img'] } }),
    ).toBe(false)
    expect(holds({ axe: { absent: ['image-alt'] } }, '<p>a', '', { violations: { list: ['ul'] } })).toBe(true)
  })
  test('names and contrast count only when they were measured', () => {
    const name = { of: 'button', contains: [['cerca']] }
    expect(holds({ name }, '<button>', '', { names: { button: 'Cerca nel sito' } })).toBe(true)
    expect(holds({ name }, '<button>')).toBe(false)
    expect(holds({ contrast: { of: 'p', min: 4.5 } }, '<p>', '', { contrasts: { p: 4.6 } })).toBe(true)
    expect(holds({ contrast: { of: 'p', min: 4.5 } }, '<p>')).toBe(false)
  })
})

describe('order of the Tab key', () => {
  test('others may come between, none may come first', () => {
    const tabOrder = { order: ['#a', '#c'] }
    expect(holds({ tabOrder }, '<a id="a" href="#">a</a><button id="b">b</button><input id="c">')).toBe(true)
    expect(holds({ tabOrder }, '<button id="c">c</button><a id="a" href="#">a</a>')).toBe(false)
    expect(holds({ tabOrder }, '<input id="c"><a id="a" href="#" tabindex="1">a</a>')).toBe(true)
    expect(holds({ tabOrder }, '<a id="a">not a link</a><input id="c">')).toBe(false)
  })
})

describe('unchanged', () => {
  const seed = '<main><h1>Sagra</h1><img id="f" src="a.svg" alt="" data-edit="alt"><p>Fermo</p></main>'
  const unchanged = { allBut: '[data-edit]' }
  test('what may be edited may change, spaces do not count', () => {
    expect(
      holds({ unchanged }, seed.replace('alt=""', 'alt="Sagra"').replace('Fermo', ' Fermo\n'), seed),
    ).toBe(true)
  })
  test.each([
    ['a removed paragraph', seed.replace('<p>Fermo</p>', '')],
    ['another image', seed.replace('a.svg', 'b.svg')],
    ['a removed image', seed.replace(/<img[^>]*>/, '')],
    ['other words', seed.replace('Sagra', 'Festa')],
  ])('%s is told', (_what, html) => {
    expect(holds({ unchanged }, html, seed)).toBe(false)
  })
})

describe('readability', () => {
  test('asks for easy words and for every fact', () => {
    const readability = { of: 'p', min: 60, facts: ['12 ottobre'] }
    expect(holds({ readability }, '<p>Vieni il 12 ottobre. La festa è in piazza.</p>')).toBe(true)
    expect(verdict({ readability }, '<p>Vieni alla festa.</p>')).toBe('12 ottobre')
    expect(
      holds(
        { readability },
        '<p>Amministrativamente, conformemente alle predette disposizioni organizzative del 12 ottobre.</p>',
      ),
    ).toBe(false)
  })
})
