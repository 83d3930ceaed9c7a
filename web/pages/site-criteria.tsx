import { apiUrl, type CriteriaTable, type Criterion, client } from '../client.ts'
import { Badge, type Tone } from '../components/badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Figures } from '../components/figures.tsx'
import type { IconName } from '../components/icon.tsx'
import { Notice } from '../components/notice.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import type { SiteTabProps } from './site.tsx'

const LOOKS: Readonly<Record<Criterion['status'], readonly [Tone, IconName]>> = {
  fails: ['danger', 'cross'],
  passes: ['success', 'check'],
  'to-judge': ['warning', 'question'],
  'not-checked': ['neutral', 'ring'],
  'not-applicable': ['neutral', 'dash'],
}

export function SiteCriteria({ site }: SiteTabProps) {
  const words = useWords()
  const format = useFormat()
  const criteria = useResource(site.id, (signal) =>
    client.get<CriteriaTable>(`/sites/${site.id}/criteria`, {}, signal),
  )
  return (
    <Resource of={criteria} empty={<Empty title={words.site.criteriaEmpty} />}>
      {({ conformance, items }) => (
        <>
          {conformance && <Conformance conformance={conformance} />}
          <DataTable
            caption={words.site.criteria}
            columns={columns(site.id, words, format)}
            rows={items}
            rowKey={({ sc }) => sc}
            exports={['csv', 'xlsx'].map((kind) => ({
              href: apiUrl(`/sites/${site.id}/criteria`, { format: kind }),
              label: kind.toUpperCase(),
            }))}
          />
        </>
      )}
    </Resource>
  )
}

function Conformance({ conformance }: { readonly conformance: NonNullable<CriteriaTable['conformance']> }) {
  const words = useWords()
  const { number } = useFormat()
  return (
    <section class="conformance" aria-labelledby="conformance">
      <h2 id="conformance">{words.site.conformance}</h2>
      <h3 class="conformance-status">{words.labels.conformance[conformance.status]}</h3>
      <p>{conformance.explanation}</p>
      <p class="aside-line">
        {words.site.standard}: {conformance.standard}
      </p>
      <Figures
        items={[
          { label: words.site.satisfied, value: number(conformance.satisfied) },
          { label: words.site.failed, value: number(conformance.failed) },
          { label: words.site.undecided, value: number(conformance.undecided) },
          { label: words.site.notApplicable, value: number(conformance.notApplicable) },
        ]}
      />
      <Notice kind="info">
        <p>{words.site.machineLimits}</p>
      </Notice>
    </section>
  )
}

function columns(siteId: string, words: Messages, format: Format): readonly Column<Criterion>[] {
  return [
    {
      key: 'sc',
      label: words.site.criterion,
      isHeader: true,
      cell: ({ sc, title, obligation }) => (
        <>
          <a href={`/segnalazioni?siteId=${siteId}&criterion=${sc}`}>
            {sc} {title}
          </a>
          {obligation === 'next' && <p class="aside-line">{words.site.next}</p>}
        </>
      ),
    },
    { key: 'level', label: words.site.level, cell: ({ level }) => level },
    {
      key: 'status',
      label: words.site.status,
      cell: ({ status, reason }) => {
        const [tone, icon] = LOOKS[status]
        return (
          <>
            <Badge tone={tone} icon={icon} label={words.labels.criterionStatus[status]} />
            {reason && <p class="aside-line">{reason}</p>}
          </>
        )
      },
    },
    {
      key: 'failed',
      label: words.site.failedPages,
      isNumber: true,
      cell: ({ failedPages }) => format.number(failedPages),
    },
    {
      key: 'judge',
      label: words.site.toJudgePages,
      isNumber: true,
      cell: ({ toJudgePages }) => format.number(toJudgePages),
    },
    { key: 'clause', label: words.site.clause, cell: ({ en301549 }) => en301549 },
  ]
}
