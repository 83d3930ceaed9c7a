import { creditedMs, successOf } from '../../learning/index.ts'
import { listAttempts } from '../db/queries/attempts.ts'
import type { Deps } from '../deps.ts'
import type { MyAttempt } from '../shapes/learning.ts'
import { titleOf } from './learn.ts'
import { sheet } from './spreadsheet.ts'

const MINUTE_MS = 60_000

/** Every attempt of somebody, oldest first, in words that they can read. */
export async function attemptsOf(
  { db, catalogue }: Pick<Deps, 'db' | 'catalogue'>,
  personId: string,
): Promise<readonly MyAttempt[]> {
  const known = await catalogue()
  return (await listAttempts(db, personId)).map((attempt) => ({
    id: attempt.id,
    at: attempt.at,
    exercise: attempt.exercise,
    title: titleOf(known, attempt),
    skills: attempt.skills.map((id) => known.skills.get(id)?.title ?? id),
    passed: attempt.passed,
    isCritical: attempt.isCritical,
    success: successOf(attempt),
    faults: attempt.faults,
    hints: attempt.hints,
    sawSolution: attempt.sawSolution,
    creditedMinutes: Math.round((creditedMs(attempt) / MINUTE_MS) * 10) / 10,
  }))
}

const yes = (value: boolean): string => (value ? 'sì' : 'no')

export const attemptsSheet = (format: 'csv' | 'xlsx', attempts: readonly MyAttempt[]): Promise<Response> =>
  sheet(format, 'le-mie-prove', attempts, {
    Quando: ({ at }) => at,
    Esercizio: ({ title }) => title,
    Capacità: ({ skills }) => skills.join('; '),
    Riuscito: ({ passed }) => yes(passed),
    'Errore da non fare mai': ({ isCritical }) => yes(isCritical),
    Esito: ({ success }) => success,
    'Controlli non superati': ({ faults }) => faults,
    Suggerimenti: ({ hints }) => hints,
    'Soluzione vista': ({ sawSolution }) => yes(sawSolution),
    'Minuti di formazione': ({ creditedMinutes }) => creditedMinutes,
  })
