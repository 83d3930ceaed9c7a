import { client, type LessonShape } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { ExerciseCard } from '../exercises/exercise-card.tsx'
import { isMissing, useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { NotFoundPage } from './not-found.tsx'

/** A lesson: tasks, and a little text between them. */
export function LessonPage({ params: { course = '', lesson: stem = '' } }: PageProps) {
  const { learning: words } = useWords()
  const id = `${encodeURIComponent(course)}/${encodeURIComponent(stem)}`
  const lesson = useResource(id, (signal) => client.get<LessonShape>(`/lessons/${id}`, {}, signal))
  if (isMissing(lesson)) return <NotFoundPage />
  const isThere = lesson.state === 'ready' || lesson.state === 'empty'
  const trail = [
    { href: '/corsi', label: words.courses },
    ...(isThere
      ? [{ href: `/corsi/${lesson.value.course.id}`, label: lesson.value.course.title, lang: 'it' as const }]
      : []),
  ]
  const title = isThere ? lesson.value.title : lesson.state === 'failed' ? words.lessons : undefined
  return (
    <Page title={title} lang={isThere ? 'it' : undefined} trail={trail}>
      <Resource of={lesson}>{(value) => <Lesson lesson={value} />}</Resource>
    </Page>
  )
}

function Lesson({ lesson }: { readonly lesson: LessonShape }) {
  const { learning: words } = useWords()
  const format = useFormat()
  const { parts, sources, verified, previous, next } = lesson
  return (
    <>
      {words.inItalian && <p>{words.inItalian}</p>}
      {parts.map((part, at) =>
        part.kind === 'text' ? (
          <div key={at} class="prose" lang="it" dangerouslySetInnerHTML={{ __html: part.html }} />
        ) : (
          <ExerciseCard key={part.exercise.id} exercise={part.exercise} level={2} />
        ),
      )}
      <nav class="actions" aria-label={words.lessons}>
        {previous && (
          <a class="btn btn-outline-primary" href={`/corsi/${previous.id}`}>
            {words.previous}: <span lang="it">{previous.title}</span>
          </a>
        )}
        {next && (
          <a class="btn btn-primary" href={`/corsi/${next.id}`}>
            {words.next}: <span lang="it">{next.title}</span>
          </a>
        )}
      </nav>
      {sources.length > 0 && (
        <section aria-labelledby="sources">
          <h2 id="sources">{words.sources}</h2>
          <ul>
            {sources.map(({ url, title, read }) => (
              <li key={url}>
                <a href={url} lang="it">
                  {title}
                </a>{' '}
                <span class="aside-line">
                  ({read ? words.sourceRead(format.date(read)) : words.sourceNotRead})
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p class="aside-line">{words.verified(format.date(verified))}</p>
    </>
  )
}
