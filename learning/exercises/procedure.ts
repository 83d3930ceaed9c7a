import { type Explored, explore } from '../procedure/explore.ts'
import { isTrue, replay, withoutRealData } from '../procedure/machine.ts'
import { referenceFaults } from '../procedure/references.ts'
import { isMadeOf } from '../template.ts'
import type { CheckResult, Grade } from './kind.ts'
import type { Answers, Specs } from './specs.ts'

type Spec = Specs['procedure']

/** The most that is left after a critical error. */
const CRITICAL_CAP = 0.3

function grade(spec: Spec, { trap, steps }: Answers['procedure']): Grade {
  const run = replay(spec, trap, withoutRealData(steps))
  const results = spec.goals.map(({ id, when, required, message }): CheckResult => {
    const passed = isTrue(when, spec, trap, run)
    return { id, required, passed, message: passed ? undefined : message }
  })
  const weight = spec.goals.reduce((sum, goal) => sum + goal.weight, 0)
  const reached = spec.goals.reduce((sum, goal, at) => sum + (results[at]?.passed ? goal.weight : 0), 0)
  const made = spec.never.find(({ id }) => id === run.nevers[0])
  const share = reached / weight
  return {
    passed: !made && results.every(({ passed, required }) => passed || !required),
    score: made ? Math.min(share, CRITICAL_CAP) : share,
    results,
    slips: run.slips,
    ...(made && { critical: { id: made.id, message: made.message } }),
  }
}

/** Acts beyond the shortest way that a solution may take: to look around is human. */
const SOLUTION_SLACK = 2

/** Found by searching all that can be done, in the plain case and under each trap. */
function searchFaults(spec: Spec): readonly { readonly field: string; readonly message: string }[] {
  const trials = [null, ...spec.traps.map(({ id }) => id)].map((trap) => ({
    trap,
    found: explore(spec, trap),
  }))
  const name = (trap: string | null) => (trap ? ` (trap «${trap}»)` : '')
  const perTrial = trials.flatMap(({ trap, found }) => [
    ...(found.isTooLarge
      ? [{ field: 'steps', message: 'more than 20,000 states: take values away from state' }]
      : []),
    ...[...found.deadEnds].map((screen) => ({
      field: `screens.${screen}`,
      message: `from here no required goal can be reached any more${name(trap)}`,
    })),
    ...spec.goals.flatMap(({ id, required }, at) =>
      required && !found.goals.has(id)
        ? [{ field: `goals.${at}`, message: `«${id}» is never reached${name(trap)}` }]
        : [],
    ),
  ])
  return [
    ...perTrial,
    ...unmet(
      spec,
      trials.map(({ found }) => found),
    ),
    ...lengthFaults(spec, trials[0]?.found),
  ]
}

/** Mistakes and critical errors that no way meets. */
function unmet(spec: Spec, found: readonly Explored[]) {
  const errors = spec.steps.flatMap(({ error, from }, at) => {
    const isMet = !error || found.some(({ errors }) => [...errors].some((met) => isMadeOf(met, error)))
    return isMet
      ? []
      : [
          {
            field: `steps.${at}.error`,
            message: `no way meets this error of «${from}»: give its field a sample`,
          },
        ]
  })
  const nevers = spec.never.flatMap(({ id }, at) =>
    found.some((one) => one.nevers.has(id))
      ? []
      : [{ field: `never.${at}`, message: `no way makes the critical error «${id}»` }],
  )
  const goals = spec.goals.flatMap(({ id }, at) =>
    found.some((one) => one.goals.has(id))
      ? []
      : [{ field: `goals.${at}`, message: `«${id}» is never reached` }],
  )
  return [...errors, ...nevers, ...goals]
}

function lengthFaults(spec: Spec, plain: Explored | undefined) {
  const shortest = plain?.shortest
  if (shortest === undefined)
    return [{ field: 'goals', message: 'no way reaches all goals together in the plain case' }]
  const isLong = spec.solution.length > shortest + SOLUTION_SLACK
  return isLong
    ? [
        {
          field: 'solution',
          message: `takes ${spec.solution.length} acts, the shortest way ${shortest}: at most two more`,
        },
      ]
    : []
}

/** A procedure is carried out on simulated screens; in a setback something fails midway and has to be put right. */
export const procedure = {
  evidence: 'produced',
  grade,
  proofs(spec: Spec) {
    const acts = (steps: Spec['solution']) => steps.map(({ action, fields }) => ({ action, fields }))
    return [
      { what: 'nothing done', field: 'start', answer: { trap: null, steps: [] }, expect: 'fails' as const },
      {
        what: 'the solution',
        field: 'solution',
        answer: { trap: null, steps: acts(spec.solution) },
        expect: 'passes' as const,
      },
      ...spec.typicalMistakes.map(({ steps, fails }, at) => ({
        what: `typical mistake ${at + 1}`,
        field: `typicalMistakes.${at}`,
        answer: { trap: null, steps: acts(steps) },
        expect: { fails },
      })),
    ]
  },
  faults(spec: Spec) {
    const references = referenceFaults(spec)
    // A procedure that speaks of what it does not have cannot be searched through.
    return references.length > 0 ? references : searchFaults(spec)
  },
} as const
