import type { Check } from '../checks/check-spec.ts'
import { assertionOf, evaluate, inspectionFor } from '../checks/evaluate.ts'
import { applyPut, holds, strayPlaces } from '../markup/put.ts'
import { sanitise } from '../markup/sanitise.ts'
import { all, parsePage, selectorFault } from '../markup/tree.ts'
import { type Inspection, NEEDS_LAYOUT } from '../ports.ts'
import { type CheckResult, type Grade, gradeOf, type Proof } from './kind.ts'
import type { Answers, Specs } from './specs.ts'

type WrittenSpec = Specs['repair-page'] | Specs['build']
type MarkupSpec = WrittenSpec | Specs['own-site']

/** Facts of the raw text are a check of their own: a page that says less is no repair. */
const checksOf = (spec: MarkupSpec): readonly Check[] =>
  'facts' in spec
    ? [
        ...spec.checks,
        {
          id: 'facts',
          required: true,
          ifFails: 'Chi legge deve trovare tutto quello che diceva il testo di partenza. Manca: {missing}.',
          dom: { in: ':root', containsText: spec.facts.map((fact) => [fact]) },
        },
      ]
    : spec.checks

function grade(spec: MarkupSpec, { html }: { readonly html: string }, inspection: Inspection): Grade {
  const clean = sanitise(html)
  const judged = { page: parsePage(clean), seed: parsePage(sanitise(spec.page)), inspection }
  const results = checksOf(spec).map((check): CheckResult => {
    const missing = evaluate(check, judged)
    const result = { id: check.id, required: check.required }
    if (missing === undefined) return { ...result, passed: true }
    const mistakes = 'typicalMistakes' in spec ? spec.typicalMistakes : []
    const mistake = mistakes.find(({ fails, put }) => fails === check.id && holds(clean, put))
    return {
      ...result,
      passed: false,
      message: (mistake?.message ?? check.ifFails).replaceAll('{missing}', missing),
    }
  })
  return gradeOf(results)
}

function proofs(spec: WrittenSpec): Proof<Answers['build']>[] {
  const after = (put: Parameters<typeof applyPut>[1]) => ({ html: applyPut(spec.page, put) })
  return [
    { what: 'the page as it is given', field: 'page', answer: { html: spec.page }, expect: 'fails' },
    { what: 'the solution', field: 'solution', answer: after(spec.solution.put), expect: 'passes' },
    ...spec.alsoValid.map(({ put }, at) => ({
      what: `alternative ${at + 1}`,
      field: `alsoValid.${at}`,
      answer: after(put),
      expect: 'passes' as const,
    })),
    ...spec.typicalMistakes.map(({ put, fails, message }, at) => ({
      what: `typical mistake ${at + 1}`,
      field: `typicalMistakes.${at}`,
      answer: after(put),
      expect: { fails, message },
    })),
  ]
}

function faults(spec: WrittenSpec) {
  const found: { field: string; message: string }[] = []
  const regions = all('[data-edit]', parsePage(spec.page))
  if (regions.length === 0)
    found.push({ field: 'page', message: 'nothing can be edited: mark a region with data-edit' })
  for (const { attribs } of regions) {
    if (!attribs.id)
      found.push({ field: 'page', message: `a region data-edit="${attribs['data-edit']}" has no id` })
    if (!/^(rich|text|alt)$/.test(attribs['data-edit'] ?? '')) {
      found.push({ field: 'page', message: `data-edit="${attribs['data-edit']}" is not rich, text or alt` })
    }
  }
  const ids = new Set(checksOf(spec).map(({ id }) => id))
  spec.typicalMistakes.forEach(({ fails, put }, at) => {
    if (!ids.has(fails))
      found.push({ field: `typicalMistakes.${at}.fails`, message: `no check is called «${fails}»` })
    for (const place of strayPlaces(spec.page, put)) {
      found.push({ field: `typicalMistakes.${at}.put`, message: `nothing in the page matches «${place}»` })
    }
  })
  for (const place of strayPlaces(spec.page, spec.solution.put)) {
    found.push({ field: 'solution.put', message: `nothing in the page matches «${place}»` })
  }
  return [...found, ...selectorFaults(spec.checks), ...unjudgeable(spec.checks)]
}

/** What the server could not grade again would count by the browser's word alone. */
function unjudgeable(checks: readonly Check[]) {
  return checks.flatMap(({ axe }, at) =>
    (axe?.absent ?? [])
      .filter((rule) => NEEDS_LAYOUT.has(rule))
      .map((rule) => ({
        field: `checks.${at}.axe`,
        message: `«${rule}» needs a screen, which the server has not: use the check contrast`,
      })),
  )
}

function selectorFaults(checks: readonly Check[]) {
  return checks.flatMap((check, at) => {
    const assertion = check[assertionOf(check)] as Readonly<Record<string, unknown>>
    return ['of', 'in', 'exists', 'absent', 'allBut'].flatMap((key) => {
      const value = assertion[key]
      if (typeof value !== 'string') return []
      const fault = selectorFault(value.replace(/@[a-z-]+$/, ''))
      return fault ? [{ field: `checks.${at}.${assertionOf(check)}.${key}`, message: fault }] : []
    })
  })
}

/** Marked regions of a page, or of one made of raw text, are edited until the checks hold and nothing else has changed. */
export const markup = {
  evidence: 'produced',
  wanted: (spec: MarkupSpec) => inspectionFor(spec.checks),
  markup: (_spec: MarkupSpec, { html }: { readonly html: string }) => sanitise(html),
  grade,
  proofs,
  faults,
} as const

/** The same, of a piece of the learner's own site. */
export const ownSite = {
  evidence: 'produced',
  wanted: (spec: Specs['own-site']) => inspectionFor(spec.checks),
  markup: markup.markup,
  grade,
  proofs: ({ page }: Specs['own-site']): Proof<Answers['own-site']>[] => [
    { what: 'the page as it is given', field: 'page', answer: { html: page }, expect: 'fails' },
  ],
  faults: () => [{ field: 'type', message: 'an own-site exercise is made from a finding, not written' }],
} as const
