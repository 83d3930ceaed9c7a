import { client, type ExerciseShape } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { ExerciseCard } from '../exercises/exercise-card.tsx'
import { OwnOrigin } from '../exercises/own-site.tsx'
import { isMissing, useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { NotFoundPage } from './not-found.tsx'

/** One exercise by itself: for reviews, and to be tried by anybody. */
export function ExercisePage({ params: { id = '' } }: PageProps) {
  const { learning: words } = useWords()
  const exercise = useResource(id, (signal) =>
    client.get<ExerciseShape>(`/exercises/${encodeURIComponent(id)}`, {}, signal),
  )
  if (isMissing(exercise)) return <NotFoundPage />
  const isThere = exercise.state === 'ready' || exercise.state === 'empty'
  return (
    <Page
      title={isThere ? exercise.value.title : exercise.state === 'failed' ? words.exercise : undefined}
      lang={isThere ? 'it' : undefined}
      trail={[{ href: '/corsi', label: words.courses }]}
    >
      <Resource of={exercise}>
        {(value) => (
          <>
            {words.inItalian && <p>{words.inItalian}</p>}
            {value.finding && <OwnOrigin finding={value.finding} />}
            <ExerciseCard key={value.id} exercise={value} level={1} />
          </>
        )}
      </Resource>
    </Page>
  )
}
