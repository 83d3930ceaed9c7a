import { useEffect, useRef, useState } from 'preact/hooks'
import { announce } from '../components/live-region.tsx'
import { useWords } from '../hooks/use-words.ts'
import { openFrame } from './frame-inspector.ts'
import { judge } from './inspect.ts'
import { type Answer, type Exercise, type Grade, inspectionOf } from './learning.ts'

/** ms without a key after which the page is looked at: the verdict has to be there 300 ms after the last one. */
const PAUSE_MS = 120
/** A page of this many characters takes longer to be looked at, so that begins sooner. */
const LARGE = 20_000
const PAUSE_OF_LARGE_MS = 50

export interface Live {
  /** null until the page was first looked at, and for kinds that are judged only when asked. */
  readonly grade: Grade | null
  /** The frame kept silent: the server looks instead. */
  readonly byServer: boolean
  /** Neither could: the list stands still until *Controlla*. */
  readonly isStill: boolean
}

const NOT_YET: Live = { grade: null, byServer: false, isStill: false }
const isLive = ({ kind }: Exercise) => kind === 'repair-page' || kind === 'build'

/** The checks of a page while it is being typed. A change of state is announced once, and moves no focus. */
export function useLiveVerdict(exercise: Exercise, answer: Answer): Live {
  const { practice: words } = useWords()
  const [live, setLive] = useState(NOT_YET)
  const busy = useRef<Promise<unknown>>(Promise.resolve())
  const shown = useRef<Grade | null>(null)
  useEffect(() => {
    if (isLive(exercise) && inspectionOf(exercise, answer)) openFrame().catch(() => undefined)
    // Once a page: what is typed does not change what has to be downloaded.
  }, [exercise.id])
  useEffect(() => {
    if (!isLive(exercise)) return
    let isLate = false
    const look = async () => {
      // One look at a time: those that are asked for meanwhile are late, but for the last.
      await busy.current
      if (isLate) return
      const judging = judge(exercise, answer).catch(() => null)
      busy.current = judging
      const found = await judging
      if (isLate) return
      if (!found) return setLive((before) => ({ ...before, isStill: true }))
      const before = shown.current
      shown.current = found.grade
      setLive({ ...found, isStill: false })
      if (before && found.grade && isChanged(before, found.grade))
        announce(words.count(...count(found.grade)))
    }
    const timer = setTimeout(look, shown.current ? pauseFor(answer) : 0)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
  }, [exercise.id, answer])
  return live
}

const pauseFor = (answer: Answer) =>
  'html' in answer && answer.html.length > LARGE ? PAUSE_OF_LARGE_MS : PAUSE_MS

const isChanged = (before: Grade, now: Grade) =>
  now.results.some(({ id, passed }) => before.results.find((one) => one.id === id)?.passed !== passed)

/** How many required checks hold, and how many there are. */
export function count({ results }: Grade): [number, number] {
  const required = results.filter((result) => result.required)
  return [required.filter(({ passed }) => passed).length, required.length]
}
