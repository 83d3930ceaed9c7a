import { useLocation } from 'preact-iso'
import { type Audit, apiUrl, client, type Site } from '../client.ts'
import { AuditBadge } from '../components/audit-badge.tsx'
import { Figures } from '../components/figures.tsx'
import { Icon } from '../components/icon.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import { can, useMe } from '../session.tsx'

interface Props {
  readonly site: Site
  readonly audit: Audit
}

/** An audit that is over: what came out, its report in every format, and where to go next. */
export function AuditResult({ site, audit }: Props) {
  const words = useWords()
  const format = useFormat()
  const end = audit.status === 'failed' || audit.status === 'stopped' ? audit.status : 'concluded'
  const kind = { concluded: 'success', stopped: 'warning', failed: 'danger' } as const
  return (
    <>
      <Notice kind={kind[end]} title={words.audit.ended[end]}>
        {audit.problem && <p>{audit.problem}</p>}
        <p>
          <AuditBadge status={audit.status} /> {words.labels.trigger[audit.trigger]},{' '}
          {format.dateTime(audit.createdAt)}
        </p>
      </Notice>
      {audit.summary && <Summary siteId={site.id} summary={audit.summary} />}
      <p class="actions">
        {audit.summary && (
          <a class="btn btn-primary" href={`/segnalazioni?siteId=${site.id}&status=active`}>
            {words.audit.seeFindings}
          </a>
        )}
        <a class="btn btn-outline-primary" href={`/siti/${site.id}`}>
          {words.audit.seeSite}
        </a>
        <StartAudit site={site} label={words.audit.again} isPrimary={!audit.summary} />
      </p>
      {audit.summary && <Reports auditId={audit.id} />}
    </>
  )
}

function Summary({ siteId, summary }: { siteId: string; summary: NonNullable<Audit['summary']> }) {
  const words = useWords()
  const { number } = useFormat()
  return (
    <section aria-labelledby="result">
      <h2 id="result">{words.audit.summary}</h2>
      <Figures
        items={[
          {
            label: words.audit.issues,
            value: number(summary.issues),
            href: `/segnalazioni?siteId=${siteId}&status=active`,
          },
          { label: words.audit.newCount, value: number(summary.newCount) },
          { label: words.audit.fixedCount, value: number(summary.fixedCount) },
          {
            label: words.audit.toJudge,
            value: number(summary.toJudge),
            href: `/da-giudicare?siteId=${siteId}`,
          },
          { label: words.audit.pagesWithIssues, value: number(summary.pagesWithIssues) },
          {
            label: words.audit.audited,
            value: number(summary.audited),
            href: `/siti/${siteId}/copertura`,
          },
        ]}
      />
    </section>
  )
}

const FORMATS = ['html', 'xlsx', 'csv', 'json', 'earl', 'sarif', 'junit', 'md'] as const

/** Every report format of the command line. */
export function Reports({ auditId }: { readonly auditId: string }) {
  const words = useWords()
  return (
    <section class="section" aria-labelledby="reports">
      <h2 id="reports">{words.audit.reports}</h2>
      <ul class="download-list">
        {FORMATS.map((format) => (
          <li key={format}>
            <a href={apiUrl(`/audits/${auditId}/report`, { format })} download="">
              <Icon name="download" />
              {words.audit.formats[format]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface StartProps {
  readonly site: Site
  readonly label: string
  readonly isPrimary?: boolean
}

/** Starts an audit and goes where it can be watched; nothing for those who may not. */
export function StartAudit({ site, label, isPrimary = false }: StartProps) {
  const { route } = useLocation()
  const action = useAction()
  if (!can(useMe(), 'audit.start')) return null
  const start = () =>
    action.run(async () => {
      const audit = await client.post<Audit>(`/sites/${site.id}/audits`)
      route(`/siti/${site.id}/controllo/${audit.id}`)
    })
  return (
    <>
      <button
        type="button"
        class={`btn ${isPrimary ? 'btn-primary' : 'btn-outline-primary'}`}
        aria-disabled={action.isBusy}
        onClick={start}
      >
        {label}
      </button>
      {action.problem && <ProblemNotice problem={action.problem} />}
    </>
  )
}
