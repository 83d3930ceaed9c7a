import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { type Audit, apiUrl, ClientProblem, client, type List, type Site } from '../client.ts'
import { AuditBadge } from '../components/audit-badge.tsx'
import { type Column, DataTable } from '../components/data-table.tsx'
import { ErrorSummary } from '../components/error-summary.tsx'
import { Field } from '../components/field.tsx'
import { Page } from '../components/page.tsx'
import { Empty, Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useResource } from '../hooks/use-resource.ts'
import { type Format, useFormat, useWords } from '../hooks/use-words.ts'
import type { Messages } from '../messages/index.ts'
import { can, useMe } from '../session.tsx'

export function SitesPage() {
  const words = useWords()
  const format = useFormat()
  const canAdd = can(useMe(), 'site.write')
  const sites = useResource('sites', (signal) => client.get<List<Site>>('/sites', {}, signal))
  const empty = (
    <Empty title={words.sites.emptyTitle}>
      <p>{canAdd ? words.sites.empty : words.sites.emptyForReaders}</p>
    </Empty>
  )
  return (
    <Page title={words.sites.title} lead={words.sites.lead}>
      {canAdd && <AddSite />}
      <Resource of={sites} empty={empty}>
        {({ items }) => (
          <DataTable
            caption={words.sites.title}
            isCaptionHidden
            columns={columns(words, format)}
            rows={items}
            rowKey={({ id }) => id}
            exports={['csv', 'xlsx'].map((kind) => ({
              href: apiUrl('/sites', { format: kind }),
              label: kind.toUpperCase(),
            }))}
          />
        )}
      </Resource>
    </Page>
  )
}

const columns = (words: Messages, format: Format): readonly Column<Site>[] => [
  {
    key: 'name',
    label: words.sites.name,
    isHeader: true,
    cell: (site) => (
      <>
        <a href={`/siti/${site.id}`}>{site.name}</a>
        <p class="aside-line">{site.host}</p>
      </>
    ),
  },
  {
    key: 'open',
    label: words.sites.open,
    isNumber: true,
    cell: ({ id, counts }) => (
      <a href={`/segnalazioni?siteId=${id}&status=active`}>{format.number(counts.open)}</a>
    ),
  },
  {
    key: 'toJudge',
    label: words.sites.toJudge,
    isNumber: true,
    cell: ({ id, counts }) => <a href={`/da-giudicare?siteId=${id}`}>{format.number(counts.toJudge)}</a>,
  },
  { key: 'office', label: words.sites.office, cell: ({ office }) => office?.name ?? '–' },
  {
    key: 'last',
    label: words.sites.lastAudit,
    cell: ({ id, lastAudit }) =>
      lastAudit ? (
        <a href={`/siti/${id}/controllo/${lastAudit.id}`} class="badge-link">
          <AuditBadge status={lastAudit.status} />
          <span>{format.date(lastAudit.finishedAt ?? lastAudit.createdAt)}</span>
        </a>
      ) : (
        words.common.never
      ),
  },
  {
    key: 'next',
    label: words.sites.nextAudit,
    cell: ({ nextAuditAt }) => (nextAuditAt ? format.dateTime(nextAuditAt) : words.sites.notPlanned),
  },
]

/** Add by address: the audit starts at once, and the person watches its first findings arrive. */
function AddSite() {
  const words = useWords()
  const { route } = useLocation()
  const [startUrl, setStartUrl] = useState('')
  const action = useAction()
  const submit = (event: Event) => {
    event.preventDefault()
    return action.run(async () => {
      if (!startUrl.trim()) {
        const text = words.sites.addressMissing
        throw new ClientProblem(422, 'bad-input', text, { startUrl: text })
      }
      const site = await client.post<Site>('/sites', { startUrl: startUrl.trim() })
      // Added, but not started (the queue is full): the site's own page offers to start it again.
      const audit = await client.post<Audit>(`/sites/${site.id}/audits`).catch(() => null)
      route(`/siti/${site.id}${audit ? `/controllo/${audit.id}` : ''}`)
    })
  }
  return (
    <form class="card-form add-site" noValidate onSubmit={submit}>
      <h2>{words.sites.add}</h2>
      <ErrorSummary problem={action.problem} labels={{ startUrl: words.sites.address }} />
      <Field
        label={words.sites.address}
        name="startUrl"
        inputMode="url"
        autoComplete="url"
        hint={words.sites.addressHint}
        value={startUrl}
        onValue={setStartUrl}
        error={action.problem?.fields.startUrl}
      />
      <button type="submit" class="btn btn-primary" aria-disabled={action.isBusy}>
        {action.isBusy ? words.sites.adding : words.sites.addAndAudit}
      </button>
    </form>
  )
}
