import { expect, test } from 'vitest'
import {
  canBePractised,
  grade,
  type Inspection,
  inspectInJsdom,
  inspectionOf,
  ownSiteExercise,
  PRACTISED_RULES,
  regionsOf,
} from '../../learning/index.ts'
import { RECIPES } from '../../learning/own-site/recipes.ts'
import { allRules, isJudgedByText, saysNothing } from '../../scanner/index.ts'

const make = (rule: string, html: string, data: Record<string, string | number> = {}) => {
  const exercise = ownSiteExercise({ rule, html, data }, { id: 'own-x', rev: 1, skills: ['prova'] })
  if (!exercise) throw new Error(`${rule} cannot be practised on ${html}`)
  return exercise
}

/** As the platform judges: axe in a document, and Rampa's own rules on the words. */
async function judge(exercise: ReturnType<typeof make>, html: string) {
  const asked = inspectionOf(exercise, { html })
  if (!asked) return grade(exercise, { html })
  const own = asked.wanted.axe.filter(isJudgedByText)
  const axe = asked.wanted.axe.filter((rule) => !own.includes(rule))
  const seen: Inspection = await inspectInJsdom(asked.html, { ...asked.wanted, axe })
  const [region] = regionsOf(asked.html)
  const failing = own.filter((rule) => region && saysNothing(rule, region.value, region.label))
  return grade(
    exercise,
    { html },
    {
      ...seen,
      violations: { ...seen.violations, ...Object.fromEntries(failing.map((rule) => [rule, ['#tuo']])) },
    },
  )
}

interface Case {
  readonly rule: string
  readonly html: string
  readonly data?: Record<string, string | number>
  /** What the learner leaves in place of the marked element, or inside it. */
  readonly good: (page: string) => string
  readonly bad?: (page: string) => string
}

const alt = (text: string) => (page: string) =>
  page.replace(/ alt="[^"]*"/, '').replace('<img ', `<img alt="${text}" `)
const text = (words: string) => (page: string) => page.replace(/(<a [^>]*>)[^<]*/, `$1${words}`)
const inside = (html: string) => (page: string) =>
  page.replace(/(<div data-edit="rich" id="tuo">).*(<\/div>)/s, `$1${html}$2`)

test.each<Case>([
  {
    rule: 'axe-image-alt',
    html: '<img src="https://www.x.it/sagra.jpg">',
    good: alt('La sagra in piazza'),
    bad: alt('sagra.jpg'),
  },
  {
    rule: 'image-alt-quality',
    html: '<img src="/IMG_2031.jpg" alt="IMG_2031">',
    good: alt('Il municipio'),
    bad: alt('immagine'),
  },
  {
    rule: 'link-text',
    html: '<a href="/bando.pdf">clicca qui</a>',
    good: text('Bando 2026 (PDF)'),
    bad: text('leggi tutto'),
  },
  { rule: 'axe-link-name', html: '<a href="/avvisi"></a>', good: text('Tutti gli avvisi'), bad: text('qui') },
  {
    rule: 'visual-heading',
    html: '<p><strong>Orari</strong></p>',
    good: inside('<h2>Orari</h2>'),
    bad: inside('<h2>Altro</h2>'),
  },
  {
    rule: 'heading-order',
    html: '<h5>Orari</h5>',
    data: { before: 2, level: 5 },
    good: inside('<h3>Orari</h3>'),
    bad: inside('<h4>Orari</h4>'),
  },
  { rule: 'axe-empty-heading', html: '<h2></h2>', good: inside('<h2>Orari</h2>') },
  {
    rule: 'axe-list',
    html: '<ul><p>Uno</p><li>Due</li></ul>',
    good: inside('<ul><li>Uno</li><li>Due</li></ul>'),
    bad: inside('<ul><li>Uno</li></ul>'),
  },
  {
    rule: 'axe-td-has-header',
    html: '<table><tr><td>Giorno</td><td>Ora</td></tr><tr><td>Lunedì</td><td>9</td></tr></table>',
    good: inside(
      '<table><caption>Orari</caption><tr><th scope="col">Giorno</th><th scope="col">Ora</th></tr><tr><td>Lunedì</td><td>9</td></tr></table>',
    ),
    bad: inside('<p>Giorno Ora Lunedì 9</p>'),
  },
])(
  '$rule: as it is it fails, put right it passes, another fault is seen',
  async ({ rule, html, data, good, bad }) => {
    const exercise = make(rule, html, data)
    const { page } = exercise.spec
    expect((await judge(exercise, page))?.passed).toBe(false)
    const right = await judge(exercise, good(page))
    expect(right?.results.filter(({ passed, required }) => !passed && required)).toEqual([])
    if (bad) expect((await judge(exercise, bad(page)))?.passed).toBe(false)
  },
)

test('decoration passes, and is told what it means', async () => {
  const exercise = make('axe-image-alt', '<img src="/riga.png">')
  const result = await judge(exercise, alt('')(exercise.spec.page))
  expect(result?.passed).toBe(true)
  expect(result?.results.find(({ passed }) => !passed)?.message).toContain('decorazione')
})

test('a picture that is the whole link is given the words of the link', () => {
  const { spec } = make('axe-link-name', '<a href="/"><img src="/logo.png"></a>')
  expect(regionsOf(spec.page)).toMatchObject([{ kind: 'alt', id: 'tuo' }])
})

test.each([
  ['a rule that needs the whole page', 'axe-document-title', '<title></title>'],
  ['a snippet that was cut', 'axe-td-has-header', '<table><tr><td>Giorno</td><td>O…'],
  ['an element without the thing to repair', 'axe-image-alt', '<picture></picture>'],
  ['a heading of which nobody knows what comes before', 'heading-order', '<h4>Orari</h4>'],
  ['a rule that does not exist', 'constructor', '<p>x</p>'],
])('%s is not practised on', (_what, rule, html) => {
  expect(canBePractised({ rule, html, data: {} })).toBe(false)
})

test('nothing of the page runs, fetches or is marked by it', () => {
  const { spec } = make(
    'link-text',
    '<a id="tuo" data-edit="rich" href="https://x.it/" onclick="alert(1)"><script>alert(2)</script>qui</a><img data-edit="alt" src="//x.it/a.png" onerror="alert(3)">',
  )
  expect(spec.page).not.toMatch(/alert|on(click|error)|x\.it\/a\.png/)
  expect(regionsOf(spec.page)).toMatchObject([{ id: 'tuo', kind: 'text', value: 'qui' }])
})

test('every rule that is practised on exists and is the editors’', () => {
  for (const rule of PRACTISED_RULES) expect(allRules.get(rule)?.owner, rule).toBe('editorial')
})

test('what a recipe is called, teaches and hints at is short and there', () => {
  for (const { title, after, hints } of Object.values(RECIPES)) {
    expect(title.length).toBeLessThan(60)
    expect(after).toMatch(/^Sai /)
    expect(hints.length).toBeGreaterThan(0)
  }
})
