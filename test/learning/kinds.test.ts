import { describe, expect, test } from 'vitest'
import { kindOf } from '../../learning/exercises/index.ts'
import type { KindId, Specs } from '../../learning/exercises/specs.ts'
import { REFUSALS, realLooking } from '../../learning/procedure/real-looking.ts'

const judge = <K extends KindId>(kind: K, spec: Specs[K], answer: object) =>
  kindOf(kind).grade(spec as never, answer as never, { violations: {}, names: {}, contrasts: {} })

describe('spot', () => {
  const fault = (element: string) => ({
    element,
    label: element,
    why: 'r',
    wcag: [],
    message: 'Qui manca qualcosa.',
  })
  const spec = {
    page: '',
    reasons: [
      { id: 'r', text: 'ragione' },
      { id: 's', text: 'altra' },
    ],
    faults: ['#a', '#b', '#c'].map(fault),
    harmless: [{ element: '#d', label: 'd', message: 'Questo va bene così.' }],
  }
  const picks = (...all: readonly (readonly [string, string])[]) => ({
    picks: all.map(([element, why]) => ({ element, why })),
  })
  test.each([
    { what: 'all', answer: picks(['#a', 'r'], ['#b', 'r'], ['#c', 'r']), score: 1, passed: true },
    { what: 'one missed', answer: picks(['#a', 'r'], ['#b', 'r']), score: 0.8, passed: true },
    {
      what: 'a wrong reason',
      answer: picks(['#a', 'r'], ['#b', 'r'], ['#c', 's']),
      score: 4 / 6,
      passed: false,
    },
    {
      what: 'a decoy too',
      answer: picks(['#a', 'r'], ['#b', 'r'], ['#c', 'r'], ['#d', 'r']),
      score: 6 / 7,
      passed: true,
    },
    { what: 'nothing', answer: picks(), score: 0, passed: false },
  ])('$what', ({ answer, score, passed }) => {
    const grade = judge('spot', spec, answer)
    expect(grade.score).toBeCloseTo(score, 5)
    expect(grade.passed).toBe(passed)
  })
})

describe('triage', () => {
  const spec = {
    channels: ['x', 'y'].map((id) => ({ id, text: id })),
    requests: ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      text: id,
      channel: 'x',
      critical: id === 'a',
      why: 'Va al canale x.',
    })),
  }
  test.each([
    { wrong: [], passed: true },
    { wrong: ['b'], passed: true },
    { wrong: ['b', 'c'], passed: false },
    { wrong: ['a'], passed: false },
  ])('with $wrong astray', ({ wrong, passed }) => {
    const channels = Object.fromEntries(
      spec.requests.map(({ id }) => [id, wrong.includes(id as never) ? 'y' : 'x']),
    )
    expect(judge('triage', spec, { channels }).passed).toBe(passed)
  })
})

describe('walk', () => {
  const spec = {
    view: 'reading' as const,
    question: 'Quando apre?',
    before: '<p>Uno</p><p>Due</p><p id="t">Alle nove</p>',
    after: '<h2>Prezzi</h2><p>Uno</p><h2>Orari</h2><p id="t">Alle nove</p>',
    target: '#t',
    lesson: 'Prima {before}, dopo {after}.',
  }
  test.each([
    { what: 'step by step, then by headings', answer: { before: [0, 1, 2], after: [0, 2, 3] }, passed: true },
    { what: 'a jump that no key makes', answer: { before: [2], after: [0, 2, 3] }, passed: false },
    { what: 'stopping before the answer', answer: { before: [0, 1, 2], after: [0, 2] }, passed: false },
    { what: 'back and forth', answer: { before: [0, 1, 0, 1, 2], after: [0, 2, 3] }, passed: true },
    { what: 'beyond the page', answer: { before: [0, 1, 2, 3], after: [0, 2, 3] }, passed: false },
  ])('$what', ({ answer, passed }) => {
    expect(judge('walk', spec, answer).passed).toBe(passed)
  })
})

describe('what looks like somebody’s own', () => {
  test.each([
    ['RSSMRA85T10A562S', 'tax-code'],
    ['rss mra 85t10 a562 s', 'tax-code'],
    ['RSSMRA85T10A562X', undefined],
    ['4539 1488 0343 6467', 'card'],
    ['4539 1488 0343 6468', undefined],
    ['IT60 X054 2811 1010 0000 0123 456', 'iban'],
    ['IT61X0542811101000000123456', undefined],
    ['301000000001234567', undefined],
    ['01234567890', undefined],
    ['3010 0000 0007 6543 210', undefined],
    ['Il mio codice è RSSMRA85T10A562S, grazie', 'tax-code'],
    ['la carta: 4539-1488-0343-6467.', 'card'],
    ['Girasole24!', 'password'],
    ['Via Roma 12, Borgo', undefined],
    ['guido.leoni@pec.example', undefined],
  ] as const)('%s: %s', (text, kind) => {
    expect(realLooking(text)).toBe(kind)
    if (kind) expect(REFUSALS[kind]).toContain('conservato')
  })
})
