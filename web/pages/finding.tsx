import type { ComponentChildren } from 'preact'
import { client, type FindingDetail } from '../client.ts'
import { FindingBadges } from '../components/finding-badges.tsx'
import { FindingExplained } from '../components/finding-explained.tsx'
import { FindingHistory } from '../components/finding-history.tsx'
import { Page } from '../components/page.tsx'
import { Resource } from '../components/resource.tsx'
import { useResource } from '../hooks/use-resource.ts'
import { useFormat, useWords } from '../hooks/use-words.ts'
import type { PageProps } from '../lazy-page.tsx'
import { can, useMe } from '../session.tsx'
import { FindingComments } from './finding-comments.tsx'
import { Decisions } from './finding-decisions.tsx'
import { FindingPlaces } from './finding-places.tsx'
import { FindingWork } from './finding-work.tsx'
import { assigneeOf } from './findings-item.tsx'

export function FindingPage({ params }: PageProps) {
  const { finding: words, findings, common } = useWords()
  const id = params.id ?? ''
  const resource = useResource(`finding ${id}`, (signal) =>
    client.get<FindingDetail>(`/findings/${id}`, {}, signal),
  )
  const finding = resource.state === 'ready' ? resource.value : null
  return (
    <Page
      title={finding?.title ?? (resource.state === 'failed' ? common.failed : undefined)}
      trail={[{ href: '/segnalazioni', label: words.trail }]}
      lead={finding && `${finding.siteName}. ${findings.heals(finding.pageCount)}.`}
    >
      <Resource of={resource}>{(value) => <Ready finding={value} onChanged={resource.reload} />}</Resource>
    </Page>
  )
}

interface Props {
  readonly finding: FindingDetail
  readonly onChanged: () => void
}

/** What it is, what to do, where, what was said of it: in the order of somebody who has come to fix it. */
function Ready({ finding, onChanged }: Props) {
  const me = useMe()
  const isInside = me.kind !== 'guest'
  const assignHref = can(me, 'training.assign')
    ? `/formazione?${new URLSearchParams({ contenuto: finding.lesson, segnalazione: finding.id })}`
    : undefined
  return (
    <div class="finding-layout">
      <div class="finding-what">
        <FindingBadges finding={finding} />
        <FindingExplained finding={finding} assignHref={assignHref} />
        {isInside && <Practice finding={finding} />}
      </div>
      <div class="finding-side">
        <FindingWork finding={finding} onChanged={onChanged} />
        <Facts finding={finding} />
      </div>
      <div class="finding-rest">
        <FindingPlaces finding={finding} onChanged={onChanged} />
        {isInside && (
          <>
            <Decisions finding={finding} onChanged={onChanged} />
            <FindingComments finding={finding} onChanged={onChanged} />
            <FindingHistory events={finding.events} />
          </>
        )}
      </div>
    </div>
  )
}

/** What editors can put right they can first try, on their own piece of page. */
function Practice({ finding }: Pick<Props, 'finding'>) {
  const { finding: words } = useWords()
  if (finding.owner !== 'editorial') return null
  if (!finding.practice) return <p class="hint">{words.noPractice}</p>
  return (
    <p>
      <a class="btn btn-outline-primary" href={`/esercizi/${finding.practice}`}>
        {words.practise}
      </a>
    </p>
  )
}

function Facts({ finding }: Pick<Props, 'finding'>) {
  const { finding: words, labels } = useWords()
  const format = useFormat()
  const isInside = useMe().kind !== 'guest'
  return (
    <section class="card-box" aria-labelledby="standing">
      <h2 id="standing" class="card-title">
        {words.standing}
      </h2>
      <dl class="side-facts">
        <Fact label={words.ownerLabel}>
          {labels.owner[finding.owner]}. {finding.ownerReason}
        </Fact>
        {isInside && <Fact label={words.assignedLabel}>{assigneeOf(finding) ?? words.nobody}</Fact>}
        {finding.dueOn && <Fact label={words.dueLabel}>{format.date(finding.dueOn)}</Fact>}
        {finding.wcag.length > 0 && (
          <Fact label={words.criteriaLabel}>
            {finding.wcag.join(', ')} ({finding.level})
          </Fact>
        )}
        <Fact label={words.obligationLabel}>{words.obligation[finding.obligation]}</Fact>
        <Fact label={words.firstSeenLabel}>{format.date(finding.firstSeenAt)}</Fact>
        <Fact label={words.lastSeenLabel}>{format.date(finding.lastSeenAt)}</Fact>
        {finding.verifiedAt && <Fact label={words.verifiedLabel}>{format.date(finding.verifiedAt)}</Fact>}
      </dl>
      <details>
        <summary>{words.details}</summary>
        <dl class="side-facts">
          <Fact label={words.ruleLabel}>{finding.rule}</Fact>
          <Fact label={words.witnessesLabel}>{finding.witnesses.join(', ')}</Fact>
          {finding.en301549.length > 0 && (
            <Fact label={words.clauseLabel}>{finding.en301549.join(', ')}</Fact>
          )}
          {finding.act.length > 0 && <Fact label={words.actLabel}>{finding.act.join(', ')}</Fact>}
          <Fact label={words.priorityLabel}>{finding.priorityFormula}</Fact>
        </dl>
      </details>
    </section>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
