import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parseArgs } from 'node:util'
import { auditPage } from '../../scanner/audit-page.ts'
import { allRules } from '../../scanner/auditor.ts'
import { navigate } from '../../scanner/browser/navigate.ts'
import { type BrowserPool, openBrowserPool } from '../../scanner/browser/pool.ts'
import { groupMemoryMb } from '../../scanner/browser/process-group.ts'
import type { Tab } from '../../scanner/browser/tab.ts'
import { serveDemo } from '../../scanner/demo/serve.ts'
import { axeRules } from '../../scanner/rules/axe-catalogue.ts'

// Same pages, same run: load only, load + one `axe.run`, a whole Rampa visit. `--pages N` (default 100) repeats the
// demo site's pages; `--variant repaired` audits the twin. Figures are ratios of one run, not promises.

const { values } = parseArgs({
  options: { pages: { type: 'string', default: '100' }, variant: { type: 'string', default: 'repaired' } },
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
  states: ['default', 'focus', 'reflow'] as const,
  isAxeRuleAsked: (id: string) => axeRules.get(id)?.level !== 'AAA',
  picturesFolder: null,
  pictured: new Set<string>(),
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

/** Clock ticks a second on Linux. */
const TICKS = 100

/** CPU seconds that a process group has used, its ended children included. */
function cpuOf(groupId: number): number {
  let ticks = 0
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      const isMember = Number(fields[2]) === groupId
      if (isMember) ticks += [11, 12, 13, 14].reduce((sum, at) => sum + Number(fields[at]), 0)
    } catch {
      // It ended in between.
    }
  }
  return ticks / TICKS
}

interface Measured {
  readonly cpuS: number
  readonly wallS: number
  readonly peakMb: number
}

async function measure(name: string): Promise<Measured> {
  const work = WORK[name]
  if (!work) throw new RangeError(name)
  const pool: BrowserPool = await openBrowserPool({ concurrency: CONCURRENCY, allowPrivate: true })
  await pool.run((tab) => navigate(tab, server.url), { timeoutMs: 60_000 })
  const browserCpu = () => pool.groupIds.reduce((sum, id) => sum + cpuOf(id), 0)
  const nodeCpu = () => Object.values(process.cpuUsage()).reduce((sum, value) => sum + value, 0) / 1e6
  let peakMb = 0
  const watch = setInterval(() => {
    const browsers = pool.groupIds.reduce((sum, id) => sum + groupMemoryMb(id), 0)
    peakMb = Math.max(peakMb, browsers + process.memoryUsage().rss / 1e6)
  }, 500)
  const [cpu, startedAt] = [browserCpu() + nodeCpu(), performance.now()]
  await Promise.all(urls.map((url, at) => pool.run((tab) => work(tab, url, at), { timeoutMs: 120_000 })))
  const measured = {
    cpuS: browserCpu() + nodeCpu() - cpu,
    wallS: (performance.now() - startedAt) / 1000,
    peakMb,
  }
  clearInterval(watch)
  await pool.close()
  return measured
}

const results = new Map<string, Measured>()
for (const name of Object.keys(WORK)) {
  const measured = await measure(name)
  results.set(name, measured)
  const { cpuS, wallS, peakMb } = measured
  process.stdout.write(
    `${name.padEnd(11)} ${((urls.length * 60) / wallS).toFixed(0).padStart(5)} pages/min  ${(cpuS / urls.length).toFixed(3)} CPU s/page  ${(cpuS / wallS).toFixed(2)} cores  ${peakMb.toFixed(0)} MB peak\n`,
  )
}
const ratio = (results.get('rampa')?.cpuS ?? 0) / (results.get('load + axe')?.cpuS ?? 1)
process.stdout.write(`rampa / (load + axe): ${ratio.toFixed(2)} in CPU seconds a page\n`)
await server.close()
