import { useEffect, useState } from 'preact/hooks'
import { type Audit, apiUrl, client } from '../client.ts'

/** ms. How often to ask when events do not get through (a proxy that buffers, an old browser). */
const POLL_MS = 3_000

const isOver = (audit: Audit) => audit.finishedAt !== null

/**
 * An audit as it goes on: by server-sent events, which the browser takes up again by itself after a break;
 * by asking every few seconds where they do not work. Ends when the audit does.
 */
export function useLiveAudit(first: Audit): Audit {
  const [audit, setAudit] = useState(first)
  useEffect(() => {
    setAudit(first)
    return isOver(first) ? undefined : follow(first.id, setAudit)
  }, [first])
  return audit
}

function follow(id: string, tell: (audit: Audit) => void): () => void {
  const stop = new AbortController()
  if (typeof EventSource === 'undefined') {
    poll(id, tell, stop.signal)
    return () => stop.abort()
  }
  const events = new EventSource(apiUrl(`/audits/${id}/events`))
  const read = (event: MessageEvent<string>) => {
    const audit: Audit = JSON.parse(event.data)
    tell(audit)
    if (isOver(audit)) events.close()
  }
  events.addEventListener('audit', read)
  events.addEventListener('end', (event) => {
    events.close()
    read(event)
  })
  events.addEventListener('error', () => {
    // CONNECTING: the browser tries again by itself. CLOSED: it has given up.
    if (events.readyState === EventSource.CLOSED) poll(id, tell, stop.signal)
  })
  return () => {
    events.close()
    stop.abort()
  }
}

async function poll(id: string, tell: (audit: Audit) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const audit = await client.get<Audit>(`/audits/${id}`, {}, signal).catch(() => null)
    if (signal.aborted) return
    if (audit) tell(audit)
    if (audit && isOver(audit)) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
