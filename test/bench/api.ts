import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { startPostgres } from '../helpers/postgres.ts'
import type { Ready } from './api-server.ts'

// Read and write routes under load, on PostgreSQL and on the embedded database, beside a bare Hono route and the bare
// query in the same run. One client tells what a route costs, 200 tell what it bears. The load comes from this
// process, the server is another. `--seconds N` for each figure of one client (default 4), `--requests N` for each of
// 200 clients (default 1000), `--findings N` (10000). Exit status 1 when a bar is missed.
// Bars: a page of the list costs at most 3 × its query; no error with 200 clients.

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '4' },
    requests: { type: 'string', default: '1000' },
    findings: { type: 'string', default: '10000' },
  },
})
const CLIENTS = [1, 200]
const MAX_RATIO = 3
const QUERY = 'bare query'
const LIST = 'GET findings, a page of 50'

interface Load {
  readonly name: string
  readonly method?: 'GET' | 'POST' | 'PATCH'
  readonly path: string
  readonly body?: object
}

const loadsFor = ({ findingId, siteId, personId }: Ready): readonly Load[] => [
  { name: 'bare route', path: '/bare/route' },
  { name: QUERY, path: '/bare/query' },
  { name: LIST, path: '/api/findings?limit=50' },
  { name: 'GET findings of a rule', path: `/api/findings?siteId=${siteId}&rule=image-alt&limit=50` },
  { name: 'GET facets', path: '/api/findings/facets' },
  { name: 'GET one finding', path: `/api/findings/${findingId}` },
  { name: 'GET sites', path: '/api/sites' },
  { name: 'GET home', path: '/api/home' },
  { name: 'GET me', path: '/api/me' },
  {
    name: 'POST comment',
    method: 'POST',
    path: `/api/findings/${findingId}/comments`,
    body: { body: 'Ne parliamo.' },
  },
  { name: 'POST assign', method: 'POST', path: `/api/findings/${findingId}/assign`, body: { personId } },
]

interface Figure {
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
  readonly errors: number
}

async function measure({ port, cookie }: Ready, load: Load, connections: number): Promise<Figure> {
  const { method = 'GET', path, body } = load
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    method,
    connections,
    // Many clients all get their answers: none is cut off, and nothing is left over for the next figure.
    ...(connections === 1 ? { duration: Number(values.seconds) } : { amount: Number(values.requests) }),
    timeout: 60,
    headers: { cookie, origin: 'http://localhost:3000', 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const { latency, requests, errors, timeouts, non2xx } = result
  return {
    p50: latency.p50,
    p99: latency.p99,
    perSecond: requests.average,
    errors: errors + timeouts + non2xx,
  }
}

/** ms a request. Autocannon's latencies are whole milliseconds: one client's rate says it finer. */
const costOf = ({ perSecond }: Figure) => 1_000 / perSecond

async function run(name: string, databaseUrl: string, folder: string): Promise<boolean> {
  const child = fork(join(import.meta.dirname, 'api-server.ts'), [databaseUrl, folder, values.findings])
  const [ready] = (await once(child, 'message')) as [Ready]
  say(`\n${name}, ${values.findings} findings\n`)
  say(row(['', 'clients', 'req/s', 'p50 ms', 'p99 ms', 'errors', 'cost ms', '× route', '× query']))
  let isGood = true
  for (const clients of CLIENTS) {
    const costs = new Map<string, number>()
    for (const load of loadsFor(ready)) {
      const figure = await measure(ready, load, clients)
      const cost = costOf(figure)
      costs.set(load.name, cost)
      const over = (other: string) => (cost / (costs.get(other) ?? cost)).toFixed(2)
      say(
        line(load.name, clients, figure, [
          cost.toFixed(2),
          over('bare route'),
          costs.has(QUERY) ? over(QUERY) : '',
        ]),
      )
      isGood &&= figure.errors === 0
    }
    const ratio = (costs.get(LIST) ?? 0) / (costs.get(QUERY) ?? 1)
    if (clients === 1) {
      say(`${LIST}: ${ratio.toFixed(2)} × its query (at most ${MAX_RATIO})\n`)
      isGood &&= ratio <= MAX_RATIO
    }
  }
  await close(child)
  return isGood
}

async function close(child: ChildProcess): Promise<void> {
  child.disconnect()
  await once(child, 'exit')
}

const line = (
  name: string,
  clients: number,
  { perSecond, p50, p99, errors }: Figure,
  ratios: readonly string[],
) => row([name, clients, Math.round(perSecond), p50, p99, errors, ...ratios])
const row = ([name = '', ...cells]: readonly (string | number)[]) =>
  `${String(name).padEnd(28)}${cells.map((cell) => String(cell).padStart(9)).join('')}\n`
function say(text: string): void {
  process.stdout.write(text)
}

const folder = mkdtempSync(join(tmpdir(), 'rampa-bench-'))
const postgres = await startPostgres()
try {
  const onPostgres = await run('PostgreSQL', `${postgres.address}/rampa_template`, folder)
  const onEmbedded = await run('Embedded database', '', folder)
  if (!onPostgres || !onEmbedded) process.exitCode = 1
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
