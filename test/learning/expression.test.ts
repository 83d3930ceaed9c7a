import { describe, expect, test } from 'vitest'
import { ExpressionError, parseExpression } from '../../learning/procedure/expression.ts'

const values: Readonly<Record<string, string | number | boolean>> = {
  n: 5,
  who: 'ada',
  done: true,
  'avviso.codice': '301',
}
const events = ['home.open', 'pay.confirm', 'pay.confirm', 'end.save']
const says = (source: string) => parseExpression(source)({ value: (name) => values[name], events })

describe('a condition', () => {
  test.each([
    ['n == 5', true],
    ["n == '5'", false],
    ['n >= 4 && n < 6', true],
    ["who == 'bob' || who == 'ada'", true],
    ["!(who == 'ada')", false],
    ["avviso.codice == '301'", true],
    ['nobody == 1', false],
    ['nobody != 1', true],
    ['nobody < 1', false],
    ['n + 2 - 1 == 6', true],
    ["event('home.open')", true],
    ["event('home.close')", false],
    ["count('pay.confirm') == 2", true],
    ["before('home.open', 'end.save')", true],
    ["before('end.save', 'home.open')", false],
    ["before('end.save', 'never.done')", true],
    ["before('never.done', 'end.save')", false],
    ['done && true || false', true],
  ])('%s is %s', (source, truth) => {
    expect(Boolean(says(source))).toBe(truth)
  })

  test.each([
    '',
    'n ==',
    '(n == 1',
    'n = 1',
    'alert(1)',
    "constructor('x')",
    'event(n)',
    'n 5',
    '`x`',
    'a[0]',
  ])('%s is refused', (source) => {
    expect(() => parseExpression(source)).toThrow(ExpressionError)
  })
})
