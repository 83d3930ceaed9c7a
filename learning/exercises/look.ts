import { readingStops, type Stop, stopOf, tabStops } from '../markup/stops.ts'
import { all, first, parsePage, selectorFault } from '../markup/tree.ts'
import { type CheckResult, type ExerciseKind, type Grade, gradeOf } from './kind.ts'
import type { Answers, Specs } from './specs.ts'

/** Share of picks and faults that must agree, as F1: 0.8 forgives one slip in a page of several faults. */
const ENOUGH = 0.8

function gradeSpot({ faults, harmless }: Specs['spot'], { picks }: Answers['spot']): Grade {
  const reasonOf = new Map(picks.map(({ element, why }) => [element, why]))
  const results: CheckResult[] = [
    ...faults.map(({ element, why, message }) => {
      const passed = reasonOf.get(element) === why
      return { id: element, required: true, passed, message: passed ? undefined : message }
    }),
    ...harmless.map(({ element, message }) => {
      const passed = !reasonOf.has(element)
      return { id: element, required: true, passed, message: passed ? undefined : message }
    }),
  ]
  const right = faults.filter(({ element, why }) => reasonOf.get(element) === why).length
  const score = (2 * right) / (faults.length + reasonOf.size)
  return { ...gradeOf(results), score, passed: score >= ENOUGH }
}

/** Faulty elements are picked among harmless ones, each with its reason. */
export const spot: ExerciseKind<'spot'> = {
  evidence: 'recognised',
  grade: gradeSpot,
  proofs({ faults, harmless }) {
    const right = faults.map(({ element, why }) => ({ element, why }))
    return [
      { what: 'no pick at all', field: 'faults', answer: { picks: [] }, expect: 'fails' },
      { what: 'all faults with their reasons', field: 'faults', answer: { picks: right }, expect: 'passes' },
      {
        what: 'everything picked',
        field: 'harmless',
        answer: {
          picks: [...right, ...harmless.map(({ element }) => ({ element, why: right[0]?.why ?? '' }))],
        },
        expect: harmless.length * 4 > right.length * 2 ? 'fails' : 'passes',
      },
    ]
  },
  faults({ page, reasons, faults, harmless }) {
    const tree = parsePage(page)
    const ids = new Set(reasons.map(({ id }) => id))
    const stray = [...faults, ...harmless].flatMap(({ element, label }, at) => {
      const field = at < faults.length ? `faults.${at}.element` : `harmless.${at - faults.length}.element`
      const fault = selectorFault(element)
      if (fault) return [{ field, message: fault }]
      const count = all(element, tree).length
      return count === 1
        ? []
        : [{ field, message: `«${label}» must be one element of the page: ${count} match «${element}»` }]
    })
    const reasonless = faults.flatMap(({ why }, at) =>
      ids.has(why) ? [] : [{ field: `faults.${at}.why`, message: `no reason is called «${why}»` }],
    )
    return [...stray, ...reasonless]
  },
}

/** Stops of a page in the view of an exercise: what the screen plays and the grade counts. */
export const stopsOf = (view: Specs['walk']['view'], html: string): readonly Stop[] =>
  stopsIn(view, parsePage(html))

const stopsIn = (view: Specs['walk']['view'], page: ReturnType<typeof parsePage>): readonly Stop[] =>
  view === 'keyboard' ? tabStops(page) : readingStops(page)

function goalOf({ view, target }: Specs['walk'], html: string): number {
  const page = parsePage(html)
  const element = first(target, page)
  return element ? stopOf(stopsIn(view, page), element) : -1
}

/** One step forward or back, or to the next or last heading: what a key of a screen reader can do. */
function isWalk(visited: readonly number[], stops: readonly Stop[]): boolean {
  return visited.every((to, at) => {
    const from = at === 0 ? -1 : (visited[at - 1] ?? -1)
    if (to < 0 || to >= stops.length) return false
    if (Math.abs(to - from) === 1) return true
    const between = stops.slice(Math.min(from, to) + 1, Math.max(from, to))
    return stops[to]?.isHeading === true && between.every(({ isHeading }) => !isHeading)
  })
}

function gradeWalk(spec: Specs['walk'], answer: Answers['walk']): Grade {
  const results = (['before', 'after'] as const).map((side): CheckResult => {
    const goal = goalOf(spec, spec[side])
    const visited = answer[side]
    const passed = visited.at(-1) === goal && isWalk(visited, stopsOf(spec.view, spec[side]))
    const message = passed ? undefined : 'La risposta non è qui. Continua da dove sei, o torna indietro.'
    return { id: side, required: true, passed, message }
  })
  return gradeOf(results)
}

/** The shortest way with the keys of `isWalk`, in stops: headings are jumped to only when it helps. */
function shortestWalk(view: Specs['walk']['view'], html: string, goal: number): readonly number[] {
  const stops = stopsOf(view, html)
  const heading = stops.reduce((last, { isHeading }, at) => (isHeading && at <= goal ? at : last), -1)
  const jumps = stops.flatMap(({ isHeading }, at) => (isHeading && at <= heading ? [at] : []))
  const start = jumps.length > 0 ? heading : -1
  return [...jumps, ...Array.from({ length: goal - start }, (_, step) => start + 1 + step)]
}

/** The same answer is looked for in a bad page and in its good twin, by ear or by the Tab key alone. */
export const walk: ExerciseKind<'walk'> = {
  evidence: 'recognised',
  grade: gradeWalk,
  proofs(spec) {
    const way = (side: 'before' | 'after') => shortestWalk(spec.view, spec[side], goalOf(spec, spec[side]))
    return [
      { what: 'no step at all', field: 'before', answer: { before: [], after: [] }, expect: 'fails' },
      {
        what: 'the shortest way in both pages',
        field: 'target',
        answer: { before: [...way('before')], after: [...way('after')] },
        expect: 'passes',
      },
    ]
  },
  faults(spec) {
    const goals = (['before', 'after'] as const).map((side) => ({ side, goal: goalOf(spec, spec[side]) }))
    const unreached = goals.filter(({ goal }) => goal < 0)
    if (unreached.length > 0) {
      return unreached.map(({ side }) => ({
        field: 'target',
        message: `«${spec.target}» is never reached in ${side}`,
      }))
    }
    const [before = 0, after = 0] = goals.map(
      ({ side, goal }) => shortestWalk(spec.view, spec[side], goal).length,
    )
    const isWorse = before > after
    return isWorse
      ? []
      : [
          {
            field: 'after',
            message: `the good page takes ${after} stops, the bad one ${before}: it must take fewer`,
          },
        ]
  },
}
