import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { clientAddress } from '../client-address.ts'
import type { Config } from '../config.ts'
import { guestCookie, sessionCookie } from '../middleware/session.ts'
import type { Env } from '../router.ts'
import { deviceOf } from '../services/device.ts'
import { SESSION_DAYS, type Visitor } from '../services/sign-in.ts'

type Settings = Pick<Config, 'url' | 'proxies'>

/** Scripts cannot read it, other sites cannot send it along with a write, and over HTTPS it never travels bare. */
export const cookieOptions = ({ url }: Pick<Config, 'url'>) =>
  ({ httpOnly: true, sameSite: 'Lax', path: '/', secure: url.startsWith('https:') }) as const

export const visitorOf = (c: Context<Env>, config: Settings): Visitor => ({
  address: clientAddress(c, config),
  device: deviceOf(c.req.header('user-agent')),
  formerToken: getCookie(c, sessionCookie(config.url)),
})

/** Who signs in is no guest any more. */
export function openSession(c: Context<Env>, config: Settings, token: string): void {
  setCookie(c, sessionCookie(config.url), token, { ...cookieOptions(config), maxAge: SESSION_DAYS * 86_400 })
  deleteCookie(c, guestCookie(config.url), cookieOptions(config))
}

export function closeSession(c: Context<Env>, config: Settings): void {
  deleteCookie(c, sessionCookie(config.url), cookieOptions(config))
  deleteCookie(c, guestCookie(config.url), cookieOptions(config))
}
