import type { ComponentChildren } from 'preact'
import type { ClientProblem } from '../client.ts'
import { useWords } from '../hooks/use-words.ts'
import { Icon, type IconName } from './icon.tsx'

type Kind = 'info' | 'success' | 'warning' | 'danger'
const ICONS: Readonly<Record<Kind, IconName>> = {
  info: 'info',
  success: 'check',
  warning: 'triangle',
  danger: 'cross',
}

interface Props {
  readonly kind: Kind
  readonly title?: string
  readonly children?: ComponentChildren
}

/** Something worth knowing, framed: its kind shows by shape and words, not by colour alone. */
export function Notice({ kind, title, children }: Props) {
  return (
    <div class={`notice notice-${kind}`}>
      <Icon name={ICONS[kind]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

interface ProblemProps {
  readonly problem: Pick<ClientProblem, 'detail'>
  readonly onRetry?: () => void
}

/** What went wrong and what to do, read at once by screen readers. */
export function ProblemNotice({ problem, onRetry }: ProblemProps) {
  const words = useWords()
  return (
    <div role="alert">
      <Notice kind="danger" title={words.common.failed}>
        <p>{problem.detail}</p>
        {onRetry && (
          <button type="button" class="btn btn-outline-primary btn-sm" onClick={onRetry}>
            {words.common.retry}
          </button>
        )}
      </Notice>
    </div>
  )
}
