import type { Audit } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'
import { Badge, type Tone } from './badge.tsx'
import type { IconName } from './icon.tsx'

const LOOKS: Readonly<Record<Audit['status'], readonly [Tone, IconName]>> = {
  queued: ['neutral', 'clock'],
  running: ['info', 'half'],
  concluded: ['success', 'check'],
  stopped: ['warning', 'square'],
  failed: ['danger', 'cross'],
}

/** How an audit stands, in one word. */
export function AuditBadge({ status }: { readonly status: Audit['status'] }) {
  const words = useWords()
  const [tone, icon] = LOOKS[status]
  return <Badge tone={tone} icon={icon} label={words.labels.auditStatus[status]} />
}
