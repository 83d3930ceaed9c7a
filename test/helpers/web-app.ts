import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { build } from 'vite'
import { security } from '../../api/middleware/security.ts'
import { createRouter } from '../../api/router.ts'
import { webApp } from '../../api/static.ts'

export interface BuiltWeb {
  readonly folder: string
  remove(): void
}

/**
 * The web app, built as for production into a folder of its own.
 *
 * @param root another page to build in its place, e.g. the gallery of components
 */
export async function buildWeb(root?: string): Promise<BuiltWeb> {
  const folder = mkdtempSync(join(tmpdir(), 'rampa-web-'))
  await build({
    configFile: new URL('../../web/vite.config.ts', import.meta.url).pathname,
    logLevel: 'error',
    build: { outDir: folder },
    ...(root ? { root } : {}),
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface ServedWeb {
  /** `http://127.0.0.1:port`. */
  readonly url: string
  close(): Promise<void>
}

/** Serves the built app and an API that the test decides, with the headers of the real server. */
export async function serveWeb(folder: string, api: Hono): Promise<ServedWeb> {
  const app = createRouter()
  const files = webApp(folder)
  app.use(security({ url: 'http://127.0.0.1' }))
  app.mount('/api', (request) => api.fetch(request))
  app.get('*', (c) => files(c) ?? c.notFound())
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
  await new Promise((ready) => server.once('listening', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
