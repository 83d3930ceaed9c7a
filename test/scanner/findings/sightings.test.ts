import { expect, test } from 'vitest'
import { rule, sightingsOf } from './audit-of.ts'

const see = (html: string) =>
  sightingsOf({ url: 'https://www.comune.example.it/', html }, 'p1', [rule({ id: 'r', recipe: 'other' })])

test.each([
  [
    '<main><h2>Orari</h2><img src="a"><img bad src="b"></main>',
    'seconda immagine sotto il titolo «Orari»',
    'second image under the heading “Orari”',
  ],
  [
    '<footer><a href="/a">a</a><a href="/b">b</a><a bad href="/c">c</a></footer>',
    'nel piè di pagina, terzo collegamento',
    'in the footer, third link',
  ],
  ['<main><h3 bad>Orari</h3></main>', 'titolo «Orari»', 'heading “Orari”'],
  ['<main><button bad></button></main>', 'primo pulsante della pagina', 'first button of the page'],
  [
    '<nav aria-label="Principale"><a bad href="/a">a</a></nav>',
    'nel menu «Principale», primo collegamento',
    'in the menu “Principale”, first link',
  ],
])('the place of %s is told in words', (html, it, en) => {
  expect(see(html)[0]?.where).toEqual({ it, en })
})

test('nothing personal is left in a sighting', () => {
  const [sighting] = see(
    '<p bad title="RSSMRA80A01H501U">Mario, mario.rossi@example.it, 333 1234567<input value="Mario"></p>',
  )
  expect(JSON.stringify(sighting)).not.toMatch(/RSSMRA|mario\.rossi|1234567|value=\\"Mario/i)
})

test('a snippet starts with the element and has at most 300 characters', () => {
  const [sighting] = see(`<p bad class="intro">${'parola '.repeat(200)}</p>`)
  expect(sighting?.html).toMatch(/^<p bad="" class="intro">parola/)
  expect(sighting?.html.length).toBeLessThanOrEqual(300)
})

test('sightings come in document order', () => {
  const targets = see('<p bad>b</p><p bad>a</p><div><p bad>c</p></div>').map(({ identity }) => identity.text)
  expect(targets).toEqual(['b', 'a', 'c'])
})

test('a decision is asked again when its subject changes, and only then', () => {
  const digestOf = (html: string) =>
    sightingsOf({ url: 'https://www.comune.example.it/', html }, 'p1', [
      rule({ id: 'r', recipe: 'image' }),
    ])[0]?.identity.voidDigest
  const first = digestOf('<img bad class="a" src="/x.jpg" alt="Piazza">')
  expect(digestOf('<img bad class="b" src="/x-300x200.jpg" alt="Piazza">')).toBe(first)
  expect(digestOf('<img bad class="a" src="/x.jpg" alt="Fontana">')).not.toBe(first)
})
