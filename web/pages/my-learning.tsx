import { client, type MyLearning } from '../client.ts'
import { Page } from '../components/page.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { AssignedTasks } from '../exercises/assigned-tasks.tsx'
import { sendWaiting } from '../exercises/attempts-log.ts'
import { SkillSteps } from '../exercises/skill-steps.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import { MyLearningData } from './my-learning-data.tsx'

/** What one can do, what to review today, and what to do next. What was done before signing in comes along first. */
export function MyLearningPage() {
  const { learning: words } = useWords()
  const mine = useResource('mine', async (signal) => {
    // What cannot be sent now waits: it must not keep the rest from being seen.
    await sendWaiting().catch(() => null)
    return client.get<MyLearning>('/my-learning', {}, signal)
  })
  return (
    <Page title={words.mine} lead={words.mineLead} trail={[{ href: '/corsi', label: words.courses }]}>
      <Resource of={mine}>{(value) => <Mine learning={value} />}</Resource>
    </Page>
  )
}

function Mine({ learning }: { readonly learning: MyLearning }) {
  const { learning: words } = useWords()
  const begun = learning.skills.filter(({ state }) => state !== 'not-started')
  if (begun.length === 0) {
    return (
      <>
        <AssignedTasks tasks={learning.assigned} />
        <OwnTasks tasks={learning.ownSite} />
        <Empty title={words.mineEmpty}>
          <a href="/corsi">{words.toCourses}</a> <a href="/percorso/capacita">{words.allSkills}</a>
        </Empty>
      </>
    )
  }
  const { reviews, tasks, ownSite } = learning
  return (
    <>
      <AssignedTasks tasks={learning.assigned} />
      <OwnTasks tasks={ownSite} />
      <section aria-labelledby="next-tasks">
        <h2 id="next-tasks">{words.tasks}</h2>
        <ul lang="it">
          {tasks.map(({ id, title }) => (
            <li key={id}>
              <a href={`/esercizi/${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="reviews">
        <h2 id="reviews">{words.reviews}</h2>
        {reviews.length === 0 && <p>{words.noReviews}</p>}
        <ul lang="it">
          {reviews.map(({ skill, title, next }) => (
            <li key={skill}>{next ? <a href={`/esercizi/${next.id}`}>{title}</a> : title}</li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="skills">
        <h2 id="skills">{words.skills}</h2>
        {begun.map((skill) => (
          <SkillSteps key={skill.skill} skill={skill} />
        ))}
        <p>
          <a href="/percorso/capacita">{words.allSkills}</a>
        </p>
      </section>
      <MyLearningData learning={learning} />
    </>
  )
}

/** Faults of the own pages, to be tried before they are put right. */
function OwnTasks({ tasks }: { readonly tasks: MyLearning['ownSite'] }) {
  const { learning: words, findings } = useWords()
  if (tasks.length === 0) return null
  return (
    <section aria-labelledby="own-site">
      <h2 id="own-site">{words.fromYourSite}</h2>
      <p>{words.ownLead}</p>
      <ul>
        {tasks.map(({ exercise, findingId, title, siteName, pageCount, isPractised }) => (
          <li key={findingId}>
            <a href={`/esercizi/${exercise}`}>{title}</a>. {siteName}. {findings.heals(pageCount)}.
            {isPractised && ` ${words.practised}`}
          </li>
        ))}
      </ul>
    </section>
  )
}
