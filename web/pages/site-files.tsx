import { apiUrl, client, type LinkedFile, type List } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { SiteTabProps } from './site.tsx'

/** Pages named beside a file; the rest is a number. */
const NAMED_PAGES = 3

export function SiteFiles({ site }: SiteTabProps) {
  const words = useWords()
  const format = useFormat()
  const files = useResource(site.id, (signal) =>
    client.get<List<LinkedFile>>(`/sites/${site.id}/documents`, {}, signal),
  )
  return (
    <>
      <p>{words.site.filesLead}</p>
      <Resource of={files} empty={<Empty title={words.site.filesEmpty} />}>
        {({ items }) => (
          <DataTable
            caption={words.site.tab.file}
            isCaptionHidden
            columns={columns(words, format)}
            rows={items}
            rowKey={({ url }) => url}
            exports={['csv', 'xlsx'].map((kind) => ({
              href: apiUrl(`/sites/${site.id}/documents`, { format: kind }),
              label: kind.toUpperCase(),
            }))}
          />
        )}
      </Resource>
    </>
  )
}

const columns = (words: Messages, format: Format): readonly Column<LinkedFile>[] => [
  {
    key: 'file',
    label: words.site.file,
    isHeader: true,
    cell: ({ url, title }) => (
      <>
        {title || fileName(url)}
        <p class="aside-line address">{url}</p>
      </>
    ),
  },
  { key: 'type', label: words.site.type, cell: ({ type }) => type.toUpperCase() },
  {
    key: 'size',
    label: words.site.size,
    isNumber: true,
    cell: ({ sizeBytes }) => (sizeBytes === null ? '–' : format.bytes(sizeBytes)),
  },
  { key: 'problem', label: words.site.fileProblem, cell: ({ problem }) => problem || '–' },
  {
    key: 'pages',
    label: words.site.linkedFrom,
    cell: ({ pages }) => (
      <ul class="plain">
        {pages.slice(0, NAMED_PAGES).map((page) => (
          <li key={page.id}>
            <a href={`/pagine/${page.id}`}>{page.title || page.url}</a>
          </li>
        ))}
        {pages.length > NAMED_PAGES && <li>{words.site.morePages(pages.length - NAMED_PAGES)}</li>}
      </ul>
    ),
  },
]

const fileName = (url: string) => url.split(/[?#]/)[0]?.split('/').at(-1) || url
