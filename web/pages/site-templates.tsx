import { client, type List, type Template } from '../client.ts'
import { DataTable } from '../components/data-table.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { SiteTabProps } from './site.tsx'

export function SiteTemplates({ site }: SiteTabProps) {
  const words = useWords()
  const { number } = useFormat()
  const templates = useResource(site.id, (signal) =>
    client.get<List<Template>>(`/sites/${site.id}/templates`, {}, signal),
  )
  return (
    <>
      <p>{words.site.templatesLead}</p>
      <Resource of={templates} empty={<Empty title={words.site.templatesEmpty} />}>
        {({ items }) => (
          <DataTable
            caption={words.site.tab.modelli}
            isCaptionHidden
            columns={[
              { key: 'name', label: words.site.template, isHeader: true, cell: ({ template }) => template },
              {
                key: 'example',
                label: words.site.example,
                cell: ({ example }) => <a href={`/pagine/${example.id}`}>{example.title || example.url}</a>,
              },
              {
                key: 'pages',
                label: words.site.pages,
                isNumber: true,
                cell: ({ pageCount }) => number(pageCount),
              },
              {
                key: 'open',
                label: words.sites.open,
                isNumber: true,
                cell: ({ openFindings }) => number(openFindings),
              },
            ]}
            rows={items}
            rowKey={({ template }) => template}
          />
        )}
      </Resource>
    </>
  )
}
