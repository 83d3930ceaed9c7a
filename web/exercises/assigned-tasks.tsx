import type { MyTraining } from '../client.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'

/** What others asked of me: by whom, by when and why me. Nothing when nobody asked anything. */
export function AssignedTasks({ tasks }: { readonly tasks: readonly MyTraining[] }) {
  const { training: words } = useWords()
  if (tasks.length === 0) return null
  return (
    <section aria-labelledby="assigned-tasks">
      <h2 id="assigned-tasks">{words.forMe}</h2>
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            <Task task={task} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Task({ task }: { readonly task: MyTraining }) {
  const { training, labels } = useWords()
  const words = training.forMeLine
  const format = useFormat()
  const why = [
    task.assignedBy && words.by(task.assignedBy),
    task.dueOn && words.due(format.date(task.dueOn)),
    task.office && words.office(task.office),
    task.role && words.role(labels.role[task.role]),
    task.state === 'done' ? words.done : words.progress(task.done, task.all),
  ]
  return (
    <>
      <a href={task.content.path} lang="it">
        {task.content.title}
      </a>
      <p class="aside-line">{why.filter(Boolean).join(' · ')}</p>
      {task.note && <p class="aside-line">{task.note}</p>}
      {task.findingId && (
        <p class="aside-line">
          <a href={`/segnalazioni/${task.findingId}`}>{words.finding}</a>
        </p>
      )}
    </>
  )
}
