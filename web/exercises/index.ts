import type { ComponentType } from 'preact'
import { TriageView, TrueOrFalseView } from './judge.tsx'
import type { KindId } from './learning.ts'
import { BuildView, RepairView } from './markup.tsx'
import { ProcedureView } from './procedure.tsx'
import { ChoiceView, MatchView, OrderView, SpotView } from './recognise.tsx'
import type { ViewProps } from './view.ts'
import { WalkView } from './walk.tsx'

/** A view for every kind: one that is missing is a type error. */
const VIEWS: { readonly [K in KindId]: ComponentType<ViewProps<K>> } = {
  'repair-page': RepairView,
  'own-site': RepairView,
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
