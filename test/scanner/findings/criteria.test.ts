import { expect, test } from 'vitest'
import { conformance, criteriaTable } from '../../../scanner/findings/criteria.ts'
import type { CriterionResult, CriterionStatus, Finding } from '../../../scanner/reports/report.ts'
import type { RuleInfo, RuleRun, Text } from '../../../scanner/rules/rule.ts'
import { finding } from '../../helpers/report.ts'
import { rule } from './audit-of.ts'

const RULES: readonly RuleInfo[] = [
  rule({ id: 'image', recipe: 'image', criteria: ['1.1.1'] }),
  rule({ id: 'contrast', recipe: 'appearance', criteria: ['1.4.3'] }),
  rule({ id: 'page-lang', recipe: 'page', criteria: ['3.1.1'] }),
  rule({ id: 'text-language', recipe: 'page', criteria: ['3.1.1'] }),
  rule({ id: 'parsing', recipe: 'other', criteria: ['4.1.1'] }),
]

type Runs = Readonly<Record<string, RuleRun['status']>>

const runsOf = (...pages: readonly Runs[]): ReadonlyMap<string, readonly RuleRun[]> =>
  new Map(
    pages.map((page, at) => [
      `p${at + 1}`,
      Object.entries(page).map(([id, status]) => ({ rule: id, state: 'default', status, passedCount: 1 })),
    ]),
  )

const found = (sc: string, outcome: Finding['outcome'] = 'failed', key = `c1:${sc}`) =>
  finding({ key, wcag: [sc], outcome })

interface Case {
  readonly findings?: readonly Finding[]
  readonly pages?: readonly Runs[]
  readonly level?: 'A' | 'AA' | 'AAA'
  readonly lang?: 'it' | 'en'
  readonly notApplicable?: ReadonlyMap<string, Text>
}

const tableOf = ({
  findings = [],
  pages = [],
  level = 'AA',
  lang = 'it',
  notApplicable = new Map(),
}: Case = {}) => criteriaTable({ lang, level, rules: RULES, runs: runsOf(...pages), findings, notApplicable })

const criterion = (sc: string, input: Case) => tableOf(input).find((result) => result.sc === sc)

test.each([
  ['A', 32],
  ['AA', 56],
  ['AAA', 87],
] as const)('level %s asks for %d criteria of both standards', (level, count) => {
  expect(tableOf({ level })).toHaveLength(count)
})

test('criteria of the next standard alone are marked so', () => {
  const next = tableOf().filter(({ obligation }) => obligation === 'next')
  expect(next.map(({ sc }) => sc)).toEqual(['2.4.11', '2.5.7', '2.5.8', '3.2.6', '3.3.7', '3.3.8'])
})

test('a failure on one page of many fails the criterion, whatever else passed or is to be judged', () => {
  const result = criterion('1.1.1', {
    findings: [found('1.1.1', 'cantTell', 'c1:a'), found('1.1.1', 'failed', 'c1:b')],
    pages: [{ image: 'failed' }, { image: 'passed' }, { image: 'to-judge' }, { image: 'passed' }],
  })
  expect(result).toMatchObject({ status: 'fails', failedPages: 1, toJudgePages: 1, passedPages: 2 })
  expect(result?.findings).toEqual(['c1:a', 'c1:b'])
})

test.each<[string, Case, CriterionStatus]>([
  ['an undecided finding', { findings: [found('1.1.1', 'cantTell')] }, 'to-judge'],
  ['an unstable finding alone', { findings: [found('1.1.1', 'unstable')] }, 'not-checked'],
  ['rules that all passed', { pages: [{ image: 'passed' }] }, 'to-judge'],
  ['a rule that did not end', { pages: [{ image: 'passed' }, { image: 'not-run' }] }, 'not-checked'],
  ['nothing the rules apply to', { pages: [{ image: 'inapplicable' }] }, 'not-checked'],
  ['no pages', {}, 'not-checked'],
])('%s: what a program cannot prove never passes', (_what, input, status) => {
  expect(criterion('1.1.1', input)?.status).toBe(status)
})

test('what no page has anything for does not apply, and says why; a finding weighs more', () => {
  const input: Case = {
    pages: [{ image: 'inapplicable' }],
    notApplicable: new Map([['1.1.1', { it: 'Nessuna immagine.', en: 'No pictures.' }]]),
  }
  expect(criterion('1.1.1', input)).toMatchObject({ status: 'not-applicable', reason: 'Nessuna immagine.' })
  const failing = criterion('1.1.1', { ...input, findings: [found('1.1.1')] })
  expect(failing?.status).toBe('fails')
  expect(failing).not.toHaveProperty('reason')
})

const BOTH: Runs = { 'page-lang': 'passed', 'text-language': 'passed' }

test.each<[string, Case, boolean]>([
  ['its rules passed on every page', { pages: [BOTH, BOTH] }, true],
  ['there is no page', { pages: [] }, false],
  ['one page has no run of them', { pages: [BOTH, {}] }, false],
  ['one run did not end', { pages: [BOTH, { ...BOTH, 'page-lang': 'not-run' }] }, false],
  ['one finding is undecided', { pages: [BOTH], findings: [found('3.1.1', 'cantTell')] }, false],
])('the language of pages, when %s, passes: %s', (_what, input, passes) => {
  const title = criterion('3.1.1', input)
  expect(title?.status === 'passes').toBe(passes)
})

test('4.1.1 always passes: WCAG’s errata say so', () => {
  const input = { findings: [found('4.1.1')], pages: [{ parsing: 'failed' as const }] }
  expect(criterion('4.1.1', input)?.status).toBe('passes')
})

test('a criterion without a rule is not checked, and says that no program checks it', () => {
  expect(criterion('1.2.2', { pages: [{ image: 'passed' }] })).toMatchObject({
    status: 'not-checked',
    automation: 'none',
  })
})

test.each([
  ['it', 'Contenuti non testuali'],
  ['en', 'Non-text Content'],
] as const)('titles are in the report’s language, %s', (lang, title) => {
  expect(criterion('1.1.1', { lang })?.title).toBe(title)
})

/** The table of a whole audit with the first so many criteria of today's standard in each status. */
function tableWith(counts: Partial<Record<CriterionStatus, number>>): CriterionResult[] {
  const statuses = Object.entries(counts).flatMap(([status, count]) =>
    Array<CriterionStatus>(count).fill(status as CriterionStatus),
  )
  const current = tableOf().filter(({ obligation }) => obligation === 'current')
  expect(statuses).toHaveLength(current.length)
  return current.map((result, at) => ({ ...result, status: statuses[at] ?? 'not-checked' }))
}

test.each([
  ['conforme', { passes: 50 }],
  ['conforme', { passes: 30, 'not-applicable': 20 }],
  ['undecided', { passes: 49, 'to-judge': 1 }],
  ['undecided', { passes: 49, 'not-checked': 1 }],
  ['undecided', { 'not-checked': 50 }],
  ['parzialmente-conforme', { passes: 49, fails: 1 }],
  ['parzialmente-conforme', { passes: 26, fails: 24 }],
  ['parzialmente-conforme', { passes: 26, fails: 1, 'not-checked': 23 }],
  ['undecided', { passes: 25, fails: 25 }],
  ['undecided', { passes: 25, fails: 1, 'to-judge': 24 }],
  ['undecided', { fails: 25, 'to-judge': 25 }],
  ['non-conforme', { fails: 26, passes: 24 }],
  ['non-conforme', { fails: 26, 'not-checked': 24 }],
  ['non-conforme', { fails: 50 }],
] as const)('a site is %s with %j', (status, counts) => {
  expect(conformance(tableWith(counts), 'it')).toMatchObject({ status, standard: 'EN 301 549 V3.2.1' })
})

test('whatever the undecided criteria turn out to be, what was said of the site stays true', () => {
  for (let failed = 0; failed <= 50; failed += 2) {
    for (let passed = 0; passed + failed < 50; passed += 2) {
      const open = 50 - failed - passed
      const { status } = conformance(tableWith({ fails: failed, passes: passed, 'to-judge': open }), 'it')
      if (status === 'undecided') continue
      for (const lost of [0, Math.floor(open / 2), open]) {
        const ended = conformance(tableWith({ fails: failed + lost, passes: passed + open - lost }), 'it')
        expect(ended.status).toBe(status)
      }
    }
  }
})

test('criteria of the next standard and of level AAA do not count', () => {
  const today = tableWith({ passes: 50 })
  const others = tableOf({ level: 'AAA' }).filter(({ obligation }) => obligation === 'next')
  const failing = others.map((result) => ({ ...result, status: 'fails' as const }))
  expect(others.length).toBeGreaterThan(6)
  expect(conformance([...today, ...failing], 'it')).toMatchObject({ status: 'conforme', failed: 0 })
})

test('an empty table says nothing', () => {
  expect(conformance([], 'en').status).toBe('undecided')
})

test.each([
  ['it', 'Su 50 criteri: 1 non rispettati, 40 rispettati, 0 non applicabili, 9 da giudicare'],
  ['en', 'Of 50 criteria: 1 fail, 40 hold, 0 do not apply, 9 are to be judged'],
] as const)('the arithmetic is shown, in %s', (lang, sentence) => {
  const table = tableWith({ fails: 1, passes: 40, 'to-judge': 5, 'not-checked': 4 })
  expect(conformance(table, lang).explanation).toContain(sentence)
})
