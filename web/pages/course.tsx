import { type CourseShape, client } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { sendWaiting } from '../exercises/attempts-log.ts'
import { Placement, StartHere } from '../exercises/placement.tsx'
import { SkillSteps } from '../exercises/skill-steps.tsx'
import { isMissing, useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { useSession } from '../session.tsx'
import { NotFoundPage } from './not-found.tsx'

/** A course: where to begin, its lessons, what one can do afterwards. */
export function CoursePage({ params: { course: id = '' } }: PageProps) {
  const { learning: words } = useWords()
  const { me } = useSession()
  const course = useResource(`${id} ${me?.person?.id ?? 'guest'}`, async (signal) => {
    // Where to begin is told from all that was done, before signing in too.
    if (me?.person) await sendWaiting().catch(() => null)
    return client.get<CourseShape>(`/courses/${encodeURIComponent(id)}`, {}, signal)
  })
  if (isMissing(course)) return <NotFoundPage />
  const isThere = course.state === 'ready' || course.state === 'empty'
  return (
    <Page
      title={isThere ? course.value.title : course.state === 'failed' ? words.courses : undefined}
      lang={isThere ? 'it' : undefined}
      lead={isThere ? course.value.summary : undefined}
      trail={[{ href: '/corsi', label: words.courses }]}
    >
      <Resource of={course}>{(value) => <Course course={value} />}</Resource>
    </Page>
  )
}

function Course({ course }: { readonly course: CourseShape }) {
  const { learning: words } = useWords()
  const { modules, abilities, progress } = course
  const isSignedIn = useSession().me?.person != null
  const hasBegun = progress.some(({ state }) => state !== 'not-started')
  return (
    <>
      {words.inItalian && <p>{words.inItalian}</p>}
      <StartHere course={course} isSignedIn={isSignedIn} />
      <h2>{words.lessons}</h2>
      {modules.map((module) => (
        <section key={module.id} aria-labelledby={`module-${module.id}`}>
          <h3 id={`module-${module.id}`} lang="it">
            {module.title}
          </h3>
          <ul>
            {module.lessons.map(({ id, title, minutes }) => (
              <li key={id}>
                <a href={`/corsi/${id}`} lang="it">
                  {title}
                </a>{' '}
                <span class="aside-line">{words.minutes(minutes)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <Placement course={course} isSignedIn={isSignedIn} />
      <section aria-labelledby="abilities">
        <h2 id="abilities">{hasBegun ? words.myAbilities : words.abilities}</h2>
        {hasBegun ? (
          progress.map((skill) => <SkillSteps key={skill.skill} skill={skill} />)
        ) : (
          <ul lang="it">
            {abilities.map(({ id, title }) => (
              <li key={id}>{title}</li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}
