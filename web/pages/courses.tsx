import { type CourseShape, client, type List } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import { useSession } from '../session.tsx'

type Summary = Omit<CourseShape, 'modules' | 'abilities' | 'progress' | 'placement' | 'startAt'>
const AUDIENCES = ['editors', 'employees', 'citizens'] as const

/** All courses, by whom they are for. Open to everybody. */
export function CoursesPage() {
  const { learning: words } = useWords()
  const { me } = useSession()
  const courses = useResource(me?.person?.id ?? 'guest', (signal) =>
    client.get<List<Summary>>('/courses', {}, signal),
  )
  return (
    <Page
      title={words.courses}
      lead={words.coursesLead}
      actions={me?.person ? <a href="/percorso">{words.mine}</a> : undefined}
    >
      <Resource of={courses} empty={<Empty title={words.coursesEmpty} />}>
        {({ items }) => (
          <>
            {AUDIENCES.map((audience) => {
              const own = items.filter((course) => course.audience === audience)
              return own.length > 0 ? <Shelf key={audience} audience={audience} courses={own} /> : null
            })}
          </>
        )}
      </Resource>
    </Page>
  )
}

function Shelf({
  audience,
  courses,
}: {
  readonly audience: Summary['audience']
  readonly courses: readonly Summary[]
}) {
  const { learning: words } = useWords()
  return (
    <section aria-labelledby={`courses-${audience}`}>
      <h2 id={`courses-${audience}`}>{words.audiences[audience]}</h2>
      <ul class="plain course-cards">
        {courses.map(({ id, title, summary, lessons, minutes, acquired, skills }) => (
          <li key={id} class="card-box">
            <h3 lang="it">
              <a href={`/corsi/${id}`}>{title}</a>
            </h3>
            <p lang="it">{summary}</p>
            <p class="aside-line">{words.size(lessons, minutes)}</p>
            {acquired !== null && <p class="aside-line">{words.acquired(acquired, skills)}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
