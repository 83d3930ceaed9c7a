import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { auditPage } from '../../scanner/audit-page.ts'
import { allRules, STATES } from '../../scanner/auditor.ts'
import { navigate } from '../../scanner/browser/navigate.ts'
import { type BrowserPool, openBrowserPool } from '../../scanner/browser/pool.ts'
import { groupMemoryMb } from '../../scanner/browser/process-group.ts'
import type { Tab } from '../../scanner/browser/tab.ts'
import { serveDemo } from '../../scanner/demo/serve.ts'
import { axeRules } from '../../scanner/rules/axe-catalogue.ts'
import { compareMemory } from './memory.ts'
import { cpuOf } from './process-tree.ts'
import { measureSnapshots } from './snapshot.ts'

// Same pages, same run: load only, load + one `axe.run`, a whole Rampa visit. `--pages N` (default 100) repeats the
// demo site's pages; `--variant with-barriers` audits the faulty twin. `--memory` audits 100 and 2,000 pages of a
// generated site and compares their peak memory. Figures are ratios of one run, not promises.

const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '100' },
    variant: { type: 'string', default: 'repaired' },
    memory: { type: 'boolean', default: false },
  },
})
const CONCURRENCY = 4
const PATHS = [
  '',
  'amministrazione/',
  'amministrazione/uffici.html',
  'novita/',
  'novita/bando-borse-di-studio.html',
  'servizi/',
  'servizi/tari.html',
  'vivere/castello.html',
  'prenota.html',
  'contatti.html',
]
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const server = await serveDemo(values.variant === 'with-barriers' ? 'with-barriers' : 'repaired')
const urls = Array.from(
  { length: Number(values.pages) },
  (_, at) => `${server.url}${PATHS[at % PATHS.length]}`,
)

const context = {
  site: 'bench',
  rules: allRules,
  states: STATES,
  isAxeRuleAsked: (id: string) => axeRules.get(id)?.level !== 'AAA',
  picturesFolder: null,
  pictured: new Set<string>(),
  unmarkedKinds: new Set<string>(),
  now: () => performance.now(),
}

const WORK: Readonly<Record<string, (tab: Tab, url: string, at: number) => Promise<unknown>>> = {
  'load only': (tab, url) => navigate(tab, url),
  'load + axe': async (tab, url) => {
    await navigate(tab, url)
    await tab.page.evaluate(axeSource)
    await tab.page.evaluate('axe.run()')
  },
  rampa: (tab, url, at) => auditPage(tab, { url, page: `p${at + 1}`, mode: 'audit', isHome: false }, context),
}

/** Pages in a row of one kind of work. What else the machine does then falls on all kinds alike. */
const ROUND = 20

interface Contestant {
  readonly name: string
  readonly work: (tab: Tab, url: string, at: number) => Promise<unknown>
  readonly pool: BrowserPool
  cpuS: number
  wallS: number
  peakMb: number
}

async function enter([name, work]: [string, Contestant['work']]): Promise<Contestant> {
  // One browser each: the CPU seconds of one that was replaced could not be read any more.
  const maxPagesPerBrowser = urls.length + 1
  const pool = await openBrowserPool({
    concurrency: CONCURRENCY,
    allowPrivate: true,
    maxPagesPerBrowser,
    maxRssMb: 0,
  })
  await pool.run((tab) => navigate(tab, server.url), { timeoutMs: 60_000 })
  return { name, work, pool, cpuS: 0, wallS: 0, peakMb: 0 }
}

async function race(contestant: Contestant, from: number): Promise<void> {
  const { pool, work } = contestant
  const browserCpuS = () => pool.groupIds.reduce((sum, id) => sum + cpuOf(id), 0)
  const nodeCpuS = () => Object.values(process.cpuUsage()).reduce((sum, value) => sum + value, 0) / 1e6
  const watch = setInterval(() => {
    const browsers = pool.groupIds.reduce((sum, id) => sum + groupMemoryMb(id), 0)
    contestant.peakMb = Math.max(contestant.peakMb, browsers + process.memoryUsage().rss / 1e6)
  }, 500)
  const [cpuS, startedAt] = [browserCpuS() + nodeCpuS(), performance.now()]
  const round = urls.slice(from, from + ROUND)
  await Promise.all(
    round.map((url, at) => pool.run((tab) => work(tab, url, from + at), { timeoutMs: 120_000 })),
  )
  contestant.cpuS += browserCpuS() + nodeCpuS() - cpuS
  contestant.wallS += (performance.now() - startedAt) / 1000
  clearInterval(watch)
}

async function compareCpu(): Promise<void> {
  const contestants = await Promise.all(Object.entries(WORK).map(enter))
  for (let from = 0; from < urls.length; from += ROUND) {
    for (const contestant of contestants) await race(contestant, from)
  }
  for (const { name, cpuS, wallS, peakMb, pool } of contestants) {
    const speed = ((urls.length * 60) / wallS).toFixed(0).padStart(5)
    process.stdout.write(
      `${name.padEnd(11)} ${speed} pages/min  ${(cpuS / urls.length).toFixed(3)} CPU s/page  ${(cpuS / wallS).toFixed(2)} cores  ${peakMb.toFixed(0)} MB peak\n`,
    )
    await pool.close()
  }
  const cpuOfWork = (name: string) => contestants.find((contestant) => contestant.name === name)?.cpuS ?? 0
  const ratio = cpuOfWork('rampa') / cpuOfWork('load + axe')
  process.stdout.write(`rampa / (load + axe): ${ratio.toFixed(2)} in CPU seconds a page\n`)
  await measureSnapshots(
    ['', 'servizi/'].map((path) => `${server.url}${path}`),
    axeSource,
  )
}

await (values.memory ? compareMemory() : compareCpu())
await server.close()
