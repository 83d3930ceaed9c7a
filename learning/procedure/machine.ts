import type { Specs } from '../exercises/specs.ts'
import { parseExpression, type Scope, type Value } from './expression.ts'
import { REFUSALS, realLooking } from './real-looking.ts'

export type Procedure = Specs['procedure']
type Values = Readonly<Record<string, Value>>

/** One thing a learner did on a screen, with what its fields held. */
export interface Act {
  readonly action: string
  readonly fields: Values
}

/** Where somebody is in a procedure. JSON: it can be stored, sent and replayed. */
export interface Run {
  readonly screen: string
  readonly state: Values
  /** What was done, in order, as `screen.action`. */
  readonly events: readonly string[]
  /** What the last act was answered with, when it was a mistake that can be put right. */
  readonly error?: string | undefined
  /** Mistakes met so far. */
  readonly slips: number
  /** Critical errors made so far, in order. */
  readonly nevers: readonly string[]
}

const compiled = new Map<string, ReturnType<typeof parseExpression>>()

function expression(source: string) {
  const known = compiled.get(source)
  if (known) return known
  const parsed = parseExpression(source)
  compiled.set(source, parsed)
  return parsed
}

/** The values that do not change: `data`, with the trap that was drawn laid over it. */
export function dataOf(procedure: Procedure, trap: string | null): Values {
  return { ...procedure.data, ...procedure.traps.find(({ id }) => id === trap)?.data }
}

const scopeOf = (data: Values, run: Pick<Run, 'state' | 'events'>, fields: Values = {}): Scope => ({
  value: (name) => fields[name] ?? run.state[name] ?? data[name],
  events: run.events,
})

export const isTrue = (source: string, procedure: Procedure, trap: string | null, run: Run): boolean =>
  Boolean(expression(source)(scopeOf(dataOf(procedure, trap), run)))

export const begin = (procedure: Procedure): Run => ({
  screen: procedure.start,
  state: procedure.state,
  events: [],
  slips: 0,
  nevers: [],
})

/**
 * What follows from an act. An action that the screen does not have changes nothing; a value that looks like
 * somebody's own is refused before any step sees it.
 */
export function act(procedure: Procedure, trap: string | null, run: Run, { action, fields }: Act): Run {
  const screen = procedure.screens[run.screen]
  if (!screen?.actions.some(({ id }) => id === action)) return run
  const real = Object.values(fields).flatMap((value) =>
    typeof value === 'string' ? (realLooking(value) ?? []) : [],
  )[0]
  if (real) return { ...run, error: REFUSALS[real] }
  const events = [...run.events, `${run.screen}.${action}`]
  const typed = typedIn(screen.fields, fields)
  const data = dataOf(procedure, trap)
  const scope = scopeOf(data, { state: run.state, events }, typed)
  const step = procedure.steps.find(
    (one) =>
      one.from === run.screen && one.action === action && (!one.if || Boolean(expression(one.if)(scope))),
  )
  const next: Run = {
    screen: step?.to ?? run.screen,
    state: { ...run.state, ...changesOf(step?.set ?? {}, scope) },
    events,
    slips: run.slips + (step?.error ? 1 : 0),
    nevers: run.nevers,
    ...(step?.error && { error: step.error.replaceAll('{n}', String(lengthOf(typed))) }),
  }
  return { ...next, nevers: neversOf(procedure, data, next, typed) }
}

/** Digits are compared without the blanks that people type between them. */
function typedIn(fields: Procedure['screens'][string]['fields'], given: Values): Values {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { type }]) => {
      const value = given[name] ?? (type === 'check' ? false : '')
      return [
        name,
        type === 'digits'
          ? String(value).replace(/\s/g, '')
          : typeof value === 'string'
            ? value.trim()
            : value,
      ]
    }),
  )
}

const lengthOf = (typed: Values): number =>
  Math.max(0, ...Object.values(typed).map((value) => (typeof value === 'string' ? value.length : 0)))

function changesOf(set: Values, scope: Scope): Values {
  return Object.fromEntries(
    Object.entries(set).flatMap(([name, value]) => {
      const result = typeof value === 'string' ? expression(value)(scope) : value
      return result === undefined ? [] : [[name, result]]
    }),
  )
}

function neversOf(procedure: Procedure, data: Values, run: Run, typed: Values): readonly string[] {
  const met = procedure.never
    .filter(
      ({ id, when }) => !run.nevers.includes(id) && Boolean(expression(when)(scopeOf(data, run, typed))),
    )
    .map(({ id }) => id)
  return [...run.nevers, ...met]
}

/** The run after all that was done. */
export const replay = (procedure: Procedure, trap: string | null, acts: readonly Act[]): Run =>
  acts.reduce((run, one) => act(procedure, trap, run, one), begin(procedure))

/** Fills `{name}` in a text with data and state. */
export function fillIn(
  text: string,
  procedure: Procedure,
  trap: string | null,
  run: Pick<Run, 'state' | 'events'>,
): string {
  const { value } = scopeOf(dataOf(procedure, trap), run)
  return text.replace(/\{([A-Za-z][\w.]*)\}/g, (whole, name: string) => String(value(name) ?? whole))
}

/** The steps without anything that looks like somebody's own: what may be stored. */
export const withoutRealData = (acts: readonly Act[]): readonly Act[] =>
  acts.map(({ action, fields }) => ({
    action,
    fields: Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        typeof value === 'string' && realLooking(value) ? '' : value,
      ]),
    ),
  }))
