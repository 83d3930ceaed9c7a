import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { type ClientProblem, client, type Recheck } from '../client.ts'
import { asProblem } from './use-resource.ts'

/** ms. How often to ask how it goes. */
const POLL_MS = 800
/** ms. Most visits end in a few seconds; after this long another one is ahead in the queue. */
const PATIENCE_MS = 60_000

export type Rechecking =
  | { readonly state: 'idle' | 'running' | 'waits' }
  | { readonly state: 'done'; readonly recheck: Recheck }
  | { readonly state: 'refused'; readonly problem: ClientProblem }

/** A proof visit: started by a person, followed to its verdict. One at a time; leaving the page ends the asking. */
export function useRecheck(findingId: string, onDone: (recheck: Recheck) => void) {
  const [rechecking, setRechecking] = useState<Rechecking>({ state: 'idle' })
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])
  const start = useCallback(
    async (pageId?: string) => {
      if (running.current) return
      const stop = new AbortController()
      running.current = stop
      setRechecking({ state: 'running' })
      try {
        const asked = await client.post<Recheck>(`/findings/${findingId}/recheck`, pageId ? { pageId } : {})
        const recheck = await followed(asked, stop.signal)
        if (stop.signal.aborted) return
        setRechecking(recheck ? { state: 'done', recheck } : { state: 'waits' })
        if (recheck) onDone(recheck)
      } catch (cause) {
        if (!stop.signal.aborted) setRechecking({ state: 'refused', problem: asProblem(cause) })
      } finally {
        running.current = null
      }
    },
    [findingId, onDone],
  )
  return [rechecking, start] as const
}

async function followed(asked: Recheck, signal: AbortSignal): Promise<Recheck | null> {
  const until = performance.now() + PATIENCE_MS
  let recheck = asked
  while (!signal.aborted && performance.now() < until) {
    if (recheck.status === 'done' || recheck.status === 'failed') return recheck
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    recheck = await client.get<Recheck>(`/rechecks/${asked.id}`, {}, signal)
  }
  return null
}
