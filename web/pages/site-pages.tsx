import { apiUrl, client, type List, type PageItem } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Pager } from '../components/pager.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { SiteTabProps } from './site.tsx'

export function SitePages({ site, query }: SiteTabProps) {
  const words = useWords()
  const format = useFormat()
  const { cursor } = query
  const pages = useResource(`${site.id} ${cursor}`, (signal) =>
    client.get<List<PageItem>>(`/sites/${site.id}/pages`, { cursor }, signal),
  )
  const here = `/siti/${site.id}/pagine`
  return (
    <Resource of={pages} empty={<Empty title={words.site.pagesEmpty} />}>
      {({ items, next, total }) => (
        <>
          <DataTable
            caption={words.site.tab.pagine}
            isCaptionHidden
            columns={columns(words, format)}
            rows={items}
            rowKey={({ id }) => id}
            exports={['csv', 'xlsx'].map((kind) => ({
              href: apiUrl(`/sites/${site.id}/pages`, { format: kind }),
              label: kind.toUpperCase(),
            }))}
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

const columns = (words: Messages, format: Format): readonly Column<PageItem>[] => [
  {
    key: 'page',
    label: words.site.pageTitle,
    isHeader: true,
    cell: ({ id, title, url }) => (
      <>
        <a href={`/pagine/${id}`}>{title || url}</a>
        <p class="aside-line address">{url}</p>
      </>
    ),
  },
  { key: 'failed', label: words.sites.open, isNumber: true, cell: ({ failed }) => format.number(failed) },
  {
    key: 'toJudge',
    label: words.sites.toJudge,
    isNumber: true,
    cell: ({ toJudge }) => format.number(toJudge),
  },
  { key: 'office', label: words.site.office, cell: ({ office }) => office?.name ?? '–' },
  { key: 'template', label: words.site.template, cell: ({ template }) => template },
  { key: 'seen', label: words.site.lastSeen, cell: ({ lastSeenAt }) => format.date(lastSeenAt) },
]
