import { useMemo, useState } from 'preact/hooks'
import { announce } from '../components/live-region.tsx'
import { useWords } from '../hooks/use-words.ts'
import { stopsOf } from './learning.ts'
import type { ViewProps } from './view.ts'

/** The page is not shown: only what a voice says, or where the focus is, one stop at a time. */
export function WalkView({ exercise, answer, onAnswer, grade }: ViewProps<'walk'>) {
  const { learning: words } = useWords()
  const { question, lesson } = exercise.spec
  const [side, setSide] = useState<'before' | 'after'>(answer.after.length > 0 ? 'after' : 'before')
  const count = (which: 'before' | 'after') => answer[which].length
  return (
    <div>
      <p class="question">{question}</p>
      <Steps key={side} side={side} exercise={exercise} answer={answer} onAnswer={onAnswer} grade={grade} />
      {side === 'before' ? (
        <button type="button" class="btn btn-outline-primary" onClick={() => setSide('after')}>
          {words.foundHere}
        </button>
      ) : (
        <button type="button" class="btn btn-outline-primary" onClick={() => setSide('before')}>
          {words.backToFirst}
        </button>
      )}
      {grade?.passed && (
        <p class="notice">
          {lesson
            .replaceAll('{before}', String(count('before')))
            .replaceAll('{after}', String(count('after')))}
        </p>
      )}
    </div>
  )
}

function Steps({
  exercise,
  answer,
  onAnswer,
  side,
}: ViewProps<'walk'> & { readonly side: 'before' | 'after' }) {
  const { learning: words } = useWords()
  const { view } = exercise.spec
  const stops = useMemo(() => stopsOf(view, exercise.spec[side]), [view, exercise, side])
  const visited = answer[side]
  const at = visited.at(-1) ?? -1
  const nextHeading = stops.findIndex((stop, index) => index > at && stop.isHeading)
  const go = (to: number) => {
    const stop = stops[to]
    if (!stop) return
    onAnswer({ ...answer, [side]: [...visited, to] })
    announce(stop.says)
  }
  return (
    <section class="simulated" aria-label={side === 'before' ? words.firstPage : words.secondPage}>
      <h3>{side === 'before' ? words.firstPage : words.secondPage}</h3>
      <p class="said" aria-hidden="true">
        {stops[at]?.says ?? words.atTheTop}
      </p>
      <p class="aside-line">{words.stops(visited.length)}</p>
      <p class="actions">
        <button
          type="button"
          class="btn btn-outline-primary"
          aria-disabled={at <= 0}
          onClick={() => go(at - 1)}
        >
          {words.back}
        </button>
        <button
          type="button"
          class="btn btn-primary"
          aria-disabled={at >= stops.length - 1}
          onClick={() => go(at + 1)}
        >
          {view === 'keyboard' ? words.tab : words.forward}
        </button>
        {view === 'reading' && (
          <button
            type="button"
            class="btn btn-outline-primary"
            aria-disabled={nextHeading < 0}
            onClick={() => go(nextHeading)}
          >
            {words.nextHeading}
          </button>
        )}
      </p>
    </section>
  )
}
