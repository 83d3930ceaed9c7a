import http from 'node:http'
import https from 'node:https'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import type { FetchRequest, FetchResult, GuardedFetch } from '../crawl/fetch.ts'
import type { Failure } from '../failure.ts'
import type { AddressGuard } from './address-guard.ts'
import { pinned } from './guard-proxy.ts'

const MAX_REDIRECTS = 10
const MAX_BYTES = 10_000_000
const TIMEOUT_MS = 20_000
const DNS = /^(ENOTFOUND|EAI_|ENODATA)/
const TLS = /CERT|TLS|SSL|EPROTO|SELF_SIGNED|UNABLE_TO_|ALTNAME/

export interface FetchIdentity {
  readonly userAgent: string
  /** Ends what is under way, and all that comes after, as `interrupted`. */
  readonly signal?: AbortSignal
}

interface Hop {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: Uint8Array
  readonly isTruncated: boolean
}

/** GET and HEAD outside the browser (robots.txt, sitemaps, files) under the same guard as the browser. */
export function createGuardedFetch(
  guard: AddressGuard,
  { userAgent, signal: stop }: FetchIdentity,
): GuardedFetch {
  return async (url, request = {}) => {
    const timeout = AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS)
    const signal = stop ? AbortSignal.any([timeout, stop]) : timeout
    try {
      // Raced, as a name server is not asked with a signal.
      return await Promise.race([follow(guard, url, request, userAgent, signal), whenAborted(signal)])
    } catch (error) {
      if (stop?.aborted) return no('interrupted', '')
      return { ok: false, failure: signal.aborted ? late(url) : failureOf(error, url) }
    }
  }
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const end = () => reject(signal.reason)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end, { once: true })
  })
}

async function follow(
  guard: AddressGuard,
  start: string,
  request: FetchRequest,
  userAgent: string,
  signal: AbortSignal,
): Promise<FetchResult> {
  let url = URL.parse(start)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!url || !/^https?:$/.test(url.protocol)) return no('bad-url', url?.href ?? start)
    const clearance = await guard.check(url)
    if (!clearance.ok) return { ok: false, failure: { code: clearance.code, detail: clearance.detail } }
    const hop = await ask(url, request, userAgent, pinned(clearance.addresses), signal)
    const { location } = hop.headers
    if (hop.status < 300 || hop.status > 399 || hop.status === 304 || !location) {
      return { ok: true, ...hop, finalUrl: url.href }
    }
    url = URL.parse(location, url.href)
  }
  return no('redirect-loop', start)
}

const no = (code: Failure['code'], detail: string): FetchResult => ({ ok: false, failure: { code, detail } })
const late = (url: string): Failure => ({ code: 'timeout', detail: URL.parse(url)?.host ?? url })

function ask(
  url: URL,
  request: FetchRequest,
  userAgent: string,
  lookup: ReturnType<typeof pinned>,
  signal: AbortSignal,
): Promise<Hop> {
  const { request: open } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const outgoing = open(url, {
      method: request.method ?? 'GET',
      lookup,
      signal,
      agent: false,
      insecureHTTPParser: true,
      headers: {
        'user-agent': userAgent,
        accept: '*/*',
        'accept-language': 'it-IT,it;q=0.9,en;q=0.5',
        'accept-encoding': 'gzip, deflate, br',
      },
    })
    outgoing.on('error', reject)
    outgoing.on('response', (response) => {
      read(response, request.method === 'HEAD' ? 0 : (request.maxBytes ?? MAX_BYTES)).then(resolve, reject)
    })
    outgoing.end()
  })
}

/** Bytes are counted after unpacking: a small bomb must not become a large one. */
async function read(response: http.IncomingMessage, maxBytes: number): Promise<Hop> {
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(response.headers)) {
    if (name !== 'set-cookie') headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '')
  }
  const chunks: Uint8Array[] = []
  let size = 0
  let isTruncated = false
  // An answer to HEAD names the encoding of a body that is not there.
  const isEmpty = maxBytes === 0 || response.statusCode === 204 || headers['content-length'] === '0'
  for await (const chunk of isEmpty ? [] : unpacked(response, headers['content-encoding'] ?? '')) {
    const bytes = chunk as Uint8Array
    const room = maxBytes - size
    chunks.push(bytes.subarray(0, room))
    size += Math.min(bytes.length, room)
    isTruncated = bytes.length > room
    if (isTruncated) break
  }
  response.destroy()
  return {
    status: response.statusCode ?? 0,
    headers,
    body: new Uint8Array(Buffer.concat(chunks)),
    isTruncated,
  }
}

function unpacked(response: http.IncomingMessage, encoding: string): AsyncIterable<unknown> {
  const stage = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    br: createBrotliDecompress,
    deflate: createInflate,
  }
  const create = Object.entries(stage).find(([name]) => name === encoding.trim().toLowerCase())?.[1]
  if (!create) return response
  const decoder = create()
  response.on('error', (error) => decoder.destroy(error))
  return response.pipe(decoder)
}

function failureOf(error: unknown, url: string): Failure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const detail = `${URL.parse(url)?.host ?? url}: ${code || (error instanceof Error ? error.name : 'error')}`
  if (DNS.test(code)) return { code: 'dns', detail }
  if (TLS.test(code)) return { code: 'tls', detail }
  if (/TIMEDOUT|TIMEOUT/.test(code)) return { code: 'timeout', detail }
  return { code: 'connection', detail }
}
