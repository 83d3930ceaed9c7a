import { triage, trueOrFalse } from './judge.ts'
import type { ExerciseKind } from './kind.ts'
import { spot, walk } from './look.ts'
import { markup, ownSite } from './markup.ts'
import { procedure } from './procedure.ts'
import { choice, match, order } from './recognise.ts'
import type { KindId } from './specs.ts'

/** Every kind of exercise there is. */
const KINDS: { readonly [K in KindId]: ExerciseKind<K> } = {
  'repair-page': markup,
  'own-site': ownSite,
  build: markup,
  spot,
  walk,
  procedure,
  setback: procedure,
  triage,
  'true-or-false': trueOrFalse,
  choice,
  order,
  match,
}

export const isKind = (id: string): id is KindId => Object.hasOwn(KINDS, id)

/** The kind of an exercise, typed for whoever does not care which one it is. */
export const kindOf = (id: KindId): ExerciseKind<KindId> => KINDS[id] as unknown as ExerciseKind<KindId>
