import { expect, test } from 'vitest'
import { compareWithBaseline } from '../../../scanner/findings/compare.ts'
import type { RuleInfo } from '../../../scanner/rules/rule.ts'
import { auditOf, proven, rule } from './audit-of.ts'

const URL_A = 'https://www.comune.example.it/orari'

interface Pair {
  readonly name: string
  readonly recipe: RuleInfo['recipe']
  readonly before: string
  readonly after: string
  /** new, still there, gone */
  readonly want: readonly [number, number, number]
}

const same = [0, 1, 0] as const
const other = [1, 0, 1] as const
const img = '<img bad src="/uploads/piazza.jpg">'
const grey = '#999999 #ffffff'

const PAIRS: readonly Pair[] = [
  { name: 'nothing changed', recipe: 'image', before: img, after: img, want: same },
  {
    name: 'generated id',
    recipe: 'other',
    before: '<div id="x1" bad class="box">Orari</div>',
    after: '<div id="x2" bad class="box">Orari</div>',
    want: same,
  },
  {
    name: 'generated class',
    recipe: 'appearance',
    before: `<p class="intro css-1ab2cd" bad="${grey}">Orari</p>`,
    after: `<p class="intro css-9zz8yy" bad="${grey}">Orari</p>`,
    want: same,
  },
  { name: 'sibling inserted', recipe: 'image', before: img, after: `<p>Avviso</p>${img}`, want: same },
  {
    name: 'wrapper added',
    recipe: 'image',
    before: `<main>${img}</main>`,
    after: `<main><div class="wrap">${img}</div></main>`,
    want: same,
  },
  {
    name: 'typo fixed in low-contrast text with a class',
    recipe: 'appearance',
    before: `<p class="intro" bad="${grey}">Gli uficci sono aperti</p>`,
    after: `<p class="intro" bad="${grey}">Gli uffici sono aperti</p>`,
    want: same,
  },
  {
    name: 'typo fixed in low-contrast text without a class',
    recipe: 'appearance',
    before: `<p bad="${grey}">Gli uficci sono aperti</p>`,
    after: `<p bad="${grey}">Gli uffici sono aperti</p>`,
    want: same,
  },
  {
    name: 'tracking parameter on a link',
    recipe: 'link',
    before: '<a bad href="/bandi">clicca qui</a>',
    after: '<a bad href="https://comune.example.it/bandi/?utm_source=home">clicca qui</a>',
    want: same,
  },
  {
    name: 'random described-by id',
    recipe: 'form-field',
    before: '<input bad type="text" name="cognome" aria-describedby="d-1">',
    after: '<input bad type="text" name="cognome" aria-describedby="d-2">',
    want: same,
  },
  {
    name: 'counter in the text',
    recipe: 'link',
    before: '<a bad href="/notizie">Notizie (12)</a>',
    after: '<a bad href="/notizie">Notizie (135)</a>',
    want: same,
  },
  {
    name: 'other image size',
    recipe: 'image',
    before: '<img bad src="/uploads/piazza-300x200.jpg">',
    after: '<img bad src="/uploads/piazza-1024x683.webp">',
    want: same,
  },
  {
    name: 'image replaced in place',
    recipe: 'image',
    before: img,
    after: '<img bad src="/uploads/municipio.jpg">',
    want: other,
  },
  {
    name: 'one fixed and one introduced',
    recipe: 'link',
    before: '<p><a bad href="/a">clicca qui</a></p><p>Testo</p>',
    after: '<p>Testo</p><p><a bad href="/b">leggi tutto</a></p>',
    want: other,
  },
  {
    name: 'one of three equal icons fixed',
    recipe: 'other',
    before: '<i class="icon" bad></i><i class="icon" bad></i><i class="icon" bad></i>',
    after: '<i class="icon"></i><i class="icon" bad></i><i class="icon" bad></i>',
    want: [0, 2, 1],
  },
  {
    name: 'block moved to the sidebar',
    recipe: 'appearance',
    before: `<main><h2>Orari</h2><p class="note" bad="${grey}">Chiuso il lunedì</p></main>`,
    after: `<main><h2>Orari</h2></main><aside><p class="note" bad="${grey}">Chiuso il lunedì</p></aside>`,
    want: same,
  },
  {
    name: 'image moved to the sidebar',
    recipe: 'image',
    before: `<main><h2>Orari</h2>${img}</main>`,
    after: `<main><h2>Orari</h2></main><aside><h2>Vedi anche</h2>${img}</aside>`,
    want: same,
  },
  {
    name: 'redesign with the same content',
    recipe: 'structure',
    before: '<div class="old"><h2 bad class="title">Contatti</h2></div>',
    after: '<section class="new"><div class="row"><h2 bad class="display">Contatti</h2></div></section>',
    want: same,
  },
  {
    name: 'colour changed but failing',
    recipe: 'appearance',
    before: '<p class="note" bad="#999999 #ffffff">Chiuso</p>',
    after: '<p class="note" bad="#8a8a8a #ffffff">Chiuso</p>',
    want: same,
  },
  {
    name: 'placeholder reworded',
    recipe: 'form-field',
    before: '<input bad type="text" name="nome" placeholder="Nome">',
    after: '<input bad type="text" name="nome" placeholder="Il tuo nome">',
    want: same,
  },
  {
    name: 'heading reworded',
    recipe: 'structure',
    before: '<main><h4 bad>Orari di apertura</h4></main>',
    after: '<main><h4 bad>Orari e giorni di apertura</h4></main>',
    want: same,
  },
  {
    name: 'same words, other target',
    recipe: 'link',
    before: '<a bad href="/a">leggi tutto</a>',
    after: '<a bad href="/b">leggi tutto</a>',
    want: other,
  },
  {
    name: 'paragraph replaced by unrelated text',
    recipe: 'appearance',
    before: `<main><h2>Orari</h2><p bad="${grey}">Gli uffici sono aperti ogni mattina</p></main>`,
    after: `<main><h2>Orari</h2><p bad="${grey}">Bando per il verde pubblico: come partecipare</p></main>`,
    want: other,
  },
  {
    name: 'list reordered',
    recipe: 'link',
    before: '<ul><li><a bad href="/a">qui</a></li><li><a bad href="/b">qui</a></li></ul>',
    after: '<ul><li><a bad href="/b">qui</a></li><li><a bad href="/a">qui</a></li></ul>',
    want: [0, 2, 0],
  },
  {
    name: 'image renamed by a cache hash',
    recipe: 'image',
    before: '<img bad src="/assets/logo.3f9a1c2b.png">',
    after: '<img bad src="/assets/logo.77be01d4.png?v=3">',
    want: same,
  },
  {
    name: 'field renamed',
    recipe: 'form-field',
    before: '<input bad type="text" name="nome">',
    after: '<input bad type="text" name="cognome">',
    want: other,
  },
  {
    name: 'video with other player options',
    recipe: 'media',
    before: '<iframe bad width="300" src="https://www.youtube.com/embed/abc?rel=0"></iframe>',
    after: '<iframe bad width="600" src="https://www.youtube-nocookie.com/embed/abc"></iframe>',
    want: same,
  },
  {
    name: 'another video',
    recipe: 'media',
    before: '<iframe bad src="https://www.youtube.com/embed/abc"></iframe>',
    after: '<iframe bad src="https://www.youtube.com/embed/xyz"></iframe>',
    want: other,
  },
]

test.each(PAIRS)('$name', async ({ recipe, before, after, want }) => {
  const rules = [rule({ id: 'r', recipe })]
  const baseline = await auditOf([{ url: URL_A, html: before }], rules)
  const current = await auditOf([{ url: URL_A, html: after }], rules)
  const { comparison } = compareWithBaseline(current, baseline, proven)
  expect([comparison?.new, comparison?.stillThere, comparison?.fixed.length]).toEqual(want)
  expect(comparison?.notVerified).toEqual([])
})

const image = (id: string, engine: RuleInfo['engine'] = 'rampa') => rule({ id, engine, recipe: 'image' })

test('a page that gains a slash and a campaign parameter is the same page', async () => {
  const baseline = await auditOf([{ url: URL_A, html: img }], [image('r')])
  const current = await auditOf([{ url: `${URL_A}/?utm_campaign=x`, html: img }], [image('r')])
  expect(compareWithBaseline(current, baseline, proven).findings[0]?.occurrences[0]?.matched?.method).toBe(
    'key',
  )
})

test('two rules on one element are one finding with two witnesses', async () => {
  const { findings } = await auditOf([{ url: URL_A, html: img }], [image('own'), image('axe-own', 'axe')])
  expect(findings.map(({ witnesses, occurrenceCount }) => [witnesses, occurrenceCount])).toEqual([
    [['rampa:own', 'axe:axe-own'], 1],
  ])
})

test('two rules on the whole page are one finding with two witnesses', async () => {
  const rules = [rule({ id: 'own', recipe: 'page' }), rule({ id: 'axe-own', engine: 'axe', recipe: 'page' })]
  const { findings } = await auditOf([{ url: URL_A, html: '<p bad>x</p>' }], rules)
  expect(findings.map(({ witnesses, occurrenceCount }) => [witnesses.length, occurrenceCount])).toEqual([
    [2, 1],
  ])
})

test('a rule renamed within its family, or an engine added, keeps the history', async () => {
  const baseline = await auditOf([{ url: URL_A, html: img }], [image('axe-old', 'axe')])
  for (const rules of [[image('axe-new', 'axe')], [image('own'), image('axe-old', 'axe')]]) {
    const current = await auditOf([{ url: URL_A, html: img }], rules)
    expect(current.findings[0]?.key).toBe(baseline.findings[0]?.key)
    expect(compareWithBaseline(current, baseline, proven).comparison).toMatchObject({ new: 0, stillThere: 1 })
  }
})

test('a page whose old address redirects to a new one keeps its findings', async () => {
  const url = 'https://www.comune.example.it/uffici/orari'
  const chain = [
    { url: URL_A, status: 301 },
    { url, status: 200 },
  ]
  for (const html of [img, '<html bad></html>']) {
    const baseline = await auditOf([{ url: URL_A, html }], [image('r')])
    const current = await auditOf([{ url, html, chain }], [image('r')])
    expect(compareWithBaseline(current, baseline, proven).comparison).toMatchObject({ new: 0, stillThere: 1 })
  }
})

test('the same template fault on the page in a second language is one finding', async () => {
  const footer = '<footer><a bad href="/privacy"><img src="/logo.png"></a></footer>'
  const pages = [URL_A, 'https://www.comune.example.it/en/hours'].map((url) => ({ url, html: footer }))
  const { findings } = await auditOf(pages, [rule({ id: 'r', recipe: 'link' })])
  expect(findings.map(({ pageCount, owner }) => [pageCount, owner])).toEqual([[2, 'template']])
})

test('a release of the theme that changes a component on all pages keeps its history', async () => {
  const page = (n: number, html: string) => ({ url: `https://www.comune.example.it/p/${n}`, html })
  const rules = [rule({ id: 'r', recipe: 'appearance' })]
  const old = `<nav class="old"><span class="btn tag" bad="#999 #fff">Menu</span></nav>`
  const next = `<header class="new"><span class="pill" bad="#888 #fff">Menu</span></header>`
  const baseline = await auditOf(
    [1, 2, 3].map((n) => page(n, old)),
    rules,
  )
  const current = await auditOf(
    [1, 2, 3].map((n) => page(n, next)),
    rules,
  )
  const compared = compareWithBaseline(current, baseline, proven)
  expect(compared.comparison).toMatchObject({ new: 0, stillThere: 3 })
  expect(compared.findings[0]?.occurrences[0]?.matched?.method).toBe('component')
})

test('an added page leaves the keys of all others alone', async () => {
  const page = (n: number) => ({ url: `https://www.comune.example.it/p/${n}`, html: img })
  const [few] = (await auditOf([page(1), page(2)], [image('r')])).findings
  const [more] = (await auditOf([page(3), page(1), page(2)], [image('r')])).findings
  const keys = more?.occurrences.map(({ key }) => key) ?? []
  for (const { key } of few?.occurrences ?? []) expect(keys).toContain(key)
  expect(more?.key).toBe(few?.key)
})
