import type { ComponentType } from 'preact'
import { TriageView, TrueOrFalseView } from './judge.tsx'
import { type Answer, type Exercise, type KindId, applyPut as solvedPage } from './learning.ts'
import { BuildView, RepairView } from './markup.tsx'
import { ProcedureView } from './procedure.tsx'
import { ChoiceView, MatchView, OrderView, SpotView } from './recognise.tsx'
import { shuffled } from './shuffle.ts'
import type { ViewProps } from './view.ts'
import { WalkView } from './walk.tsx'

/** A view for every kind: one that is missing is a type error. */
const VIEWS: { readonly [K in KindId]: ComponentType<ViewProps<K>> } = {
  'repair-page': RepairView,
  build: BuildView,
  spot: SpotView,
  walk: WalkView,
  procedure: ProcedureView,
  setback: ProcedureView,
  triage: TriageView,
  'true-or-false': TrueOrFalseView,
  choice: ChoiceView,
  order: OrderView,
  match: MatchView,
}

/** The view of an exercise, typed for whoever does not care which kind it is. */
export const viewOf = (kind: KindId): ComponentType<ViewProps<KindId>> =>
  VIEWS[kind] as unknown as ComponentType<ViewProps<KindId>>

/** What is on screen before anything was done. */
export function firstAnswer(exercise: Exercise): Answer {
  switch (exercise.kind) {
    case 'repair-page':
    case 'build':
      return { html: exercise.spec.page }
    case 'spot':
      return { picks: [] }
    case 'walk':
      return { before: [], after: [] }
    case 'procedure':
    case 'setback':
      return { trap: null, steps: [] }
    case 'triage':
      return { channels: {} }
    case 'true-or-false':
      return { verdicts: {} }
    case 'choice':
      return { chosen: [] }
    case 'order':
      return { order: shuffled(exercise.spec.items, exercise.id).map(({ id }) => id) }
    case 'match':
      return { matches: {} }
  }
}

/** The declared solution, as an answer: looking at it is always allowed, and lowers only the evidence. */
export function solutionOf(exercise: Exercise): Answer | null {
  switch (exercise.kind) {
    case 'procedure':
    case 'setback':
      return { trap: null, steps: exercise.spec.solution.map(({ action, fields }) => ({ action, fields })) }
    case 'triage':
      return { channels: Object.fromEntries(exercise.spec.requests.map(({ id, channel }) => [id, channel])) }
    case 'choice':
      return { chosen: exercise.spec.options.filter(({ isRight }) => isRight).map(({ id }) => id) }
    case 'order':
      return { order: exercise.spec.items.map(({ id }) => id) }
    case 'match':
      return { matches: Object.fromEntries(exercise.spec.pairs.map(({ id }) => [id, id])) }
    case 'spot':
      return { picks: exercise.spec.faults.map(({ element, why }) => ({ element, why })) }
    case 'true-or-false':
      return {
        verdicts: Object.fromEntries(
          exercise.spec.items.map(({ id, isGenuine, clues }) => [
            id,
            { isGenuine, clue: clues.find(({ isRight }) => isRight)?.id ?? '' },
          ]),
        ),
      }
    case 'repair-page':
    case 'build':
      return { html: solvedPage(exercise.spec.page, exercise.spec.solution.put) }
    default:
      return null
  }
}
