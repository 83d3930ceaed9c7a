import { apiUrl, client, type List, type LogEntry } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { AdminTabProps } from './administration.tsx'

export function AdminLog({ query: { cursor } }: AdminTabProps) {
  const words = useWords()
  const format = useFormat()
  const log = useResource(`${cursor}`, (signal) =>
    client.get<List<LogEntry>>('/audit-log', { cursor }, signal),
  )
  return (
    <>
      <p>{words.administration.logLead}</p>
      <Resource of={log} empty={<Empty title={words.administration.logEmpty} />}>
        {({ items, next, total }) => (
          <>
            <DataTable
              caption={words.administration.log}
              isCaptionHidden
              columns={columns(words, format)}
              rows={items}
              rowKey={({ id }) => id}
              exports={['csv', 'xlsx'].map((kind) => ({
                href: apiUrl('/audit-log', { format: kind }),
                label: kind.toUpperCase(),
              }))}
            />
            <Pager
              shown={items.length}
              total={total}
              nextHref={next && `/amministrazione/registro?cursor=${encodeURIComponent(next)}`}
              firstHref={cursor ? '/amministrazione/registro' : null}
            />
          </>
        )}
      </Resource>
    </>
  )
}

const columns = ({ administration: words }: Messages, format: Format): readonly Column<LogEntry>[] => [
  { key: 'when', label: words.when, isHeader: true, cell: ({ createdAt }) => format.dateTime(createdAt) },
  { key: 'who', label: words.who, cell: ({ person }) => person ?? words.system },
  {
    key: 'action',
    label: words.action,
    // An action without words yet (a newer server) shows its code.
    cell: ({ action }) => (words.logAction as Readonly<Record<string, string>>)[action] ?? action,
  },
  {
    key: 'details',
    label: words.details,
    cell: ({ data }) => {
      const facts = Object.entries(data).filter(([, value]) => typeof value !== 'object')
      return facts.length === 0 ? '–' : facts.map(([name, value]) => `${name}: ${value}`).join(', ')
    },
  },
]
