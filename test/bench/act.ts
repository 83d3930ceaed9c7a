import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { parseArgs } from 'node:util'
import { allRules } from '../../scanner/auditor.ts'
import { collectLinks } from '../../scanner/browser/links.ts'
import { navigate } from '../../scanner/browser/navigate.ts'
import { openBrowserPool } from '../../scanner/browser/pool.ts'
import { BUDGETS } from '../../scanner/browser/settle.ts'
import { collectEvidence } from '../../scanner/collect/collect.ts'
import { evaluatePage } from '../../scanner/rules/evaluate.ts'

// How the rules do on the W3C's ACT test cases: `npm run bench:act -- --cases DIR`. A rule of the ACT is complete
// when every failed case is reported and no other, partial when some are missed but none reported wrongly,
// inconsistent when a passed or inapplicable case is reported. `--own` asks Rampa's own rules alone.

interface Case {
  readonly ruleId: string
  readonly ruleName: string
  readonly expected: 'passed' | 'failed' | 'inapplicable'
  readonly testcaseId: string
  readonly relativePath: string
}

const MOUNT = '/WAI/content-assets/wcag-act-rules/'
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.mp4': 'video/mp4',
  '.mp3': 'audio/mpeg',
  '.vtt': 'text/vtt',
}

const { values } = parseArgs({
  options: { cases: { type: 'string' }, own: { type: 'boolean' }, rule: { type: 'string' } },
})
if (!values.cases) {
  process.stderr.write('Say where the ACT cases are: npm run bench:act -- --cases DIR\n')
  process.exit(2)
}
const folder = values.cases

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const file = join(folder, normalize(decodeURIComponent(pathname).replace(MOUNT, '/')))
  const body = pathname.startsWith(MOUNT) ? await readFile(file).catch(() => null) : null
  if (!body) return response.writeHead(404).end()
  return response
    .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    .end(body)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const all = JSON.parse(readFileSync(join(folder, 'testcases.json'), 'utf8')) as { testcases: readonly Case[] }
const cases = all.testcases.filter(
  ({ relativePath, ruleId }) => !relativePath.endsWith('.xml') && (!values.rule || values.rule === ruleId),
)
const rulesFor = (actId: string): ReadonlySet<string> =>
  new Set(
    [...allRules.values()]
      .filter(({ act, engine }) => act.includes(actId) && (!values.own || engine === 'rampa'))
      .map(({ id }) => id),
  )

/** Rules that report a failure on the page, by id; null when the page could not be read. */
const reported = new Map<string, ReadonlySet<string> | null>()
const pool = await openBrowserPool({ concurrency: 3, allowPrivate: true })
await Promise.all(
  [
    ...new Set(
      cases.filter(({ ruleId }) => rulesFor(ruleId).size > 0).map(({ relativePath }) => relativePath),
    ),
  ].map(async (path) => {
    const url = `${origin}${MOUNT}${path}`
    const result = await pool.run(
      async (tab) => {
        // A page that refreshes itself is the subject of some cases: it is judged before it goes.
        const arrived = await navigate(tab, url, { ...BUDGETS, refreshMs: 0 })
        if (!arrived.ok) return null
        const { links } = await collectLinks(tab)
        const from = { ...arrived, url, links }
        const { evidence } = await tab.whileBusy(60_000, () =>
          collectEvidence(tab.page, from, ['default', 'focus', 'reflow'], () => performance.now()),
        )
        return new Set(
          evaluatePage(evidence)
            .outcomes.filter(({ verdict }) => verdict === 'failed')
            .map(({ rule }) => rule),
        )
      },
      { timeoutMs: 60_000 },
    )
    reported.set(path, result.ok ? result.value : null)
  }),
)
await pool.close()
server.closeAllConnections()
server.close()

const counts = { complete: 0, partial: 0, inconsistent: 0, none: 0, 'not covered': 0 }
for (const actId of [...new Set(cases.map(({ ruleId }) => ruleId))].sort()) {
  const own = cases.filter(({ ruleId }) => ruleId === actId)
  const rules = rulesFor(actId)
  const name = own[0]?.ruleName ?? ''
  if (rules.size === 0) {
    counts['not covered']++
    continue
  }
  const says = (path: string) => [...(reported.get(path) ?? [])].filter((rule) => rules.has(rule))
  const failing = own.filter(({ expected }) => expected === 'failed')
  const missed = failing.filter(({ relativePath }) => says(relativePath).length === 0)
  const wrong = own.filter(
    ({ expected, relativePath }) => expected !== 'failed' && says(relativePath).length > 0,
  )
  const verdict =
    wrong.length > 0
      ? 'inconsistent'
      : missed.length === 0
        ? 'complete'
        : missed.length < failing.length
          ? 'partial'
          : 'none'
  counts[verdict]++
  process.stdout.write(
    `${verdict.padEnd(13)} ${actId}  ${failing.length - missed.length}/${failing.length} failed cases seen  ${name}  [${[...rules].join(', ')}]\n`,
  )
  for (const { relativePath, expected } of wrong) {
    process.stdout.write(`  wrong: ${relativePath} (${expected}) by ${says(relativePath).join(', ')}\n`)
  }
}
const unread = [...reported].filter(([, found]) => found === null).map(([path]) => path)
process.stdout.write(
  `${JSON.stringify(counts)}; ${unread.length} pages could not be read ${unread.slice(0, 5).join(' ')}\n`,
)
