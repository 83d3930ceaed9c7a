import { type AttemptsKept, client, type NewAttempt } from '../client.ts'

/** Attempts that the server has not confirmed yet: done offline, or before signing in. */
const KEY = 'rampa-attempts'
/** As many as one request takes. */
const MOST = 200
/** A body has at most 1 MB; a letter with an accent takes two bytes, and JSON its share. */
const MOST_CHARACTERS = 300_000

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

/** The oldest that wait, as many as one request takes. */
function batch(): readonly NewAttempt[] {
  let size = 0
  return read()
    .slice(0, MOST)
    .filter((attempt, at) => {
      size += JSON.stringify(attempt).length
      return at === 0 || size < MOST_CHARACTERS
    })
}

/**
 * Sends all that waits. What the server has is forgotten here; what it refuses for good is too.
 *
 * @returns the last answer; null when nothing waited
 * @throws ClientProblem when the server does not take it now: what it has not taken stays
 */
export async function sendWaiting(): Promise<AttemptsKept | null> {
  let answer: AttemptsKept | null = null
  for (let attempts = batch(); attempts.length > 0; attempts = batch()) {
    answer = await client.post<AttemptsKept>('/attempts', { attempts })
    const settled = new Set([...answer.kept, ...answer.refused.map(({ id }) => id)])
    write(read().filter(({ id }) => !settled.has(id)))
    // A server that settles nothing would be asked for ever.
    if (settled.size === 0) break
  }
  return answer
}
