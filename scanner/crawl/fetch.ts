import type { Failure } from '../failure.ts'

/** A GET or HEAD by way of the private-network guard. Redirects are followed and checked one by one. */
export type GuardedFetch = (url: string, request?: FetchRequest) => Promise<FetchResult>

export interface FetchRequest {
  readonly method?: 'GET' | 'HEAD'
  /** What comes after is not read. */
  readonly maxBytes?: number
  readonly timeoutMs?: number
}

export type FetchResult =
  | {
      readonly ok: true
      readonly status: number
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly finalUrl: string
      readonly body: Uint8Array
      readonly isTruncated: boolean
    }
  | { readonly ok: false; readonly failure: Failure }
