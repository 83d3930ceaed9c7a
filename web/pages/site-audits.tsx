import { type Audit, client, type List } from '../client.ts'
import { AuditBadge } from '../components/audit-badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { SiteTabProps } from './site.tsx'

export function SiteAudits({ site, query }: SiteTabProps) {
  const words = useWords()
  const format = useFormat()
  const { cursor } = query
  const audits = useResource(`${site.id} ${cursor}`, (signal) =>
    client.get<List<Audit>>(`/sites/${site.id}/audits`, { cursor }, signal),
  )
  const here = `/siti/${site.id}/controlli`
  return (
    <Resource of={audits} empty={<Empty title={words.site.auditsEmpty} />}>
      {({ items, next, total }) => (
        <>
          <DataTable
            caption={words.site.audits}
            isCaptionHidden
            columns={columns(site.id, words, format)}
            rows={items}
            rowKey={({ id }) => id}
          />
          <Pager
            shown={items.length}
            total={total}
            nextHref={next && `${here}?cursor=${encodeURIComponent(next)}`}
            firstHref={cursor ? here : null}
          />
        </>
      )}
    </Resource>
  )
}

const columns = (siteId: string, words: Messages, format: Format): readonly Column<Audit>[] => [
  {
    key: 'date',
    label: words.site.started,
    isHeader: true,
    cell: ({ id, createdAt }) => <a href={`/siti/${siteId}/controllo/${id}`}>{format.dateTime(createdAt)}</a>,
  },
  { key: 'state', label: words.site.state, cell: ({ status }) => <AuditBadge status={status} /> },
  {
    key: 'how',
    label: words.site.how,
    cell: ({ trigger, startedBy }) =>
      `${words.labels.trigger[trigger]}${startedBy ? `, ${words.site.by(startedBy)}` : ''}`,
  },
  {
    key: 'issues',
    label: words.site.issues,
    isNumber: true,
    cell: ({ summary, findings }) => format.number(summary?.issues ?? findings),
  },
  { key: 'pages', label: words.site.pages, isNumber: true, cell: ({ done }) => format.number(done) },
]
