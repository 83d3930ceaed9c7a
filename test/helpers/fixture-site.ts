import http from 'node:http'

/** What a route answers: a body, or the whole say over the response. */
export type Route = string | ((request: http.IncomingMessage, response: http.ServerResponse) => void)

export interface FixtureSite {
  /** `http://127.0.0.1:port`, without a slash. */
  readonly url: string
  readonly port: number
  /** Paths asked for, in order. */
  readonly requests: string[]
  /** Sets or replaces a route, while the site runs. */
  route(path: string, answer: Route): void
  close(): Promise<void>
}

/** A page with the least a correct page has. */
export function page(body: string, head = ''): string {
  return `<!doctype html><html lang="it"><head><meta charset="utf-8"><title>Prova</title>${head}</head><body>${body}</body></html>`
}

/** A web server on 127.0.0.1 whose answers the test decides. Strings are sent as HTML; the rest is 404. */
export async function openFixtureSite(routes: Readonly<Record<string, Route>> = {}): Promise<FixtureSite> {
  const table = new Map(Object.entries(routes))
  const requests: string[] = []
  const server = http.createServer((request, response) => {
    const path = request.url ?? '/'
    requests.push(path)
    const route = table.get(path) ?? table.get(path.split('?')[0] ?? '')
    response.on('error', () => undefined)
    if (route === undefined) {
      response.writeHead(404, { 'content-type': 'text/html' }).end(page('<h1>Non trovata</h1>'))
    } else if (typeof route === 'string') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(route)
    } else {
      route(request, response)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    route: (path, answer) => void table.set(path, answer),
    async close() {
      server.closeAllConnections()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

/** Answers with a redirect. */
export function redirect(to: string, status = 302): Route {
  return (_request, response) => void response.writeHead(status, { location: to }).end()
}

/** Answers with these headers and body. */
export function answer(status: number, headers: http.OutgoingHttpHeaders, body: string | Buffer = ''): Route {
  return (_request, response) => void response.writeHead(status, headers).end(body)
}
