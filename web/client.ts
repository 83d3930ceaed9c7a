import type { List } from '../api/app.ts'
import { newId } from './new-id.ts'

export type * from '../api/app.ts'

/** What every route under `/api` says when it refuses (RFC 9457), or that it could not be reached. */
export class ClientProblem extends Error {
  override readonly name = 'ClientProblem'
  /** 0: the server could not be reached. */
  readonly status: number
  /** Stable, never translated: `not-found`, `bad-input`, `offline` … */
  readonly code: string
  /** What happened and what to do, in the language on screen. */
  readonly detail: string
  /** One sentence per wrong field, by the field's name. */
  readonly fields: Readonly<Record<string, string>>

  constructor(status: number, code: string, detail: string, fields: Readonly<Record<string, string>> = {}) {
    super(`${status} ${code}: ${detail}`)
    this.status = status
    this.code = code
    this.detail = detail
    this.fields = fields
  }
}

export type Query = Readonly<Record<string, string | number | boolean | null | undefined>>

interface Sent {
  readonly query?: Query
  readonly body?: unknown
  readonly signal?: AbortSignal
}

const OFFLINE = {
  it: 'Il server non risponde. Controlla la connessione e riprova.',
  en: 'The server does not answer. Check your connection and try again.',
}
const UNREADABLE = {
  it: 'Il server ha risposto in modo inatteso. Riprova tra qualche minuto.',
  en: 'The server gave an unexpected answer. Try again in a few minutes.',
}

/** The address of a route, for links and downloads. Empty values are left out. */
export function apiUrl(path: string, query: Query = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  const text = search.toString()
  return `/api${path}${text ? `?${text}` : ''}`
}

/** Told on `window` when the server no longer knows who asks. */
export const SIGNED_OUT = 'rampa:signed-out'

const language = () => (document.documentElement.lang === 'en' ? 'en' : 'it')

async function ask<T>(method: string, path: string, { query, body, signal }: Sent = {}): Promise<T> {
  const response = await send(method, apiUrl(path, query), body, signal)
  if (response.status === 401 && path !== '/me') dispatchEvent(new Event(SIGNED_OUT))
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as T
  try {
    return (await response.json()) as T
  } catch {
    throw new ClientProblem(response.status, 'unreadable', UNREADABLE[language()])
  }
}

async function send(method: string, url: string, body: unknown, signal: AbortSignal | undefined) {
  try {
    return await fetch(url, {
      method,
      headers: {
        Accept: 'application/json',
        'Accept-Language': language(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'POST' ? { 'Idempotency-Key': newId() } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new ClientProblem(0, 'offline', OFFLINE[language()])
  }
}

async function problemOf(response: Response): Promise<ClientProblem> {
  try {
    const told: { code?: string; detail?: string; fields?: Record<string, string> } = await response.json()
    return new ClientProblem(
      response.status,
      told.code ?? 'unreadable',
      told.detail ?? UNREADABLE[language()],
      told.fields,
    )
  } catch {
    return new ClientProblem(response.status, 'unreadable', UNREADABLE[language()])
  }
}

/** Every call rejects with `ClientProblem`. The type asked for is the route's own shape, from `api/shapes`. */
export const client = {
  get: <T>(path: string, query: Query = {}, signal?: AbortSignal) =>
    ask<T>('GET', path, { query, ...(signal ? { signal } : {}) }),
  post: <T = void>(path: string, body?: unknown) => ask<T>('POST', path, { body }),
  put: <T = void>(path: string, body?: unknown) => ask<T>('PUT', path, { body }),
  patch: <T = void>(path: string, body?: unknown) => ask<T>('PATCH', path, { body }),
  del: <T = void>(path: string) => ask<T>('DELETE', path),
}

/** A whole list that is known to be short (offices, people to choose from): its first 200. */
export const listAll = async <T>(path: string, signal?: AbortSignal): Promise<readonly T[]> =>
  (await client.get<List<T>>(path, { limit: 200 }, signal)).items
