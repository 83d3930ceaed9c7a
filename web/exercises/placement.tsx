import type { CourseShape } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'

interface Props {
  readonly course: CourseShape
  readonly isSignedIn: boolean
}

/** Where to begin, and why: told from what was done. */
export function StartHere({ course, isSignedIn }: Props) {
  const { learning, skills } = useWords()
  const { startAt, startBecause, startDecidedBy, modules, placement } = course
  const lesson = modules.flatMap(({ lessons }) => lessons).find(({ id }) => id === startAt)
  if (!lesson) return null
  const { because } = skills.placement
  const why =
    startBecause === 'task-not-alone' ? because[startBecause](startDecidedBy ?? '') : because[startBecause]
  const isBegun = startBecause !== 'nothing-done'
  const isTaken = placement.length > 0 && placement.every(({ outcome }) => outcome !== 'to-do')
  return (
    <div class="start-here">
      {isSignedIn && (isBegun || isTaken) && (
        <p>
          {skills.placement.startFrom} <strong lang="it">«{lesson.title}»</strong>, {why}
        </p>
      )}
      <p>
        <a class="btn btn-primary" href={`/corsi/${lesson.id}`}>
          {isBegun ? learning.goOn : learning.startHere}
        </a>
      </p>
    </div>
  )
}

/** Three tasks that show where to begin; each says how it went the last time, and may be done again. */
export function Placement({ course, isSignedIn }: Props) {
  const { learning, skills } = useWords()
  if (course.placement.length === 0) return null
  return (
    <section aria-labelledby="placement">
      <h2 id="placement">{learning.placement}</h2>
      <p>{learning.placementLead}</p>
      <ol>
        {course.placement.map(({ id, title, outcome }) => (
          <li key={id}>
            <a href={`/esercizi/${id}`} lang="it">
              {title}
            </a>
            {isSignedIn && ` (${skills.placement.outcomes[outcome]})`}
          </li>
        ))}
      </ol>
      <p>{isSignedIn ? skills.placement.again : skills.placement.guest}</p>
    </section>
  )
}
