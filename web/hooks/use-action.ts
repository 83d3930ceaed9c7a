import { useCallback, useRef, useState } from 'preact/hooks'
import type { ClientProblem } from '../client.ts'
import { asProblem } from './use-resource.ts'

export interface Action {
  readonly isBusy: boolean
  /** Why the last try was refused; null when it was not. */
  readonly problem: ClientProblem | null
  /** Does it, once at a time. Resolves to true when it was done. */
  run(work: () => Promise<void>): Promise<boolean>
  clear(): void
}

/** Something a person starts with a button: busy while it lasts, and its refusal. */
export function useAction(): Action {
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ClientProblem | null>(null)
  const busy = useRef(false)
  const run = useCallback(async (work: () => Promise<void>) => {
    if (busy.current) return false
    busy.current = true
    setBusy(true)
    setProblem(null)
    try {
      await work()
      return true
    } catch (cause) {
      setProblem(asProblem(cause))
      return false
    } finally {
      busy.current = false
      setBusy(false)
    }
  }, [])
  const clear = useCallback(() => setProblem(null), [])
  return { isBusy, problem, run, clear }
}
