import { useEffect, useRef, useState } from 'preact/hooks'
import { type Audit, client, type FirstFault, type List, type Site } from '../client.ts'
import { AuditBadge } from '../components/audit-badge.tsx'
import { Dialog } from '../components/dialog.tsx'
import { announce } from '../components/live-region.tsx'
import { Notice, ProblemNotice } from '../components/notice.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { useAction } from '../hooks/use-action.ts'
import { useLiveAudit } from '../hooks/use-live-audit.ts'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'
import { AuditResult } from './audit-result.tsx'

/** ms. Screen readers hear of the progress at most this often. */
const SAY_EVERY_MS = 20_000
/** ms. The list of findings is asked for at most this often. */
const LIST_EVERY_MS = 4_000

export function AuditPage({ params }: PageProps) {
  const words = useWords()
  const { id = '', auditId = '' } = params
  const loaded = useResource(`${id} ${auditId}`, async (signal) => {
    const [site, audit] = await Promise.all([
      client.get<Site>(`/sites/${id}`, {}, signal),
      client.get<Audit>(`/audits/${auditId}`, {}, signal),
    ])
    return { site, audit }
  })
  const title = loaded.state === 'ready' ? words.audit.title(loaded.value.site.name) : undefined
  const trail = [
    { href: '/siti', label: words.shell.sites },
    ...(loaded.state === 'ready' ? [{ href: `/siti/${id}`, label: loaded.value.site.name }] : []),
  ]
  return (
    <Page title={loaded.state === 'failed' ? words.common.failed : title} trail={trail}>
      <Resource of={loaded}>
        {({ site, audit }) => <Live site={site} first={audit} onChange={loaded.reload} />}
      </Resource>
    </Page>
  )
}

interface LiveProps {
  readonly site: Site
  readonly first: Audit
  readonly onChange: () => void
}

function Live({ site, first, onChange }: LiveProps) {
  const words = useWords()
  const format = useFormat()
  const audit = useLiveAudit(first)
  useAnnounced(audit)
  if (audit.finishedAt) return <AuditResult site={site} audit={audit} />
  return (
    <>
      <section class="live" aria-labelledby="progress">
        <div class="live-head">
          <h2 id="progress">{words.audit.progress}</h2>
          <AuditBadge status={audit.status} />
        </div>
        {audit.status === 'queued' ? (
          <p>{words.audit.waiting}</p>
        ) : (
          <>
            <progress
              class="progress-line"
              aria-labelledby="progress"
              {...(audit.known > 0 ? { value: audit.done, max: audit.known } : {})}
            />
            <p class="live-numbers">
              {audit.known > 0
                ? words.audit.done(format.number(audit.done), format.number(audit.known))
                : words.audit.unknownYet}
            </p>
            <p class="aside-line">{words.audit.known}</p>
          </>
        )}
        {audit.isStopping ? (
          <Notice kind="info">
            <p>{words.audit.stopping}</p>
          </Notice>
        ) : (
          <StopButton audit={audit} onStopped={onChange} />
        )}
      </section>
      <FaultsSoFar audit={audit} />
      <p class="aside">{words.audit.youMayLeave}</p>
    </>
  )
}

/** Says little: the first findings, then the progress now and then, and the end. */
function useAnnounced(audit: Audit) {
  const words = useWords()
  const format = useFormat()
  const said = useRef({ at: Date.now(), findings: audit.findings, isOver: audit.finishedAt !== null })
  useEffect(() => {
    const before = said.current
    const isOver = audit.finishedAt !== null
    const isFirstFinding = before.findings === 0 && audit.findings > 0
    const isDue = Date.now() - before.at > SAY_EVERY_MS && audit.status === 'running'
    if (isOver === before.isOver && !isFirstFinding && !isDue) return
    said.current = { at: Date.now(), findings: audit.findings, isOver }
    if (isOver) announce(words.audit.ended[endOf(audit)])
    else
      announce(
        words.audit.announceProgress(
          format.number(audit.done),
          format.number(audit.known),
          format.number(audit.findings),
        ),
      )
  }, [audit, words, format])
}

const endOf = ({ status }: Audit) => (status === 'failed' || status === 'stopped' ? status : 'concluded')

function StopButton({ audit, onStopped }: { readonly audit: Audit; readonly onStopped: () => void }) {
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const action = useAction()
  if (!can(useMe(), 'audit.stop')) return null
  const stop = async () => {
    if (!(await action.run(() => client.post(`/audits/${audit.id}/stop`)))) return
    setOpen(false)
    announce(words.audit.stopping)
    onStopped()
  }
  return (
    <>
      <button type="button" class="btn btn-outline-primary" onClick={() => setOpen(true)}>
        {words.audit.stop}
      </button>
      <Dialog isOpen={isOpen} title={words.audit.stopQuestion} onClose={() => setOpen(false)}>
        <p>{words.audit.stopText}</p>
        {action.problem && <ProblemNotice problem={action.problem} />}
        <div class="form-actions">
          <button type="button" class="btn btn-primary" aria-disabled={action.isBusy} onClick={stop}>
            {words.audit.stopConfirm}
          </button>
          <button type="button" class="btn btn-outline-primary" onClick={() => setOpen(false)}>
            {words.common.cancel}
          </button>
        </div>
      </Dialog>
    </>
  )
}

/** The weightiest faults of the first pages, while the audit goes on; findings are known at its end. */
function FaultsSoFar({ audit }: { readonly audit: Audit }) {
  const words = useWords()
  const format = useFormat()
  const turn = useSlowed(audit.findings)
  const faults = useResource(`${audit.id} ${turn}`, (signal) =>
    client.get<List<FirstFault>>(`/audits/${audit.id}/first-faults`, {}, signal),
  )
  // The list stays while a newer one is on its way.
  const kept = useRef<readonly FirstFault[]>([])
  if (faults.state === 'ready') kept.current = faults.value.items
  return (
    <section class="section" aria-labelledby="so-far">
      <h2 id="so-far">
        {words.audit.findings}: {format.number(audit.findings)}
      </h2>
      {audit.findings === 0 && <p>{words.audit.noFindingsYet}</p>}
      {kept.current.length > 0 && (
        <>
          <p>{words.audit.firstFindings}</p>
          <ul class="link-list">
            {kept.current.map((fault) => (
              <li key={fault.rule}>
                <strong>{fault.title}</strong>
                <p class="aside-line">
                  {words.labels.impact[fault.impact]} · {words.audit.places(fault.places)},{' '}
                  {words.home.onPages(fault.pages)}
                </p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

/** A number that changes at most every few seconds, and ends on the last one. */
function useSlowed(value: number): number {
  const [slow, setSlow] = useState({ value, at: 0 })
  useEffect(() => {
    if (slow.value === value) return
    const wait = Math.max(0, slow.at + LIST_EVERY_MS - Date.now())
    const timer = setTimeout(() => setSlow({ value, at: Date.now() }), wait)
    return () => clearTimeout(timer)
  }, [value, slow])
  return slow.value
}
