import { type Coverage, client } from '../client.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Figures } from '../components/figures.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { SiteTabProps } from './site.tsx'

export function SiteCoverage({ site }: SiteTabProps) {
  const words = useWords()
  const coverage = useResource(site.id, (signal) =>
    client.get<Coverage>(`/sites/${site.id}/coverage`, {}, signal),
  )
  return (
    <Resource of={coverage}>
      {(value) => (value.auditId ? <Covered coverage={value} /> : <Empty title={words.site.coverageEmpty} />)}
    </Resource>
  )
}

function Covered({ coverage }: { readonly coverage: Coverage }) {
  const words = useWords()
  const { number } = useFormat()
  return (
    <>
      <p>{words.site.coverageLead}</p>
      <Figures
        items={[
          { label: words.site.discovered, value: number(coverage.discovered) },
          { label: words.site.selected, value: number(coverage.selected) },
          { label: words.site.audited, value: number(coverage.audited) },
        ]}
      />
      {coverage.causes.length === 0 ? (
        <p>{words.site.noCauses}</p>
      ) : (
        <DataTable
          caption={words.site.causes}
          columns={[
            { key: 'cause', label: words.site.cause, isHeader: true, cell: ({ reason }) => reason },
            { key: 'remedy', label: words.site.remedy, cell: ({ remedy }) => remedy },
            {
              key: 'count',
              label: words.site.howMany,
              isNumber: true,
              cell: ({ count }) => number(count),
            },
          ]}
          rows={coverage.causes}
          rowKey={({ cause }) => cause}
        />
      )}
      {coverage.notAudited.length > 0 && (
        <DataTable
          caption={words.site.notAudited}
          columns={notAudited(words)}
          rows={coverage.notAudited}
          rowKey={({ url, cause }) => `${url} ${cause}`}
        />
      )}
      <Sitemap sitemap={coverage.sitemap} />
    </>
  )
}

const notAudited = (words: Messages): readonly Column<Coverage['notAudited'][number]>[] => [
  {
    key: 'page',
    label: words.site.page,
    isHeader: true,
    cell: ({ url }) => <span class="address">{url}</span>,
  },
  {
    key: 'cause',
    label: words.site.cause,
    cell: ({ reason, detail }) => (
      <>
        {reason}
        {detail && <p class="aside-line">{detail}</p>}
      </>
    ),
  },
  { key: 'remedy', label: words.site.remedy, cell: ({ remedy }) => remedy },
  {
    key: 'foundOn',
    label: words.site.foundOn,
    cell: ({ foundOn }) => <span class="address">{foundOn ?? '–'}</span>,
  },
]

function Sitemap({ sitemap }: Pick<Coverage, 'sitemap'>) {
  const words = useWords()
  const lists = [
    [words.site.sitemapFound, sitemap.found],
    [words.site.notLinked, sitemap.notLinked],
    [words.site.notListed, sitemap.notListed],
  ] as const
  return (
    <section class="section" aria-labelledby="sitemap">
      <h2 id="sitemap">{words.site.sitemap}</h2>
      {sitemap.found.length === 0 && <p>{words.site.sitemapNone}</p>}
      {lists.map(([title, urls]) => urls.length > 0 && <Addresses key={title} title={title} urls={urls} />)}
    </section>
  )
}

function Addresses({ title, urls }: { readonly title: string; readonly urls: readonly string[] }) {
  const words = useWords()
  return (
    <details class="disclosure">
      <summary>
        {title} ({words.site.addresses(urls.length)})
      </summary>
      <ul>
        {urls.map((url) => (
          <li key={url} class="address">
            {url}
          </li>
        ))}
      </ul>
    </details>
  )
}
