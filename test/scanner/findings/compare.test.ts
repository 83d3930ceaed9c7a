import { expect, test } from 'vitest'
import { compareWithBaseline } from '../../../scanner/findings/compare.ts'
import type { NotAudited } from '../../../scanner/reports/report.ts'
import { auditOf, proven, rule } from './audit-of.ts'

const URL_A = 'https://www.comune.example.it/a'
const rules = [rule({ id: 'r', recipe: 'image' })]
const img = '<img bad src="/x.jpg">'
const baseline = await auditOf([{ url: URL_A, html: img }], rules)
const repaired = await auditOf([{ url: URL_A, html: '<img src="/x.jpg" alt="Piazza">' }], rules)

const notAudited = (cause: NotAudited['cause'], detail: string): NotAudited[] => [
  { url: URL_A, cause, detail, reason: 'Motivo.', remedy: '', foundOn: null },
]

test('gone from a page that was seen by a rule that ran to its end: fixed', () => {
  const { comparison } = compareWithBaseline(repaired, baseline, proven)
  expect(comparison).toMatchObject({ new: 0, stillThere: 0, notVerified: [] })
  expect(comparison?.fixed[0]).toMatchObject({ rule: 'r', pageUrl: URL_A })
})

test.each(['not-run', undefined] as const)('the rule being %s, nothing is proven', (status) => {
  const { comparison } = compareWithBaseline(repaired, baseline, { ...proven, runs: () => status })
  expect(comparison?.fixed).toEqual([])
  expect(comparison?.notVerified[0]?.reason).toBe('la regola non è arrivata in fondo')
})

test('the proof is asked of the family and of the state that the fault was seen in', () => {
  const asked: string[][] = []
  const runs = (...question: string[]) => {
    asked.push(question)
    return 'inapplicable' as const
  }
  compareWithBaseline(repaired, baseline, { ...proven, runs })
  expect(asked).toEqual([['p1', 'family', 'default']])
})

test.each([
  ['removed', notAudited('http-error', '404'), 'pagina rimossa'],
  ['slow', notAudited('timeout', ''), 'pagina non visitata: Motivo.'],
  ['unknown', [], 'pagina non visitata'],
])('a page that is %s is never counted as repaired', async (_, left, reason) => {
  const current = await auditOf([{ url: 'https://www.comune.example.it/b', html: '' }], rules, left)
  const { comparison } = compareWithBaseline(current, baseline, proven)
  expect(comparison?.fixed).toEqual([])
  expect(comparison?.notVerified.map((finding) => finding.reason)).toEqual([reason])
})

test('an unstable page proves nothing', async () => {
  const current = await auditOf([{ url: URL_A, html: '', outcome: 'ok-unstable' }], rules)
  expect(compareWithBaseline(current, baseline, proven).comparison?.fixed).toEqual([])
})

test('beyond the occurrences kept whole every one is still compared', async () => {
  const pages = Array.from({ length: 60 }, (_, n) => ({ url: `${URL_A}/${n}`, html: img }))
  const before = await auditOf(pages, rules)
  const after = await auditOf(
    pages.map((page, n) => (n === 50 ? { ...page, html: '' } : page)),
    rules,
  )
  const [finding] = before.findings
  expect(finding).toMatchObject({ pageCount: 60, occurrenceCount: 60 })
  expect([finding?.occurrences.length, finding?.moreOccurrences.length]).toEqual([20, 40])
  expect(before.summary).toMatchObject({ issues: 1, occurrences: 60, pagesWithIssues: 60 })
  const { comparison } = compareWithBaseline(after, before, proven)
  expect([comparison?.new, comparison?.stillThere, comparison?.fixed.length]).toEqual([0, 59, 1])
})

test('an audit compared with itself has nothing new', () => {
  expect(compareWithBaseline(baseline, baseline, proven).comparison).toMatchObject({
    new: 0,
    stillThere: 1,
    fixed: [],
    notVerified: [],
  })
})
