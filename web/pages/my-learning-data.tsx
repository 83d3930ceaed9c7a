import { apiUrl, type MyLearning } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { useFormat, useWords } from '../hooks/use-words.ts'

type Year = MyLearning['years'][number]

/** What is kept about one's learning, to see and to take away; hours by year against those that are owed. */
export function MyLearningData({ learning }: { readonly learning: MyLearning }) {
  const { skills: words } = useWords()
  const format = useFormat()
  const owed = format.number(learning.hoursOwed)
  const hours = (value: number) => format.number(Math.round(value * 10) / 10)
  const columns: readonly Column<Year>[] = [
    { key: 'year', label: words.year, isHeader: true, cell: ({ year }) => String(year) },
    { key: 'hours', label: words.hours, isNumber: true, cell: (one) => hours(one.hours) },
    {
      key: 'share',
      label: words.ofOwed(owed),
      isNumber: true,
      cell: (one) => `${Math.round((one.hours / learning.hoursOwed) * 100)} %`,
    },
  ]
  return (
    <section aria-labelledby="my-data">
      <h2 id="my-data">{words.data}</h2>
      <p>{words.dataLead}</p>
      <ul>
        <li>
          <a href={apiUrl('/my-learning/data')} download>
            {words.downloadJson}
          </a>
        </li>
        <li>
          <a href={apiUrl('/my-learning/data', { format: 'csv' })} download>
            {words.downloadCsv}
          </a>
        </li>
      </ul>
      {learning.years.length === 0 ? (
        <p>{words.noHours}</p>
      ) : (
        <DataTable
          caption={words.hoursTitle}
          columns={columns}
          rows={learning.years}
          rowKey={({ year }) => String(year)}
          isNarrow
        />
      )}
      <p class="aside-line">{words.hoursNote(owed)}</p>
    </section>
  )
}
