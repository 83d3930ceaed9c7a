import { createReadStream } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { choose, renderPage, type Variant } from './render.ts'

export const DEMO_FOLDER = fileURLToPath(new URL('../../content/demo-site/', import.meta.url))

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.pdf': 'application/pdf',
}

export interface DemoServer {
  readonly url: string
  close(): Promise<void>
}

/** Serves the demo site on loopback, at a free port unless one is given. */
export async function serveDemo(variant: Variant, port = 0): Promise<DemoServer> {
  const layout = await readFile(join(DEMO_FOLDER, 'layout.html'), 'utf8')
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    answer(decodeURI(pathname), layout, variant, response, request.headers.host ?? '').catch(() => {
      response.writeHead(500).end()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const { port: chosen } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${chosen}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  path: string,
  layout: string,
  variant: Variant,
  response: ServerResponse,
  host: string,
) {
  if (path === '/robots.txt') {
    return send(response, 'text/plain', `User-agent: *\nAllow: /\nSitemap: http://${host}/sitemap.xml\n`)
  }
  if (path === '/sitemap.xml') return send(response, 'application/xml', await sitemap(host))
  const file = join(DEMO_FOLDER, normalize(path.endsWith('/') ? `${path}index.html` : path))
  const isPublic = file.startsWith(DEMO_FOLDER) && !/(layout\.html|\.yaml|\.md)$/.test(file)
  if (!isPublic || !(await stat(file).catch(() => null))?.isFile()) return notFound(response)
  const mediaType = MEDIA_TYPES[extname(file)] ?? 'application/octet-stream'
  if (file.endsWith('.html'))
    return send(response, mediaType, renderPage(await readFile(file, 'utf8'), layout, variant))
  if (file.endsWith('.css')) return send(response, mediaType, choose(await readFile(file, 'utf8'), variant))
  response.writeHead(200, { 'content-type': mediaType, 'content-length': (await stat(file)).size })
  createReadStream(file).pipe(response)
}

function send(response: ServerResponse, mediaType: string, body: string) {
  response.writeHead(200, { 'content-type': mediaType }).end(body)
}

function notFound(response: ServerResponse) {
  response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' })
  response.end(
    '<!doctype html><html lang="it"><title>Pagina non trovata</title><h1>Pagina non trovata</h1></html>',
  )
}

/** Every page but the one that lives in a frame, and one that no page links: a sitemap is never perfect. */
async function sitemap(host: string): Promise<string> {
  const files = await readdir(DEMO_FOLDER, { recursive: true })
  const pages = files
    .filter((file) => file.endsWith('.html') && !['layout.html', 'mappa-municipio.html'].includes(file))
    .map((file) => file.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'))
    .sort()
  const entries = pages.map((page) => `<url><loc>http://${host}/${page}</loc></url>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries}</urlset>`
}
