import type { ComponentChildren } from 'preact'
import type { Resource as Loading } from '../hooks/use-resource.ts'
import { useWords } from '../hooks/use-words.ts'
import { ProblemNotice } from './notice.tsx'

interface Props<T> {
  readonly of: Loading<T>
  /** What to show, and to do next, when there is nothing yet. */
  readonly empty?: ComponentChildren
  readonly children: (value: T) => ComponentChildren
}

/**
 * The four states of what a page loads. It must:
 * - say that something is on its way, for eyes and for screen readers (`aria-busy` on its region);
 * - when it failed, say what happened and what to do, with a button that tries again;
 * - when it is empty, show what the page gives for that, else the ready view.
 */
export function Resource<T>({ of: resource, empty, children }: Props<T>) {
  switch (resource.state) {
    case 'loading':
      return <Waiting />
    case 'failed':
      return <ProblemNotice problem={resource.problem} onRetry={resource.reload} />
    case 'empty':
      return <>{empty ?? children(resource.value)}</>
    case 'ready':
      return <>{children(resource.value)}</>
  }
}

/** Says that something is on its way; its drawing moves only for those who want motion. */
export function Waiting() {
  const words = useWords()
  return (
    <p class="waiting" aria-busy="true">
      <span class="waiting-dots" aria-hidden="true" />
      {words.common.loading}
    </p>
  )
}

interface EmptyProps {
  readonly title: string
  readonly children?: ComponentChildren
}

/** A list with nothing in it: why, and what to do next. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children}
    </div>
  )
}
