import { createMiddleware } from 'hono/factory'
import { routePath } from 'hono/route'
import { actorOf, type Env } from '../router.ts'

/** Where nobody need be signed in: ways in and out, what anybody may learn, and the description of the API. */
const PUBLIC =
  /^\/api\/(sign-in|sign-out|open-invitations|guest|courses|lessons|exercises|inspections|docs|docs\.css|openapi\.json)(\/|$)/

export const isPublic = (path: string): boolean => PUBLIC.test(path)

/**
 * Closed unless said otherwise: a route that forgets to ask who is there is still not open to everybody, and
 * strangers are not told what is wrong with what they sent.
 *
 * @throws Problem 401
 */
export const signedIn = () =>
  createMiddleware<Env>(async (c, next) => {
    const isRoute = !routePath(c, -1).endsWith('*')
    if (isRoute && !isPublic(c.req.path)) actorOf(c)
    await next()
  })
