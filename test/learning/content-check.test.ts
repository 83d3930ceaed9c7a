import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkContent, faultLine, inspectInJsdom, type Known, readContent } from '../../learning/index.ts'

const FIXTURE = new URL('../fixtures/content', import.meta.url).pathname
const known: Known = { criteria: new Set(['1.1.1']), rules: new Set(['axe-image-alt']), ruleLessons: [] }
/** A fixture of one exercise a skill is too few, and says so. */
const TOO_FEW = /: \d+ (produced )?exercises: at least \d$/

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rampa-content-'))
  await cp(FIXTURE, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

async function faults(
  options: { readonly today?: string; readonly known?: Known } = {},
): Promise<readonly string[]> {
  const content = await readContent(folder)
  const all = await checkContent(content, { known, inspect: inspectInJsdom, today: '2026-12-01', ...options })
  return all.map(faultLine).filter((line) => !TOO_FEW.test(line))
}

async function change(file: string, from: string, to: string): Promise<void> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replace(from, to))
}

const REPAIR = 'courses/prova/exercises/prova-manifesto.md'
const PROCEDURE = 'courses/prova/exercises/prova-avviso.md'
const LESSON = 'courses/prova/01-uno.it.md'

test('good content has no fault but that there is little of it', async () => {
  expect(await faults()).toEqual([])
})

test.each([
  {
    what: 'a solution that does not solve',
    file: REPAIR,
    from: '"<p>Inizio alle ore 17, piazza Roma.</p>"',
    to: '"<p>Inizio in piazza Roma.</p>"',
    says: [`${REPAIR}:50 solution: the solution should pass, but fails «testo-in-pagina»`],
  },
  {
    what: 'a page that is right from the start',
    file: REPAIR,
    from: 'alt="" data-edit="alt">\n<div id="testo" data-edit="rich"></div>',
    to: 'alt="Sagra del marrone, sabato 12 ottobre" data-edit="alt">\n<div id="testo" data-edit="rich"><p>Ore 17, piazza Roma</p></div>',
    says: [`${REPAIR}:16 page: the page as it is given should fail, but passes`],
  },
  {
    what: 'a typical mistake that fails something else',
    file: REPAIR,
    from: 'fails: testo-in-pagina',
    to: 'fails: alt-informa',
    says: [
      `${REPAIR}:45 typicalMistakes.2: typical mistake 3 should fail «alt-informa», but fails «testo-in-pagina»`,
    ],
  },
  {
    what: 'a mistake that names no check',
    file: REPAIR,
    from: 'fails: testo-in-pagina',
    to: 'fails: niente',
    says: [`${REPAIR}:46 typicalMistakes.2.fails: no check is called «niente»`],
  },
  {
    what: 'two assertions in one check',
    file: REPAIR,
    from: 'axe: { absent: [image-alt] }',
    to: 'axe: { absent: [image-alt] }\n  unchanged: { allBut: p }',
    says: [expect.stringMatching(/prova-manifesto\.md:21 checks\.0: exactly one of axe, dom, text/)],
  },
  {
    what: 'a solved page that has a fault of its own',
    file: REPAIR,
    from: '<html lang="it">',
    to: '<html>',
    says: [expect.stringMatching(/solution: the solved page still fails axe’s html-has-lang/)],
  },
  {
    what: 'an unknown kind',
    file: REPAIR,
    from: 'type: repair-page',
    to: 'type: repair',
    says: [expect.stringMatching(/prova-manifesto\.md:4 type: «repair» is not one of repair-page, build/)],
  },
  {
    what: 'YAML that cannot be read',
    file: REPAIR,
    from: 'skills: [alt-prova]',
    to: 'skills: [alt-prova',
    says: expect.arrayContaining([expect.stringMatching(/prova-manifesto\.md:\d+: YAML cannot be read/)]),
  },
  {
    what: 'a screen that leads nowhere',
    file: PROCEDURE,
    from: '- { from: sms, action: chiudi, to: posta }',
    to: '- { from: sms, action: chiudi, to: sms }',
    says: [
      `${PROCEDURE}:26 screens.sms: from here no required goal can be reached any more`,
      `${PROCEDURE}:26 screens.sms: from here no required goal can be reached any more (trap «importo-diverso»)`,
    ],
  },
  {
    what: 'an error that no way meets',
    file: PROCEDURE,
    from: '- { from: riepilogo, action: annulla',
    to: '- { from: paga, action: verifica, to: paga, error: "Qui non arriva mai nessuno." }\n  - { from: riepilogo, action: annulla',
    says: [`${PROCEDURE}:53 steps.6.error: no way meets this error of «paga»: give its field a sample`],
  },
  {
    what: 'a critical error that nobody can make',
    file: PROCEDURE,
    from: `when: "event('sms.invia-carta')"`,
    to: `when: "event('sms.chiudi') && event('fatto.salva') && pagato == 1"`,
    says: [expect.stringMatching(/never\.0: no way makes the critical error «carta-via-sms»/)],
  },
  {
    what: 'a condition about nothing',
    file: PROCEDURE,
    from: 'pagato == importo"',
    to: 'pagata == importo"',
    says: [`${PROCEDURE}:57 goals.0.when: nothing is called «pagata»`],
  },
  {
    what: 'a condition that cannot be read',
    file: PROCEDURE,
    from: 'if: "avviso == codice"',
    to: 'if: "avviso == == codice"',
    says: [`${PROCEDURE}:51 steps.4.if: «==» out of place in «avviso == == codice»`],
  },
  {
    what: 'raw HTML and unsafe links in a lesson',
    file: LESSON,
    from: 'Chi ascolta la pagina',
    to: '<b>Chi</b> ascolta [la pagina](javascript:alert)',
    says: expect.arrayContaining([
      `${LESSON}:11 text: raw HTML is not allowed in a text: <b>`,
      `${LESSON}:11 text: «javascript:alert» must be https:, /… or #…`,
    ]),
  },
  {
    what: 'a lesson hard to read',
    file: LESSON,
    from: 'Leggi ad alta voce quello che hai scritto.',
    to: 'Procedendo conformemente alle disposizioni precedentemente richiamate, l’amministrazione competente provvederà successivamente alla pubblicazione della documentazione adeguatamente predisposta nonché preventivamente controllata dall’ufficio responsabile dell’accessibilità',
    says: [expect.stringMatching(/01-uno\.it\.md:\d+ text: Gulpease \d+: at least 60 for editors/)],
  },
  {
    what: 'a criterion that does not exist',
    file: REPAIR,
    from: 'wcag: ["1.1.1"]',
    to: 'wcag: ["1.9.9"]',
    says: [`${REPAIR}:10 wcag: no WCAG criterion is called «1.9.9»`],
  },
  {
    what: 'a lesson without an example',
    file: LESSON,
    from: '```diff html',
    to: '```html',
    says: [`${LESSON}:2 title: no example shown as a difference (\`\`\`diff)`],
  },
  {
    what: 'a lesson that begins with reading',
    file: LESSON,
    from: '::: exercise prova-manifesto :::',
    to: '## Prima si legge\n\nPoi si fa.\n\n::: exercise prova-manifesto :::',
    says: [`${LESSON}:2 title: a task to be tried cold comes before the first heading`],
  },
  {
    what: 'a source read on a day still to come',
    file: LESSON,
    from: 'title: "Images Tutorial, W3C" }',
    to: 'title: "Images Tutorial, W3C", read: 2027-01-01 }',
    says: [expect.stringMatching(/01-uno\.it\.md:\d+ sources\.0\.read: 2027-01-01 is still to come/)],
  },
  {
    what: 'an exercise with facts and no source',
    file: REPAIR,
    from: 'licence: CC-BY-4.0',
    to: 'licence: CC-BY-4.0\nverified: 2026-11-23',
    says: [
      expect.stringMatching(/prova-manifesto\.md:\d+ verified: checked against what\? name the sources/),
    ],
  },
  {
    what: 'an exercise with a source and no day',
    file: REPAIR,
    from: 'licence: CC-BY-4.0',
    to: 'licence: CC-BY-4.0\nsources:\n  - { url: "https://www.w3.org/", title: "W3C" }',
    says: [
      expect.stringMatching(/prova-manifesto\.md:\d+ sources: what has sources says when it was checked/),
    ],
  },
  {
    what: 'sets that are not alike, and not new',
    file: 'courses/prova/course.yaml',
    from: 'licence: CC-BY-4.0',
    to: 'licence: CC-BY-4.0\nsets: { a: [prova-manifesto], b: [prova-avviso] }',
    says: expect.arrayContaining([
      expect.stringMatching(
        /course\.yaml:\d+ sets: «prova-manifesto» is repair-page.*«prova-avviso» is procedure.*must be alike/,
      ),
      expect.stringMatching(/course\.yaml:\d+ sets: «prova-avviso» is done in a lesson/),
    ]),
  },
  {
    what: 'minutes that do not add up',
    file: 'courses/prova/course.yaml',
    from: 'minutes: 10',
    to: 'minutes: 5',
    says: [
      expect.stringMatching(
        /course\.yaml:\d+ modules\.0\.minutes: «uno» says 5 minutes, its lessons take \d+/,
      ),
    ],
  },
  {
    what: 'a field that is misspelt',
    file: PROCEDURE,
    from: 'minutes: ',
    to: 'minuts: ',
    says: expect.arrayContaining([
      expect.stringMatching(/prova-avviso\.md:9 minuts: no field is called so here/),
    ]),
  },
  {
    what: 'a course that asks for itself',
    file: 'courses/prova/course.yaml',
    from: 'skills: [alt-prova',
    to: 'prerequisites: [prova]\nskills: [alt-prova',
    says: ['courses/prova/course.yaml:6 prerequisites: this course asks for itself, by way of others'],
  },
])('$what is told with its place', async ({ file, from, to, says }) => {
  await change(file, from, to)
  expect(await faults()).toEqual(says)
})

test('facts are to be checked again after twelve months', async () => {
  expect(await faults({ today: '2027-11-23' })).toEqual([])
  expect(await faults({ today: '2027-11-24' })).toEqual([
    `${LESSON}:5 verified: 2026-11-23 is more than 12 months ago: check the facts again`,
  ])
})

test('a rule’s page may name only a lesson that exists', async () => {
  const ruleLessons = [
    { file: 'rules/a.it.md', line: 3, lesson: 'prova/01-uno' },
    { file: 'rules/b.it.md', line: 3, lesson: 'prova/02-due' },
    { file: 'rules/c.it.md', line: 3, lesson: '' },
  ]
  expect(await faults({ known: { ...known, ruleLessons } })).toEqual([
    'rules/b.it.md:3 lesson: no lesson is called «prova/02-due»',
  ])
})

test('lessons that never come back to an older skill are told', async () => {
  const second = LESSON.replace('01-uno', '02-due')
  const text = await readFile(join(folder, LESSON), 'utf8')
  await writeFile(join(folder, second), text.replace(/prova-manifesto|prova-avviso/g, 'prova-nuovo'))
  const repair = await readFile(join(folder, REPAIR), 'utf8')
  const fresh = repair
    .replace('id: prova-manifesto', 'id: prova-nuovo')
    .replace('[alt-prova]', '[nuova-prova]')
  await writeFile(join(folder, REPAIR.replace('manifesto', 'nuovo')), fresh)
  const skills = await readFile(join(folder, 'skills/prova.yaml'), 'utf8')
  await writeFile(
    join(folder, 'skills/prova.yaml'),
    `${skills}\n- id: nuova-prova\n  title: Sai fare qualcosa di nuovo\n  digcomp: ["3.1@3"]\n`,
  )
  await change('courses/prova/course.yaml', 'lessons: [01-uno]', 'lessons: [01-uno, 02-due]')
  await change('courses/prova/course.yaml', 'minutes: 10', 'minutes: 40')
  expect(await faults()).toEqual([
    expect.stringMatching(
      /course\.yaml:\d+ modules: 0 of 2 tasks bring back a skill of a lesson before: at least 1/,
    ),
  ])
})

test('a text that speaks of the law names its source', async () => {
  const text = await readFile(join(folder, LESSON), 'utf8')
  await writeFile(
    join(folder, LESSON),
    `${text.replace(/sources:\n(?: {2}- .*\n)+/, '')}\n::: law\nLa legge lo chiede.\n:::\n`,
  )
  expect(await faults()).toEqual([
    expect.stringMatching(/01-uno\.it\.md:\d+ sources: a text that speaks of the law names its source/),
  ])
})
