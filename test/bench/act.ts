import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { parseArgs } from 'node:util'
import axe from 'axe-core'
import type { Page } from 'puppeteer'
import { allRules, STATES } from '../../scanner/auditor.ts'
import { collectLinks } from '../../scanner/browser/links.ts'
import { type Arrived, navigate } from '../../scanner/browser/navigate.ts'
import { openBrowserPool } from '../../scanner/browser/pool.ts'
import { BUDGETS } from '../../scanner/browser/settle.ts'
import type { Tab } from '../../scanner/browser/tab.ts'
import { AXE_RULES } from '../../scanner/collect/axe.ts'
import { collectEvidence } from '../../scanner/collect/collect.ts'
import { evaluatePage } from '../../scanner/rules/evaluate.ts'
import type { RuleInfo } from '../../scanner/rules/rule.ts'

// How Rampa and axe-core alone do on the W3C's ACT test cases, on the same loaded pages:
// `npm run bench:act -- --cases DIR [--rule ID]`. A tool is complete on a rule of the ACT when it reports every failed
// case and no other, partial when it misses some but reports none wrongly, none when it misses all, inconsistent when
// it reports a passed or inapplicable case. What it only asks a person to look at is not reported.
// Ends with status 1 when axe alone is complete where Rampa is not, or a rule of Rampa's own is inconsistent.

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
  options: { cases: { type: 'string' }, rule: { type: 'string' } },
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
/** Rampa's rules for a rule of the ACT: axe's are among them, with the ids that axe gives to the ACT's rules. */
const rulesFor = (actId: string): readonly RuleInfo[] =>
  [...allRules.values()].filter(({ act }) => act.includes(actId))

/** Ids of the rules that report a failure on a page; null when the page could not be read. */
interface Reported {
  readonly rampa: ReadonlySet<string>
  readonly axe: ReadonlySet<string>
}

/** axe as it comes, with all its rules on; its ids are given as Rampa's. It runs in the page's own world. */
async function askAxe(page: Page): Promise<ReadonlySet<string>> {
  await Promise.all(page.frames().map((frame) => frame.evaluate(axe.source).catch(() => undefined)))
  const failed = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run(document, { runOnly: { type: 'rule', values: rules } })
    return violations.map(({ id }) => `axe-${id}`)
  }, AXE_RULES.slice())
  return new Set(failed)
}

async function askRampa(tab: Tab, arrived: Arrived, url: string): Promise<ReadonlySet<string>> {
  const { links } = await collectLinks(tab)
  const { evidence } = await collectEvidence(tab.page, { ...arrived, url, links }, STATES, () =>
    performance.now(),
  )
  const { outcomes } = evaluatePage(evidence)
  return new Set(outcomes.filter(({ verdict }) => verdict === 'failed').map(({ rule }) => rule))
}

const reported = new Map<string, Reported | null>()
const covered = cases.filter(({ ruleId }) => rulesFor(ruleId).length > 0)
const pool = await openBrowserPool({ concurrency: 3, allowPrivate: true })
await Promise.all(
  [...new Set(covered.map(({ relativePath }) => relativePath))].map(async (path) => {
    const url = `${origin}${MOUNT}${path}`
    const result = await pool.run(
      async (tab) => {
        // A page that refreshes itself is the subject of some cases: it is judged before it goes.
        const arrived = await navigate(tab, url, { ...BUDGETS, refreshMs: 0 })
        if (!arrived.ok) return null
        return tab.whileBusy(60_000, async () => ({
          axe: await askAxe(tab.page),
          rampa: await askRampa(tab, arrived, url),
        }))
      },
      { timeoutMs: 60_000 },
    )
    reported.set(path, result.ok ? result.value : null)
  }),
)
await pool.close()
server.closeAllConnections()
server.close()

type Consistency = 'complete' | 'partial' | 'none' | 'inconsistent' | 'not covered'

interface Judged {
  readonly consistency: Consistency
  readonly missed: readonly Case[]
  readonly wrong: readonly Case[]
}

/** How one tool, or one of its rules, does on the cases of one rule of the ACT. */
function judge(ofRule: readonly Case[], rules: readonly RuleInfo[], tool: keyof Reported): Judged {
  const isReported = ({ relativePath }: Case) =>
    rules.some(({ id }) => reported.get(relativePath)?.[tool].has(id))
  const failing = ofRule.filter(({ expected }) => expected === 'failed')
  const missed = failing.filter((one) => !isReported(one))
  const wrong = ofRule.filter((one) => one.expected !== 'failed' && isReported(one))
  const consistency = (): Consistency => {
    if (rules.length === 0) return 'not covered'
    if (wrong.length > 0) return 'inconsistent'
    if (missed.length === 0) return 'complete'
    return missed.length < failing.length ? 'partial' : 'none'
  }
  return { consistency: consistency(), missed, wrong }
}

const say = (line: string) => process.stdout.write(`${line}\n`)
const counts = { rampa: new Map<Consistency, number>(), axe: new Map<Consistency, number>() }
const behind: string[] = []
const inconsistent: string[] = []

say(`${'Rampa'.padEnd(13)} ${'axe alone'.padEnd(13)} rule`)
for (const [actId, ofRule] of Map.groupBy(cases, ({ ruleId }) => ruleId)) {
  const rules = rulesFor(actId)
  const rampa = judge(ofRule, rules, 'rampa')
  const alone = judge(
    ofRule,
    rules.filter(({ engine }) => engine === 'axe'),
    'axe',
  )
  for (const [tool, { consistency }] of [
    ['rampa', rampa],
    ['axe', alone],
  ] as const) {
    counts[tool].set(consistency, (counts[tool].get(consistency) ?? 0) + 1)
  }
  const name = `${actId} ${ofRule[0]?.ruleName}`
  const ids = rules.map(({ id }) => id).join(', ')
  say(`${rampa.consistency.padEnd(13)} ${alone.consistency.padEnd(13)} ${name}  [${ids}]`)
  for (const { relativePath } of rampa.missed) if (rules.length > 0) say(`  missed: ${relativePath}`)
  for (const { relativePath, expected } of rampa.wrong) say(`  wrong (${expected}): ${relativePath}`)
  if (alone.consistency === 'complete' && rampa.consistency !== 'complete') behind.push(name)
  for (const own of rules.filter(({ engine }) => engine === 'rampa')) {
    const { consistency } = judge(ofRule, [own], 'rampa')
    say(`  by ${own.id} alone: ${consistency}`)
    if (consistency === 'inconsistent') inconsistent.push(`${own.id} on ${name}`)
  }
}

const unread = [...reported].filter(([, found]) => found === null).map(([path]) => path)
const line = (of: ReadonlyMap<Consistency, number>) =>
  (['complete', 'partial', 'none', 'inconsistent', 'not covered'] as const)
    .map((consistency) => `${consistency} ${of.get(consistency) ?? 0}`)
    .join(', ')
say(`\n${unread.length} pages could not be read: ${unread.join(' ')}`)
say(`axe alone is complete and Rampa is not: ${behind.join('; ') || 'nowhere'}`)
say(`Own rules that are inconsistent: ${inconsistent.join('; ') || 'none'}`)
say(`Rampa: ${line(counts.rampa)} | axe alone: ${line(counts.axe)}`)
process.exitCode = behind.length + inconsistent.length > 0 ? 1 : 0
