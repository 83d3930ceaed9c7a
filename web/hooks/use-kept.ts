import { useRef } from 'preact/hooks'
import type { Resource } from './use-resource.ts'

/**
 * A list whose filters change: while the next answer is on its way the last one stays on screen, so that focus
 * and scroll stay where they are. `isBusy` says that what is shown is about to change.
 */
export function useKept<T>(resource: Resource<T>): readonly [shown: Resource<T>, isBusy: boolean] {
  const last = useRef<Resource<T> | null>(null)
  if (resource.state !== 'loading') last.current = resource.state === 'failed' ? null : resource
  const isBusy = resource.state === 'loading' && last.current !== null
  return [isBusy && last.current ? last.current : resource, isBusy]
}
