import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Deps } from '../deps.ts'
import { docsPage } from '../docs/page.ts'
import { DOCS_STYLE } from '../docs/style.ts'
import { type ApiDocument, apiDocument } from '../openapi.ts'
import { createRouter, type Env } from '../router.ts'

/** The description of the API: for programs, and for people. Made once, when everything is mounted. */
export const docs = ({ config, scanner }: Deps, app: OpenAPIHono<Env>) => {
  let document: ApiDocument | undefined
  const described = () => {
    document ??= apiDocument(app, scanner.version, config)
    return document
  }
  const cached = { 'cache-control': 'no-cache' }
  return createRouter()
    .get('/openapi.json', (c) => c.json(described(), 200, cached))
    .get('/docs', (c) => c.html(docsPage(described()), 200, cached))
    .get('/docs.css', (c) =>
      c.body(DOCS_STYLE, 200, { ...cached, 'content-type': 'text/css; charset=utf-8' }),
    )
}
