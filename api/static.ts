import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { FRAME_HEADERS } from './middleware/security.ts'
import type { Env } from './router.ts'

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
}
/** Vite puts a digest of the content into these names: what has one name never changes. */
const HASHED = /^\/assets\//
/** The sandboxed frame of exercises. */
const FRAME = 'riquadro.html'
const IS_TEXT = /\.(html|js|css|json|webmanifest|svg|txt)$/

interface WebFile {
  readonly body: Uint8Array<ArrayBuffer>
  readonly gzip: Uint8Array<ArrayBuffer> | null
  readonly headers: Readonly<Record<string, string>>
}

/**
 * Answers with the built web app: a file of it, or its index for the address of one of its screens. Only what
 * was in the folder is ever served, from memory: a made-up path finds nothing.
 */
export function webApp(folder: string) {
  let files: ReadonlyMap<string, WebFile> | undefined
  return (c: Context<Env>): Response | undefined => {
    files ??= readWeb(folder)
    const known = files.get(c.req.path)
    if (known) return send(c, known)
    // A missing picture or script is missing; a screen has no extension.
    const isScreen = extname(c.req.path) === '' && (c.req.header('accept') ?? '').includes('text/html')
    const index = isScreen ? files.get('/index.html') : undefined
    return index && send(c, index)
  }
}

function readWeb(folder: string): ReadonlyMap<string, WebFile> {
  if (!existsSync(folder)) return new Map()
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
  return new Map(paths.map((path) => [`/${path}`, readFile(folder, path)]))
}

function readFile(folder: string, path: string): WebFile {
  const body = new Uint8Array(readFileSync(join(folder, path)))
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22)
  return {
    body,
    gzip: IS_TEXT.test(path) ? new Uint8Array(gzipSync(body, { level: 9 })) : null,
    headers: {
      'content-type': MEDIA_TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': HASHED.test(`/${path}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: `W/"${tag}"`,
      ...(IS_TEXT.test(path) ? { vary: 'accept-encoding' } : {}),
      ...(path === FRAME ? FRAME_HEADERS : {}),
      // Of an opaque origin, the frame asks for its files with CORS. They are the same for everybody.
      ...(HASHED.test(`/${path}`) ? { 'access-control-allow-origin': '*' } : {}),
    },
  }
}

function send(c: Context<Env>, { body, gzip, headers }: WebFile): Response {
  if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, { ...headers })
  if (gzip && /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) {
    return c.body(gzip, 200, { ...headers, 'content-encoding': 'gzip' })
  }
  return c.body(body, 200, { ...headers })
}
