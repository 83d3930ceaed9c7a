import { apiUrl, client, type Learner, type TrainingPeople } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Page } from '../components/page.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import type { Messages } from '../messages/index.ts'

/** Who was asked one thing: where each stands, and who would be glad of help. */
export function TrainingPeoplePage({ params }: PageProps) {
  const words = useWords()
  const format = useFormat()
  const path = `/training/${params.id}/people`
  const people = useResource(path, (signal) => client.get<TrainingPeople>(path, {}, signal))
  const trail = [{ href: '/formazione', label: words.training.title }]
  const title =
    people.state === 'ready' || people.state === 'empty'
      ? words.training.personTitle(people.value.training.content.title)
      : people.state === 'failed'
        ? words.common.failed
        : undefined
  return (
    <Page title={title} trail={trail}>
      <Resource of={people} empty={<Empty title={words.training.peopleEmpty} />}>
        {({ items }) => (
          <DataTable
            caption={words.training.people}
            columns={columns(words.training, format)}
            rows={items}
            rowKey={({ id }) => id}
            exports={['csv', 'xlsx'].map((kind) => ({
              href: apiUrl(path, { format: kind }),
              label: kind.toUpperCase(),
            }))}
          />
        )}
      </Resource>
    </Page>
  )
}

const columns = (words: Messages['training'], format: Format): readonly Column<Learner>[] => [
  { key: 'name', label: words.name, isHeader: true, cell: ({ name }) => name },
  {
    key: 'state',
    label: words.state,
    cell: ({ state, doneAt }) => (
      <>
        {words.states[state]}
        {doneAt && <p class="aside-line">{format.date(doneAt)}</p>}
      </>
    ),
  },
  { key: 'shown', label: words.shown, isNumber: true, cell: ({ done, all }) => words.of(done, all) },
  { key: 'help', label: words.help, cell: (one) => helpFor(words, one) },
  {
    key: 'reminders',
    label: words.reminders,
    cell: ({ reminders }) => reminders.map(({ at }) => format.date(at)).join(', ') || words.none,
  },
]

function helpFor(words: Messages['training'], { needsHelp, stuckIn }: Learner): string {
  if (needsHelp === 'stuck') return words.stuck(stuckIn ?? '')
  return needsHelp === 'late' ? words.late : words.fine
}
