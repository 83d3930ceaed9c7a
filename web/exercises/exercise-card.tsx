import { useId } from 'preact/hooks'
import type { ExerciseShape } from '../client.ts'
import { announce } from '../components/live-region.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { useWords } from '../hooks/use-words.ts'
import { useSession } from '../session.tsx'
import { CheckList } from './check-list.tsx'
import { viewOf } from './index.ts'
import { type Exercise, firstFault, solutionOf, trapsOf } from './learning.ts'
import { OwnNext } from './own-site.tsx'
import { SkillSteps } from './skill-steps.tsx'
import { type Doing, useExercise } from './use-exercise.ts'
import { useLiveVerdict } from './use-live-verdict.ts'

interface Props {
  readonly exercise: ExerciseShape
  /** 2 inside a lesson. */
  readonly level: 1 | 2
}

/**
 * An exercise from the task to the verdict. It must:
 * - tell one fault at a time, and why it matters, without moving the focus;
 * - never lock anything: hints and the solution are always there, and say what they cost;
 * - lose nothing that was typed by a reload.
 */
export function ExerciseCard({ exercise: shape, level }: Props) {
  const { learning: words } = useWords()
  const id = useId()
  // The API sends what `learning` read from the file: the same shape, without its type.
  const exercise = shape as unknown as Exercise
  const doing = useExercise(exercise)
  const live = useLiveVerdict(exercise, doing.answer)
  const View = viewOf(exercise.kind)
  const check = async () => {
    const found = await doing.check()
    if (!found) return
    announce(
      found.passed ? words.passed : (found.critical?.message ?? firstFault(found)?.message ?? words.notYet),
    )
  }
  return (
    <section class="exercise" aria-labelledby={id}>
      {level === 2 ? (
        <h2 id={id} lang="it">
          {exercise.title}
        </h2>
      ) : (
        // The page is called like the exercise; the headings inside still need one above them.
        <h2 id={id} class="visually-hidden">
          {words.exercise}
        </h2>
      )}
      <p class="aside-line">{words.about(exercise.minutes, words.autonomy[exercise.autonomy] ?? '')}</p>
      {/* Safe HTML: made by the server from Markdown without raw HTML. */}
      <div class="prose" lang="it" dangerouslySetInnerHTML={{ __html: exercise.task }} />
      <View
        exercise={exercise as never}
        answer={doing.answer as never}
        onAnswer={doing.change}
        grade={doing.grade}
      />
      <CheckList exercise={exercise} live={live} />
      <p class="actions">
        <button type="button" class="btn btn-primary" aria-disabled={doing.isChecking} onClick={check}>
          {words.check}
        </button>
        {doing.hints < exercise.hints.length && (
          <button type="button" class="btn btn-outline-primary" onClick={doing.hint}>
            {words.hint}
          </button>
        )}
        {solutionOf(exercise) && (
          <button type="button" class="btn btn-outline-primary" onClick={doing.showSolution}>
            {words.solution}
          </button>
        )}
      </p>
      <Help hints={exercise.hints.slice(0, doing.hints)} />
      {doing.problem && <ProblemNotice problem={doing.problem} onRetry={check} />}
      <Verdict doing={doing} finding={shape.finding} canDiffer={canDiffer(exercise)} />
    </section>
  )
}

function Help({ hints }: { readonly hints: readonly string[] }) {
  const { learning: words } = useWords()
  if (hints.length === 0) return null
  return (
    <div class="card-box">
      <h3>{words.hints}</h3>
      <ol>
        {hints.map((hint) => (
          <li key={hint}>{hint}</li>
        ))}
      </ol>
      <p class="aside-line">{words.hintCost}</p>
    </div>
  )
}

const canDiffer = (exercise: Exercise) =>
  (exercise.kind === 'procedure' || exercise.kind === 'setback') &&
  !exercise.spec.guided &&
  trapsOf(exercise.spec).length > 0

interface VerdictProps {
  readonly doing: Doing
  readonly finding: ExerciseShape['finding']
  /** Done again, something of it may be different. */
  readonly canDiffer: boolean
}

function Verdict({ doing, finding, canDiffer }: VerdictProps) {
  const { learning: words, practice } = useWords()
  const { me } = useSession()
  const { grade, skills } = doing
  if (!grade) return null
  if (!grade.passed) {
    const fault = grade.critical ?? firstFault(grade)
    return (
      <Notice kind="warning" title={grade.critical ? words.critical : words.notYet}>
        <p>{fault?.message}</p>
        {grade.critical && (
          <button type="button" class="btn btn-outline-primary" onClick={doing.startAgain}>
            {words.startAgain}
          </button>
        )}
      </Notice>
    )
  }
  return (
    <Notice kind="success" title={words.passed}>
      <p>{doing.sawSolution ? words.passedSeen : doing.hints > 0 ? words.passedHelped : words.passedAlone}</p>
      {finding && 'html' in doing.answer && <OwnNext finding={finding} html={doing.answer.html} />}
      {!me?.person && <p>{words.guestKept}</p>}
      {canDiffer && (
        <p>
          <button type="button" class="btn btn-outline-primary" onClick={doing.startAgain}>
            {practice.again}
          </button>
        </p>
      )}
      {skills?.map((skill) => (
        <SkillSteps key={skill.skill} skill={skill} />
      ))}
    </Notice>
  )
}
