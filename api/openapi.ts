import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Config } from './config.ts'
import { isPublic } from './middleware/signed-in.ts'
import type { Env } from './router.ts'

export type ApiDocument = ReturnType<OpenAPIHono<Env>['getOpenAPI31Document']>

const DESCRIPTION = `Everything that the web app does, it does through these routes.

**Signing in.** People have a session cookie; programs send a token, made in *Amministrazione*, as
\`Authorization: Bearer rampa_…\`. A token can do what its scopes say, and never more than the person who made it.

**Lists** answer a page: give \`next\` back as \`cursor\` for the following one; \`null\` is the end.

**Refusals** are \`application/problem+json\` (RFC 9457). \`code\` never changes and is never translated; \`detail\` is a
sentence in the language of \`Accept-Language\`, Italian or English.

**Writing twice.** Send an \`Idempotency-Key\` with a write, and repeat it with the same key if the answer got lost: it
is done once. The answer is kept for 24 hours.

**Limits.** A body has at most 1 MB. Status 429 says in \`Retry-After\` how many seconds to wait.`

/** The OpenAPI document of what is mounted on this app. */
export function apiDocument(
  app: OpenAPIHono<Env>,
  version: string,
  { url }: Pick<Config, 'url'>,
): ApiDocument {
  const { openAPIRegistry: registry } = app
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: url.startsWith('https:') ? '__Host-rampa' : 'rampa',
    description: 'The cookie that signing in sets.',
  })
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    description: 'A token of the API.',
  })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Rampa',
      version,
      description: DESCRIPTION,
      license: { name: 'AGPL-3.0-or-later', url: 'https://www.gnu.org/licenses/agpl-3.0.html' },
    },
    servers: [{ url }],
    security: [{ session: [] }, { token: [] }],
  })
  const open = Object.entries(document.paths ?? {}).filter(([path]) => isPublic(path))
  for (const operation of open.flatMap(([, item]) => Object.values(item))) operation.security = []
  return document
}
