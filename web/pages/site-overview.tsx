import { client, type HistoryPoint, type List, type Site } from '../client.ts'
import { DataTable } from '../components/data-table.tsx'
import { Figures } from '../components/figures.tsx'
import { HistoryChart } from '../components/history-chart.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { Reports } from './audit-result.tsx'
import type { SiteTabProps } from './site.tsx'

export function SiteOverview({ site }: SiteTabProps) {
  const words = useWords()
  if (!site.lastAudit) {
    return (
      <Empty title={words.site.noAudit}>
        <p>{words.site.noAuditHint}</p>
      </Empty>
    )
  }
  return (
    <>
      <Numbers site={site} />
      <History siteId={site.id} />
      <div class="columns">
        <Split site={site} by="byImpact" />
        <Split site={site} by="byOwner" />
      </div>
      {site.lastAudit.summary && <Reports auditId={site.lastAudit.id} />}
    </>
  )
}

function Numbers({ site: { id, counts } }: { readonly site: Site }) {
  const words = useWords()
  const { number } = useFormat()
  const list = (status: string) => `/segnalazioni?siteId=${id}&status=${status}`
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers" class="visually-hidden">
        {words.site.numbers}
      </h2>
      <Figures
        items={[
          { label: words.site.open, value: number(counts.open), href: list('active') },
          { label: words.site.toJudge, value: number(counts.toJudge), href: `/da-giudicare?siteId=${id}` },
          { label: words.site.assigned, value: number(counts.assigned), href: list('assigned') },
          { label: words.site.claimedFixed, value: number(counts.claimedFixed), href: list('claimed-fixed') },
          {
            label: words.site.verifiedFixed,
            value: number(counts.verifiedFixed),
            href: list('verified-fixed'),
          },
          { label: words.site.notVerified, value: number(counts.notVerified), href: list('not-verified') },
        ]}
      />
    </section>
  )
}

function History({ siteId }: { readonly siteId: string }) {
  const words = useWords()
  const history = useResource(siteId, (signal) =>
    client.get<List<HistoryPoint>>(`/sites/${siteId}/history`, {}, signal),
  )
  return (
    <section class="section" aria-labelledby="history">
      <h2 id="history">{words.site.history}</h2>
      <Resource of={history}>
        {({ items }) =>
          items.length > 1 ? <HistoryChart points={items} /> : <p>{words.site.historyEmpty}</p>
        }
      </Resource>
    </section>
  )
}

const FILTER = { byImpact: 'impact', byOwner: 'owner' } as const
const IMPACTS = ['critical', 'serious', 'moderate', 'minor'] as const
const OWNERS = ['editorial', 'template', 'third-party', 'unknown'] as const

interface Part {
  readonly key: string
  readonly label: string
  readonly count: number
}

/** What is open, by one of its sides: a small table whose numbers lead to the findings. */
function Split({ site, by }: { readonly site: Site; readonly by: 'byImpact' | 'byOwner' }) {
  const words = useWords()
  const { number } = useFormat()
  const filter = FILTER[by]
  const rows: readonly Part[] =
    by === 'byImpact'
      ? IMPACTS.map((key) => ({ key, label: words.labels.impact[key], count: site.counts.byImpact[key] }))
      : OWNERS.map((key) => ({ key, label: words.labels.owner[key], count: site.counts.byOwner[key] }))
  return (
    <section class="column-half">
      <h2>{words.site[by]}</h2>
      <DataTable
        caption={words.site[by]}
        isCaptionHidden
        columns={[
          { key: 'what', label: words.site[by], isHeader: true, cell: ({ label }) => label },
          {
            key: 'count',
            label: words.site.amount,
            isNumber: true,
            cell: ({ key, count }) => (
              <a href={`/segnalazioni?siteId=${site.id}&status=active&${filter}=${key}`}>{number(count)}</a>
            ),
          },
        ]}
        rows={rows}
        rowKey={({ key }) => key}
        isNarrow
      />
    </section>
  )
}
