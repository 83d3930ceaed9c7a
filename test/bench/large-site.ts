import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { choose, renderPage } from '../../scanner/demo/render.ts'
import { DEMO_FOLDER, type DemoServer } from '../../scanner/demo/serve.ts'

const TEMPLATES = [
  'servizi/tari.html',
  'novita/bando-borse-di-studio.html',
  'amministrazione/uffici.html',
  'vivere/castello.html',
  'prenota.html',
  'contatti.html',
]
/** Links that each page has to pages nobody knew before. */
const FAN_OUT = 20

const read = (file: string) => readFileSync(join(DEMO_FOLDER, file), 'utf8')

/** A municipality of as many different pages as asked, with all the barriers of the demo site's templates. */
export async function serveLargeSite(pageCount: number): Promise<DemoServer> {
  const layout = read('layout.html')
  const templates = TEMPLATES.map(read)
  const style = choose(read('stile.css'), 'with-barriers')
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const at = pathname === '/' ? 0 : Number(/^\/atti\/(\d+)\.html$/.exec(pathname)?.[1] ?? Number.NaN)
    const template = templates[at % templates.length]
    if (pathname === '/stile.css') response.writeHead(200, { 'content-type': 'text/css' }).end(style)
    else if (template === undefined || at >= pageCount) response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(renderPage(pageOf(at, template, pageCount), layout, 'with-barriers'))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** The template with a title, a text and links of its own. */
function pageOf(at: number, template: string, pageCount: number): string {
  const children = Array.from({ length: FAN_OUT }, (_, nth) => at * FAN_OUT + nth + 1)
  const links = children
    .filter((child) => child < pageCount)
    .map((child) => `<li><a href="/atti/${child}.html">Atto numero ${child} del Comune</a></li>`)
  const own = `<section><h2>Atto numero ${at}</h2><p>Questo atto ha il numero ${at} del registro.</p><ul>${links.join('')}</ul></section>`
  return `${template.replace(/^title:.*$/m, `title: Atto ${at} – Comune di Pietrachiara`)}\n${own}`
}
