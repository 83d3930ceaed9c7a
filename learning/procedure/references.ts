import { ExpressionError, namesIn, parseExpression } from './expression.ts'
import type { Procedure } from './machine.ts'

interface Fault {
  readonly field: string
  readonly message: string
}

/** Every condition and expression of a procedure, with its place in the file. */
function sourcesOf(procedure: Procedure): readonly { readonly field: string; readonly source: string }[] {
  return [
    ...procedure.steps.flatMap((step, at) => [
      ...(step.if ? [{ field: `steps.${at}.if`, source: step.if }] : []),
      ...Object.entries(step.set).flatMap(([name, value]) =>
        typeof value === 'string' ? [{ field: `steps.${at}.set.${name}`, source: value }] : [],
      ),
    ]),
    ...procedure.goals.map(({ when }, at) => ({ field: `goals.${at}.when`, source: when })),
    ...procedure.never.map(({ when }, at) => ({ field: `never.${at}.when`, source: when })),
  ]
}

/** What conditions ask to have been done. The search needs to remember nothing else. */
export function eventsAsked(procedure: Procedure): ReadonlySet<string> {
  return new Set(sourcesOf(procedure).flatMap(({ source }) => namesIn(source).events))
}

/** Names, screens and actions that a procedure speaks of and does not have. */
export function referenceFaults(procedure: Procedure): readonly Fault[] {
  const { screens, steps, start } = procedure
  const done = new Set(
    Object.entries(screens).flatMap(([id, { actions }]) => actions.map((action) => `${id}.${action.id}`)),
  )
  const names = new Set([
    ...Object.keys(procedure.data),
    ...Object.keys(procedure.state),
    ...procedure.traps.flatMap(({ data }) => Object.keys(data)),
    ...steps.flatMap(({ set }) => Object.keys(set)),
    ...Object.values(screens).flatMap(({ fields }) => Object.keys(fields)),
  ])
  const missing = (id: string, field: string): readonly Fault[] =>
    Object.hasOwn(screens, id) ? [] : [{ field, message: `no screen is called «${id}»` }]
  return [
    ...missing(start, 'start'),
    ...steps.flatMap(({ from, to, action }, at) => [
      ...missing(from, `steps.${at}.from`),
      ...missing(to, `steps.${at}.to`),
      ...(Object.hasOwn(screens, from) && !done.has(`${from}.${action}`)
        ? [{ field: `steps.${at}.action`, message: `the screen «${from}» has no action «${action}»` }]
        : []),
    ]),
    ...[...done]
      .filter((event) => !steps.some(({ from, action }) => `${from}.${action}` === event))
      .map((event) => ({ field: `screens.${event.split('.')[0]}`, message: `no step follows «${event}»` })),
    ...sourcesOf(procedure).flatMap(({ field, source }) => expressionFaults(field, source, names, done)),
  ]
}

function expressionFaults(
  field: string,
  source: string,
  names: ReadonlySet<string>,
  done: ReadonlySet<string>,
): readonly Fault[] {
  try {
    parseExpression(source)
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error
    return [{ field, message: error.message }]
  }
  const used = namesIn(source)
  return [
    ...used.names
      .filter((name) => !names.has(name))
      .map((name) => ({ field, message: `nothing is called «${name}»` })),
    ...used.events
      .filter((event) => !done.has(event))
      .map((event) => ({
        field,
        message: `nothing is done as «${event}»: screen and action, as in 'pay.confirm'`,
      })),
  ]
}
