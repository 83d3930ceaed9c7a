import { type AttemptsKept, client, type NewAttempt } from '../client.ts'

/** Attempts that the server has not confirmed yet: done offline, or before signing in. */
const KEY = 'rampa-attempts'
/** As many as one request takes. */
const MOST = 200

function read(): readonly NewAttempt[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(stored) ? (stored as NewAttempt[]) : []
  } catch {
    return []
  }
}

function write(attempts: readonly NewAttempt[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(attempts.slice(-1_000)))
  } catch {
    // Switched off or full: what is done then counts only while the server answers.
  }
}

/** Keeps an attempt in this browser until the server has it. */
export const keep = (attempt: NewAttempt): void => write([...read(), attempt])

/**
 * Sends what waits. What the server has is forgotten here; what it refuses for good is too.
 *
 * @throws ClientProblem when the server does not take it now: everything stays
 */
export async function sendWaiting(): Promise<AttemptsKept | null> {
  const attempts = read().slice(0, MOST)
  if (attempts.length === 0) return null
  const answer = await client.post<AttemptsKept>('/attempts', { attempts })
  const settled = new Set([...answer.kept, ...answer.refused.map(({ id }) => id)])
  write(read().filter(({ id }) => !settled.has(id)))
  return answer
}

/** RFC 9562, version 4. `crypto.randomUUID` is missing on plain http; random bytes are not. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
