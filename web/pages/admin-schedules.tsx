import { client, type List, type Site } from '../client.ts'
import { DataTable } from '../components/data-table.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'

/** When each site is audited next; the schedule itself is changed on the site. */
export function AdminSchedules() {
  const { administration: words, sites: siteWords, common } = useWords()
  const format = useFormat()
  const sites = useResource('sites', (signal) => client.get<List<Site>>('/sites', {}, signal))
  return (
    <>
      <p>{words.schedulesLead}</p>
      <Resource of={sites} empty={<Empty title={words.schedulesEmpty} />}>
        {({ items }) => (
          <DataTable
            caption={words.schedules}
            isCaptionHidden
            columns={[
              {
                key: 'name',
                label: siteWords.name,
                isHeader: true,
                cell: ({ id, name }) => <a href={`/siti/${id}`}>{name}</a>,
              },
              {
                key: 'next',
                label: siteWords.nextAudit,
                cell: ({ nextAuditAt }) =>
                  nextAuditAt ? format.dateTime(nextAuditAt) : siteWords.notPlanned,
              },
              {
                key: 'last',
                label: siteWords.lastAudit,
                cell: ({ lastAudit }) =>
                  lastAudit ? format.dateTime(lastAudit.finishedAt ?? lastAudit.createdAt) : common.never,
              },
              {
                key: 'actions',
                label: words.actions,
                cell: ({ id, name }) => (
                  <a href={`/siti/${id}/programma`} aria-label={words.changeOf(name)}>
                    {words.change}
                  </a>
                ),
              },
            ]}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Resource>
    </>
  )
}
