export type Value = string | number | boolean

/** What a condition may ask: names, and what has been done. */
export interface Scope {
  /** @returns undefined for a name that nothing has yet: it is equal to nothing and compares as false */
  readonly value: (name: string) => Value | undefined
  /** What was done, in order, each as `screen.action`. */
  readonly events: readonly string[]
}

export type Expression = (scope: Scope) => Value | undefined

/** The condition cannot be read. */
export class ExpressionError extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|([A-Za-z][\w.]*)|(==|!=|<=|>=|&&|\|\||[<>!()+,-]))/y

type Token = { readonly kind: 'number' | 'text' | 'name' | 'sign'; readonly text: string }

function tokensOf(source: string): readonly Token[] {
  const tokens: Token[] = []
  TOKEN.lastIndex = 0
  while (source.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(source)
    if (!found) throw new ExpressionError(`«${source.slice(at).trim()}» is not understood`)
    const [, number, text, name, sign] = found
    if (number !== undefined) tokens.push({ kind: 'number', text: number })
    else if (text !== undefined) tokens.push({ kind: 'text', text })
    else if (name !== undefined) tokens.push({ kind: 'name', text: name })
    else tokens.push({ kind: 'sign', text: sign ?? '' })
  }
  return tokens
}

const DONE: Readonly<Record<string, (events: readonly string[], args: readonly string[]) => Value>> = {
  event: (events, [one = '']) => events.includes(one),
  count: (events, [one = '']) => events.filter((event) => event === one).length,
  before: (events, [one = '', other = '']) => {
    const at = events.indexOf(one)
    const then = events.indexOf(other)
    return at >= 0 && (then < 0 || at < then)
  },
}

const COMPARE: Readonly<Record<string, (a: Value | undefined, b: Value | undefined) => boolean>> = {
  '==': (a, b) => a !== undefined && a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => typeof a === typeof b && a !== undefined && b !== undefined && a < b,
  '<=': (a, b) => typeof a === typeof b && a !== undefined && b !== undefined && a <= b,
  '>': (a, b) => typeof a === typeof b && a !== undefined && b !== undefined && a > b,
  '>=': (a, b) => typeof a === typeof b && a !== undefined && b !== undefined && a >= b,
}

/**
 * A condition of a procedure. The whole grammar: names, numbers, `'text'`, `true`, `false`, comparison, `&& || !`,
 * `+ -` of numbers, brackets, and `event('screen.action')`, `count(…)`, `before('a.b', 'c.d')`. Nothing is evaluated
 * as code.
 *
 * @throws ExpressionError when it cannot be read
 */
export function parseExpression(source: string): Expression {
  const tokens = tokensOf(source)
  let at = 0
  const peek = () => tokens[at]
  const isSign = (text: string) => peek()?.kind === 'sign' && peek()?.text === text
  const take = (text: string) => {
    if (!isSign(text)) throw new ExpressionError(`«${text}» expected in «${source}»`)
    at += 1
  }

  const or = (): Expression => {
    let left = and()
    while (isSign('||')) {
      at += 1
      const [one, other] = [left, and()]
      left = (scope) => Boolean(one(scope)) || Boolean(other(scope))
    }
    return left
  }
  const and = (): Expression => {
    let left = comparison()
    while (isSign('&&')) {
      at += 1
      const [one, other] = [left, comparison()]
      left = (scope) => Boolean(one(scope)) && Boolean(other(scope))
    }
    return left
  }
  const comparison = (): Expression => {
    const left = sum()
    const compare = peek()?.kind === 'sign' ? COMPARE[peek()?.text ?? ''] : undefined
    if (!compare) return left
    at += 1
    const right = sum()
    return (scope) => compare(left(scope), right(scope))
  }
  const sum = (): Expression => {
    let left = unary()
    while (isSign('+') || isSign('-')) {
      const sign = isSign('+') ? 1 : -1
      at += 1
      const [one, other] = [left, unary()]
      left = (scope) => Number(one(scope)) + sign * Number(other(scope))
    }
    return left
  }
  const unary = (): Expression => {
    if (!isSign('!')) return primary()
    at += 1
    const one = unary()
    return (scope) => !one(scope)
  }
  const primary = (): Expression => {
    const token = peek()
    if (!token) throw new ExpressionError(`«${source}» ends too early`)
    if (isSign('(')) {
      at += 1
      const inner = or()
      take(')')
      return inner
    }
    at += 1
    if (token.kind === 'number') return () => Number(token.text)
    if (token.kind === 'text') return () => token.text
    if (token.kind === 'sign') throw new ExpressionError(`«${token.text}» out of place in «${source}»`)
    if (token.text === 'true' || token.text === 'false') return () => token.text === 'true'
    return isSign('(') ? call(token.text) : ({ value }) => value(token.text)
  }
  const call = (name: string): Expression => {
    const done = Object.hasOwn(DONE, name) ? DONE[name] : undefined
    if (!done) throw new ExpressionError(`«${name}» is not event, count or before`)
    take('(')
    const args: string[] = []
    do {
      if (isSign(',')) at += 1
      const arg = peek()
      if (arg?.kind !== 'text')
        throw new ExpressionError(`${name} wants names in quotes, as in ${name}('screen.action')`)
      args.push(arg.text)
      at += 1
    } while (isSign(','))
    take(')')
    return ({ events }) => done(events, args)
  }

  const whole = or()
  if (at < tokens.length) throw new ExpressionError(`«${tokens[at]?.text}» out of place in «${source}»`)
  return whole
}

/** Names, and events in quotes, that a condition speaks of. For checks of content only. */
export function namesIn(source: string): {
  readonly names: readonly string[]
  readonly events: readonly string[]
} {
  const tokens = tokensOf(source)
  const names = tokens
    .filter(
      ({ kind, text }, at) => kind === 'name' && !/^(true|false)$/.test(text) && tokens[at + 1]?.text !== '(',
    )
    .map(({ text }) => text)
  const events = [...source.matchAll(/\b(?:event|count|before)\(([^)]*)\)/g)].flatMap(([, args = '']) =>
    [...args.matchAll(/'([^']*)'/g)].map(([, name = '']) => name),
  )
  return { names, events }
}
