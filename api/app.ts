import type { Deps } from './deps.ts'
import { onError } from './middleware/errors.ts'
import { session } from './middleware/session.ts'
import { createRouter } from './router.ts'

/** Everything that answers over HTTP. Each line of `/api` is one noun, one file of `routes/`. */
export function createApp(deps: Deps) {
  const app = createRouter()
  app.onError(onError(deps))
  app.use('/api/*', session(deps))
  return app
}

export type * from './shapes/common.ts'
export type * from './shapes/findings.ts'
export type * from './shapes/people.ts'
export type * from './shapes/sites.ts'
