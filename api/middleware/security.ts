import { createMiddleware } from 'hono/factory'
import type { Config } from '../config.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')
/**
 * The frame where a learner's page is looked at (`web/riquadro.html`): of opaque origin even when it is opened by
 * itself, with Rampa's script and style, and no way out to any network.
 */
export const FRAME_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    'sandbox allow-scripts',
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'x-frame-options': 'SAMEORIGIN',
}
/** s. One year. */
const HSTS_S = 31_536_000

/** Headers of every answer. A route that set one of them itself, for a file it sends, keeps its own. */
export const security = ({ url }: Pick<Config, 'url'>) => {
  const headers: Readonly<Record<string, string>> = {
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(url.startsWith('https:') ? { 'strict-transport-security': `max-age=${HSTS_S}` } : {}),
  }
  return createMiddleware(async (c, next) => {
    await next()
    const own: Record<string, string> = c.req.path.startsWith('/api/') ? { 'cache-control': 'no-store' } : {}
    for (const [name, value] of Object.entries({ ...headers, ...own })) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    }
  })
}
