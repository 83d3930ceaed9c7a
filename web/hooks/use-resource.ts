import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { ClientProblem } from '../client.ts'

export type Resource<T> =
  | { readonly state: 'loading'; readonly reload: () => void }
  | { readonly state: 'failed'; readonly problem: ClientProblem; readonly reload: () => void }
  | { readonly state: 'empty' | 'ready'; readonly value: T; readonly reload: () => void }

type Loaded<T> =
  | { readonly key: string; readonly value: T }
  | { readonly key: string; readonly problem: ClientProblem }

/**
 * Loads what a page shows. A new `key` loads anew and forgets the old value; `reload()` loads again and keeps
 * the old value on screen until the new one is there. An answer that comes too late is dropped.
 */
export function useResource<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const [loaded, setLoaded] = useState<Loaded<T> | null>(null)
  const [turn, setTurn] = useState(0)
  const newest = useRef(load)
  newest.current = load
  useEffect(() => {
    const stop = new AbortController()
    newest.current(stop.signal).then(
      (value) => !stop.signal.aborted && setLoaded({ key, value }),
      (cause) => !stop.signal.aborted && setLoaded({ key, problem: asProblem(cause) }),
    )
    return () => stop.abort()
  }, [key, turn])
  const reload = useCallback(() => setTurn((before) => before + 1), [])
  if (loaded?.key !== key) return { state: 'loading', reload }
  if ('problem' in loaded) return { state: 'failed', problem: loaded.problem, reload }
  return { state: isEmpty(loaded.value) ? 'empty' : 'ready', value: loaded.value, reload }
}

/** @throws what is no expected refusal: a bug */
export function asProblem(cause: unknown): ClientProblem {
  if (cause instanceof ClientProblem) return cause
  throw cause
}

/** Nothing, or a list (an array, or a page of a list) without items. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (Array.isArray(value)) return value.length === 0
  return (
    typeof value === 'object' && 'items' in value && Array.isArray(value.items) && value.items.length === 0
  )
}

/** What was asked for is not there: its address is that of no page. */
export const isMissing = (resource: Resource<unknown>): boolean =>
  resource.state === 'failed' && resource.problem.status === 404
