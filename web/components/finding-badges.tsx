import type { Finding, Occurrence } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'
import { Badge, type Tone } from './badge.tsx'
import type { IconName } from './icon.tsx'

type Look = readonly [Tone, IconName]

const IMPACTS: Readonly<Record<Finding['impact'], Look>> = {
  critical: ['danger', 'diamond'],
  serious: ['warning', 'triangle'],
  moderate: ['neutral', 'square'],
  minor: ['neutral', 'circle'],
}
const STATUSES: Readonly<Record<Finding['status'], Look>> = {
  open: ['neutral', 'ring'],
  assigned: ['info', 'person'],
  'claimed-fixed': ['warning', 'clock'],
  'verified-fixed': ['success', 'check'],
  decided: ['neutral', 'dash'],
  'not-verified': ['warning', 'question'],
  'page-removed': ['neutral', 'cross'],
}
const PLACES: Readonly<Record<Occurrence['status'], Look>> = {
  present: ['danger', 'triangle'],
  fixed: ['success', 'check'],
  'not-verified': ['warning', 'question'],
  'page-removed': ['neutral', 'cross'],
}

export function ImpactBadge({ impact }: Pick<Finding, 'impact'>) {
  const [tone, icon] = IMPACTS[impact]
  return <Badge tone={tone} icon={icon} label={useWords().labels.impact[impact]} />
}

function StatusBadge({ status }: Pick<Finding, 'status'>) {
  const [tone, icon] = STATUSES[status]
  return <Badge tone={tone} icon={icon} label={useWords().findings.status[status]} />
}

export function PlaceBadge({ status }: Pick<Occurrence, 'status'>) {
  const [tone, icon] = PLACES[status]
  return <Badge tone={tone} icon={icon} label={useWords().finding.placeStatus[status]} />
}

/** How much it weighs, how far it is, and what is special about it. */
export function FindingBadges({ finding }: { readonly finding: Finding }) {
  const { findings: words } = useWords()
  return (
    <p class="badges">
      <ImpactBadge impact={finding.impact} />
      <StatusBadge status={finding.status} />
      {finding.outcome !== 'failed' && (
        <Badge tone="info" icon="question" label={words.outcomeOne[finding.outcome]} />
      )}
      {finding.isNew && <Badge tone="info" icon="plus" label={words.isNew} />}
      {finding.reappearedCount > 0 && <Badge tone="warning" icon="arrow" label={words.reappeared} />}
    </p>
  )
}
