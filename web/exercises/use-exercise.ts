import { useEffect, useRef, useState } from 'preact/hooks'
import type { ClientProblem, SkillProgressShape } from '../client.ts'
import { asProblem } from '../hooks/use-resource.ts'
import { newId } from '../new-id.ts'
import { useSession } from '../session.tsx'
import { keep, sendWaiting } from './attempts-log.ts'
import { storeDraft, storedDraft } from './draft.ts'
import { firstAnswer } from './first-answer.ts'
import { judge } from './inspect.ts'
import { type Answer, type Exercise, type Grade, readAnswer, solutionOf } from './learning.ts'
import { rememberTrap, trapFor } from './trap-of.ts'

export interface Doing {
  readonly answer: Answer
  readonly grade: Grade | null
  /** How many hints are open. */
  readonly hints: number
  readonly sawSolution: boolean
  readonly isChecking: boolean
  readonly problem: ClientProblem | null
  /** The skills as the server sees them after this; null for guests and until it answers. */
  readonly skills: readonly SkillProgressShape[] | null
  change(answer: Answer): void
  check(): Promise<Grade | null>
  hint(): void
  showSolution(): void
  startAgain(): void
}

/** ms between two looks at whether somebody is at work. */
const TICK_MS = 1_000
/** ms without a key or a click after which nobody is counted as working. */
const IDLE_MS = 60_000

/** Everything that happens while an exercise is done: answer, verdicts, help, time at work, and the attempt's keeping. */
export function useExercise(exercise: Exercise): Doing {
  const { me } = useSession()
  const firstNow = () => firstAnswer(exercise, trapFor(exercise, me?.person?.id, new Date()))
  const [answer, setAnswer] = useState<Answer>(() => draftOf(exercise) ?? firstNow())
  const [verdict, setVerdict] = useState<Grade | null>(null)
  const [hints, setHints] = useState(0)
  const [sawSolution, setSaw] = useState(false)
  const [isChecking, setChecking] = useState(false)
  const [problem, setProblem] = useState<ClientProblem | null>(null)
  const [skills, setSkills] = useState<readonly SkillProgressShape[] | null>(null)
  const faults = useRef(0)
  const isEnded = useRef(false)
  const activeMs = useActiveTime()

  const change = (next: Answer) => {
    setAnswer(next)
    setVerdict(null)
    storeDraft(exercise.id, exercise.rev, next)
  }
  const begin = (first: Answer) => {
    setVerdict(null)
    setAnswer(first)
    storeDraft(exercise.id, exercise.rev, null)
    faults.current = 0
    isEnded.current = false
    activeMs.current = 0
  }
  const end = async () => {
    isEnded.current = true
    keep({
      id: newId(),
      exercise: exercise.id,
      rev: exercise.rev,
      at: new Date().toISOString(),
      answer: { ...answer },
      faults: faults.current,
      hints,
      sawSolution,
      activeMs: Math.round(activeMs.current),
    })
    rememberTrap(exercise, answer)
    storeDraft(exercise.id, exercise.rev, null)
    // Guests keep it here until they sign in; without a network it waits too.
    if (me?.person) setSkills((await sendWaiting().catch(() => null))?.skills ?? null)
  }
  const check = async () => {
    setChecking(true)
    setProblem(null)
    try {
      const { grade: found } = await judge(exercise, answer)
      setVerdict(found)
      if (!found || isEnded.current) return found
      if (found.passed || found.critical) await end()
      else faults.current += 1
      return found
    } catch (cause) {
      setProblem(asProblem(cause))
      return null
    } finally {
      setChecking(false)
    }
  }
  return {
    answer,
    grade: verdict,
    hints,
    sawSolution,
    isChecking,
    problem,
    skills,
    change,
    check,
    hint: () => setHints((count) => Math.min(count + 1, exercise.hints.length)),
    showSolution: () => {
      const solution = solutionOf(exercise)
      if (!solution) return
      setSaw(true)
      change(solution)
    },
    startAgain: () => begin(firstNow()),
  }
}

/** A draft of another shape than the kind's is none. */
const draftOf = (exercise: Exercise): Answer | undefined =>
  readAnswer(exercise, storedDraft(exercise.id, exercise.rev))

/** ms during which the page was in sight and somebody pressed something in the last minute. */
function useActiveTime() {
  const activeMs = useRef(0)
  useEffect(() => {
    let lastSign = performance.now()
    const sign = () => {
      lastSign = performance.now()
    }
    const timer = setInterval(() => {
      const isAtWork = document.visibilityState === 'visible' && performance.now() - lastSign < IDLE_MS
      if (isAtWork) activeMs.current += TICK_MS
    }, TICK_MS)
    addEventListener('keydown', sign)
    addEventListener('pointerdown', sign)
    return () => {
      clearInterval(timer)
      removeEventListener('keydown', sign)
      removeEventListener('pointerdown', sign)
    }
  }, [])
  return activeMs
}
