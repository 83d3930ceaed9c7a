import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ServedFragment {
  readonly url: string
  close(): void
}

/** Serves a page, or a fragment of one, to ourselves: it is then visited like any other page. */
export async function serveFragment(html: string): Promise<ServedFragment> {
  const page = wholePage(html)
  const server = createServer((request, response) => {
    if (request.url !== '/') return response.writeHead(404).end()
    return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

/** A fragment is put into a page that has nothing wrong of its own, so that only the fragment is judged. */
function wholePage(html: string): string {
  if (/<html[\s>]|<!doctype/i.test(html)) return html
  return `<!doctype html>
<html lang="it"><head><meta charset="utf-8"><title>Frammento da controllare con Rampa</title></head>
<body><main>${html}</main></body></html>`
}
