import { lookup } from 'node:dns/promises'
import ipaddr from 'ipaddr.js'
import type { CauseCode } from '../failure.ts'

/** An address of a host, as the resolver gives it. */
export interface HostAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** Why a connection was not made. `private-network` is our refusal; the others happened on the way. */
export interface Fault {
  readonly code: Extract<CauseCode, 'private-network' | 'dns' | 'connection' | 'timeout'>
  readonly detail: string
}

export type Clearance =
  | { readonly ok: true; readonly addresses: readonly HostAddress[] }
  | ({ readonly ok: false } & Fault)

export interface GuardOptions {
  /** The operator vouches for every address: nothing is refused but the proxy itself. */
  readonly allowPrivate: boolean
  /** `host` or `host:port` that the operator vouches for, one by one. */
  readonly privateHosts?: readonly string[]
  /** Ports beside 80 and 443, e.g. of the start addresses. */
  readonly ports?: readonly number[]
  /** The resolver; tests pass their own. */
  readonly resolve?: (host: string) => Promise<readonly HostAddress[]>
}

/** Azure's wire server has a public address, yet answers only inside a machine with secrets of that machine. */
const METADATA = new Set(['168.63.129.16', '169.254.169.254', 'fd00:ec2::254'])
const WEB_PORTS = [80, 443]
/** A name is asked again after this time; each answer is checked and pinned for the connection it is for. */
const RESOLVED_FOR_MS = 30_000
const REMEMBERED = 2_000

/**
 * Whether an address belongs to the public internet. Everything that is not plain unicast is refused:
 * private, loopback, link-local, CGNAT, multicast, and the IPv6 forms that carry an IPv4 address inside
 * (mapped, NAT64, 6to4, Teredo), as they would reach the inner one.
 */
export function isPublicAddress(address: string): boolean {
  if (METADATA.has(address) || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  if (parsed.range() !== 'unicast') return false
  // Only 2000::/3 is given out as global unicast: https://www.rfc-editor.org/rfc/rfc4291#section-2.4
  return parsed.kind() === 'ipv4' || ((parsed.toByteArray()[0] ?? 0) & 0xe0) === 0x20
}

async function resolveAll(host: string): Promise<readonly HostAddress[]> {
  const found = await lookup(host, { all: true, verbatim: true })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

/** `host:port` of a URL, the key under which faults are remembered. */
function originKey(url: URL): string {
  return `${url.hostname}:${portOf(url)}`
}

const portOf = (url: URL) => Number(url.port) || (/^(https|wss):$/.test(url.protocol) ? 443 : 80)

/** Decides which hosts may be spoken to, after resolving them, and remembers what it refused. */
export class AddressGuard {
  readonly #allowPrivate: boolean
  readonly #privateHosts: ReadonlySet<string>
  readonly #ports: Set<number>
  readonly #resolve: (host: string) => Promise<readonly HostAddress[]>
  readonly #resolved = new Map<string, { at: number; answer: Promise<readonly HostAddress[]> }>()
  readonly #faults = new Map<string, Fault>()
  readonly #refusals = new Map<string, number>()
  readonly #own = new Set<string>()

  constructor(options: GuardOptions) {
    this.#allowPrivate = options.allowPrivate
    this.#privateHosts = new Set(options.privateHosts)
    this.#ports = new Set([...WEB_PORTS, ...(options.ports ?? [])])
    this.#resolve = options.resolve ?? resolveAll
  }

  /** The addresses a connection may use: it must use no others, or the check could be got round by rebinding. */
  async check(url: URL): Promise<Clearance> {
    const clearance = await this.#decide(url)
    if (clearance.ok) return clearance
    this.reportFault(url, { code: clearance.code, detail: clearance.detail })
    return clearance
  }

  /** Whether a host is one that no stranger runs: it may be spoken to, and none of its addresses is public. */
  async isPrivate(url: URL): Promise<boolean> {
    const clearance = await this.#decide(url)
    return clearance.ok && clearance.addresses.every(({ address }) => !isPublicAddress(address))
  }

  /** Notes why a connection failed, so that the visit can name the cause instead of the proxy's answer. */
  reportFault(url: URL, fault: Fault): void {
    const key = originKey(url)
    if (fault.code === 'private-network') remember(this.#refusals, key, (this.#refusals.get(key) ?? 0) + 1)
    remember(this.#faults, key, fault)
  }

  clearFault(url: URL): void {
    if (this.#faults.size > 0) this.#faults.delete(originKey(url))
  }

  /** The last fault of this address' host and port, unless a connection worked since. */
  faultOf(url: string): Fault | null {
    const parsed = URL.parse(url)
    return parsed ? (this.#faults.get(originKey(parsed)) ?? null) : null
  }

  /** How often each `host:port` was refused. */
  get refusals(): ReadonlyMap<string, number> {
    return this.#refusals
  }

  /** The proxy's own door is never a target: it would call itself without end. */
  forbid(host: string, port: number): void {
    this.#own.add(`${host}:${port}`)
  }

  async #decide(url: URL): Promise<Clearance> {
    const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
    const port = portOf(url)
    if (this.#own.has(`${host}:${port}`)) return refused(`${host}:${port}`)
    const isVouchedFor =
      this.#allowPrivate || this.#privateHosts.has(host) || this.#privateHosts.has(`${host}:${port}`)
    if (!isVouchedFor && !this.#ports.has(port)) return refused(`${host}, port ${port}`)
    if (!isVouchedFor && /(^|\.)localhost$/i.test(host)) return refused(host)
    if (ipaddr.isValid(host)) {
      if (!isVouchedFor && !isPublicAddress(host)) return refused(host)
      return { ok: true, addresses: [{ address: host, family: host.includes(':') ? 6 : 4 }] }
    }
    return this.#decideName(host, isVouchedFor)
  }

  async #decideName(host: string, isVouchedFor: boolean): Promise<Clearance> {
    let found: readonly HostAddress[]
    try {
      found = await this.#lookUp(host)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'ENOTFOUND'
      return { ok: false, code: 'dns', detail: `${host}: ${code}` }
    }
    if (found.length === 0) return { ok: false, code: 'dns', detail: host }
    const allowed = isVouchedFor ? found : found.filter(({ address }) => isPublicAddress(address))
    return allowed.length > 0 ? { ok: true, addresses: allowed } : refused(`${host} (${found[0]?.address})`)
  }

  #lookUp(host: string): Promise<readonly HostAddress[]> {
    const known = this.#resolved.get(host)
    if (known && performance.now() - known.at < RESOLVED_FOR_MS) return known.answer
    const answer = this.#resolve(host)
    remember(this.#resolved, host, { at: performance.now(), answer })
    // A failure is not kept: the next page may find the name server well again.
    answer.catch(() => this.#resolved.delete(host))
    return answer
  }
}

const refused = (detail: string): Clearance => ({ ok: false, code: 'private-network', detail })

/** A map that forgets its oldest entry, so that endless sites cannot fill the memory. */
function remember<V>(map: Map<string, V>, key: string, value: V): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > REMEMBERED) for (const oldest of map.keys()) return void map.delete(oldest)
}
