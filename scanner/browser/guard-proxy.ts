import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { LookupFunction } from 'node:net'
import net from 'node:net'
import type { Duplex } from 'node:stream'
import type { AddressGuard, Fault, HostAddress } from './address-guard.ts'

/** The door all of Chromium's traffic leaves by. */
export interface GuardProxy {
  /** For `--proxy-server`. */
  readonly url: string
  /** The value of `FAULT_HEADER` on answers that the proxy made up itself: a site cannot guess it. */
  readonly faultToken: string
  close(): Promise<void>
}

/** Marks an answer of ours in place of the site's: the visit then asks the guard what happened. */
export const FAULT_HEADER = 'x-rampa-fault'
const CONNECT_TIMEOUT_MS = 20_000
const HOP_BY_HOP = new Set([
  'proxy-connection',
  'proxy-authorization',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'upgrade',
])

/**
 * A forward proxy on a random loopback address. It resolves each host, asks the guard, and connects to exactly
 * the addresses that were checked; redirects, frames, sub-resources and sockets all pass here, one by one.
 * Only processes of our own user may use it.
 */
export async function openGuardProxy(guard: AddressGuard): Promise<GuardProxy> {
  const faultToken = randomBytes(12).toString('hex')
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 32, timeout: 120_000 })
  const sockets = new Set<Duplex>()
  const server = http.createServer((request, response) => {
    forward(guard, agent, faultToken, request, response).catch(() => response.destroy())
  })
  server.on('connect', (request, client, head) => {
    tunnel(guard, sockets, request, client, head).catch(() => client.destroy())
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    isOurs(socket).then((ours) => ours || socket.destroy())
  })
  server.on('clientError', (_error, socket) => socket.destroy())
  // Streams and long polls are the page's own business: the visit has its own deadlines.
  server.requestTimeout = 0
  server.keepAliveTimeout = 60_000
  const { host, port } = await listen(server)
  guard.forbid(host, port)
  return {
    url: `http://${host}:${port}`,
    faultToken,
    async close() {
      for (const socket of sockets) socket.destroy()
      agent.destroy()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** On Linux all of 127.0.0.0/8 is this machine: a random host is one more thing a stranger must guess. */
async function listen(server: http.Server): Promise<{ host: string; port: number }> {
  const [a = 0, b = 0, c = 0] = randomBytes(3)
  const host = process.platform === 'linux' ? `127.${a}.${b}.${(c % 253) + 2}` : '127.0.0.1'
  await new Promise<void>((done, failed) => {
    server.once('error', failed)
    server.listen(0, host, done)
  })
  const address = server.address()
  return { host, port: typeof address === 'object' && address ? address.port : 0 }
}

/**
 * Whether the socket's other end belongs to our user: on a shared machine nobody else may reach, through an
 * audit with `--allow-private`, what only this account may reach. Systems without /proc pass.
 */
async function isOurs(socket: net.Socket): Promise<boolean> {
  const uid = process.getuid?.()
  const { remoteAddress, remotePort } = socket
  if (uid === undefined || !remoteAddress || !remotePort) return process.platform !== 'linux'
  const table = await readFile('/proc/net/tcp', 'latin1').catch(() => null)
  if (table === null) return true
  const hex = remoteAddress
    .split('.')
    .reverse()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
  const local = `${hex}:${remotePort.toString(16).padStart(4, '0')}`.toUpperCase()
  const row = table.split('\n').find((line) => line.includes(`: ${local} `))
  return row === undefined || Number(row.trim().split(/\s+/)[7]) === uid
}

/** A lookup that knows only the checked addresses. */
export function pinned(addresses: readonly HostAddress[]): LookupFunction {
  return (_host, options, done) => {
    const [first] = addresses
    if (options.all) done(null, [...addresses])
    else if (first) done(null, first.address, first.family)
    else done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '')
  }
}

async function forward(
  guard: AddressGuard,
  agent: http.Agent,
  token: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const url = URL.parse(request.url ?? '')
  const refuse = (fault: Fault) => {
    if (response.headersSent) return void response.destroy()
    response.writeHead(502, { [FAULT_HEADER]: `${token} ${fault.code}`, 'cache-control': 'no-store' }).end()
  }
  if (url?.protocol !== 'http:') return refuse({ code: 'private-network', detail: 'not http' })
  const clearance = await guard.check(url)
  if (!clearance.ok) return refuse(clearance)
  const upstream = http.request(url, {
    agent,
    method: request.method,
    headers: withoutHopByHop(request.headers),
    lookup: pinned(clearance.addresses),
    insecureHTTPParser: true,
  })
  upstream.on('response', (answer) => {
    guard.clearFault(url)
    answer.on('error', () => response.destroy())
    try {
      response.writeHead(answer.statusCode ?? 502, withoutHopByHop(answer.headers))
      answer.pipe(response)
    } catch (error) {
      // A server may send header bytes that Node refuses to write.
      answer.destroy()
      refuse(faultOfError(error instanceof Error ? error : new Error('bad header'), url.host))
    }
  })
  upstream.on('error', (error) => {
    const fault = faultOfError(error, url.host)
    if (!response.headersSent) guard.reportFault(url, fault)
    refuse(fault)
  })
  response.on('close', () => upstream.destroy())
  request.pipe(upstream)
}

function withoutHopByHop(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const kept: http.OutgoingHttpHeaders = {}
  for (const [name, value] of Object.entries(headers)) if (!HOP_BY_HOP.has(name)) kept[name] = value
  return kept
}

async function tunnel(
  guard: AddressGuard,
  sockets: Set<Duplex>,
  request: http.IncomingMessage,
  client: Duplex,
  head: Buffer,
): Promise<void> {
  client.on('error', () => client.destroy())
  const refuse = () => client.end('HTTP/1.1 502 Refused\r\nConnection: close\r\n\r\n')
  const url = URL.parse(`https://${request.url ?? ''}`)
  if (!url) return void refuse()
  const clearance = await guard.check(url)
  if (!clearance.ok) return void refuse()
  const port = Number(url.port) || 443
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const upstream = net.connect({ host, port, lookup: pinned(clearance.addresses) })
  sockets.add(upstream)
  const timer = setTimeout(() => upstream.destroy(new Error('ETIMEDOUT')), CONNECT_TIMEOUT_MS)
  let isOpen = false
  upstream.on('connect', () => {
    isOpen = true
    clearTimeout(timer)
    guard.clearFault(url)
    client.write('HTTP/1.1 200 OK\r\n\r\n')
    if (head.length > 0) upstream.write(head)
    upstream.pipe(client).pipe(upstream)
  })
  upstream.on('error', (error) => {
    if (!isOpen) guard.reportFault(url, faultOfError(error, url.host))
    if (isOpen) client.destroy()
    else refuse()
  })
  upstream.on('close', () => {
    clearTimeout(timer)
    sockets.delete(upstream)
    if (isOpen) client.destroy()
  })
  client.on('close', () => upstream.destroy())
}

function faultOfError(error: Error, host: string): Fault {
  const code = 'code' in error ? String(error.code) : error.message
  return { code: /TIMEDOUT|TIMEOUT/.test(code) ? 'timeout' : 'connection', detail: `${host}: ${code}` }
}
