import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import type { Config } from './config.ts'

/**
 * Who is at the other end. Behind `RAMPA_PROXIES` proxies of ours it is the entry that the outermost of them
 * wrote; what stands further left in X-Forwarded-For came from outside and proves nothing.
 */
export function clientAddress(c: Context, { proxies }: Pick<Config, 'proxies'>): string {
  const forwarded = c.req.header('x-forwarded-for')?.split(',') ?? []
  return (proxies > 0 && forwarded.at(-proxies)?.trim()) || peerAddress(c)
}

/** Whether this machine itself asks, and not through a proxy that runs on it. */
export function isLoopback(c: Context): boolean {
  const isForwarded = c.req.header('x-forwarded-for') !== undefined || c.req.header('forwarded') !== undefined
  return !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(peerAddress(c))
}

/** '' where there is no connection: a request that a test makes up. */
function peerAddress(c: Context): string {
  return c.env && 'incoming' in c.env ? (getConnInfo(c).remote.address ?? '') : ''
}
