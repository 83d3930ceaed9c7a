import type { Failure } from '../failure.ts'
import type { Text } from '../rules/rule.ts'
import { AddressGuard } from './address-guard.ts'
import { type Executable, findExecutable, majorVersionOf } from './executable.ts'
import { openGuardProxy } from './guard-proxy.ts'
import { Station, type StationOptions } from './station.ts'
import { type ConsentState, type Tab, VisitFailed } from './tab.ts'
import { watchForFreeze } from './watchdog.ts'

export interface PoolOptions {
  /** Chromium processes; one serves many tabs well. */
  readonly browsers?: number
  /** Tabs at work at the same time, over all browsers. */
  readonly concurrency: number
  readonly allowPrivate: boolean
  readonly privateHosts?: readonly string[]
  /** Ports beside 80 and 443, of the start addresses. */
  readonly ports?: readonly number[]
  /** What to call oneself in a browser of this major version; absent: as the browser does. */
  readonly userAgent?: (chromeMajor: string) => string
  readonly maxPagesPerBrowser?: number
  readonly maxPagesPerContext?: number
  /** Resident memory of one browser's process group, MB; 0 for no limit. */
  readonly maxRssMb?: number
  /** How long a renderer may be silent before it counts as frozen. */
  readonly freezeMs?: number
  readonly log?: (line: string) => void
  /** Absent: one is made of the options above. */
  readonly guard?: AddressGuard
}

export type RunResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure }

interface RunOptions {
  /** The whole task. */
  readonly timeoutMs: number
  /** Cookies and stored answers the page starts with; nothing else survives from page to page. */
  readonly consent?: ConsentState | null
}

export interface BrowserPool {
  /**
   * Gives the task a clean tab. A task that throws `VisitFailed` ends with its failure; one whose browser died
   * is run again on a new one, so a task must not have effects outside the tab before it returns.
   */
  run<T>(task: (tab: Tab) => Promise<T>, options: RunOptions): Promise<RunResult<T>>
  readonly guard: AddressGuard
  /** Things to tell once, e.g. that the sandbox is off. */
  readonly notes: readonly Text[]
  /** False where the system does not allow Chromium's own sandbox; known after the first page. */
  readonly isSandboxed: boolean
  /** `Chrome/153.0…`; known after the first page. */
  readonly version: string
  /** What every page was asked for as; '' when the browser says it its own way. */
  readonly userAgent: string
  /** Process groups of the living browsers. */
  readonly groupIds: readonly number[]
  close(): Promise<void>
}

interface Job {
  readonly start: (slot: Slot) => Promise<void>
}

interface Slot {
  readonly station: Station
  tab: Tab | null
}

/** Deaths of the browser that one task may outlive: a task that is always there when it dies is the cause. */
const MAX_TRIES = 4
const FREEZE_MS = 20_000
const CLEAN_UP_MS = 5_000
const CLOSED =
  /Target closed|Session closed|Connection closed|Protocol error|detached|has been closed|not attached/i
/** After these the tab is in a state nobody knows. */
const INCIDENTS = new Set(['page-crashed', 'page-froze', 'timeout', 'navigated-away', 'engine-failed'])

/**
 * Opens the pool; browsers start with the first pages.
 *
 * @throws BrowserMissing when there is no Chromium
 */
export async function openBrowserPool(options: PoolOptions): Promise<BrowserPool> {
  const executable = await findExecutable()
  const guard = options.guard ?? new AddressGuard(options)
  const [proxy, userAgent] = await Promise.all([openGuardProxy(guard), userAgentFor(executable, options)])
  const stationOptions: StationOptions = {
    browser: {
      executable,
      proxyUrl: proxy.url,
      ...(userAgent ? { userAgent } : {}),
    },
    tab: { guard, faultToken: proxy.faultToken },
    maxPages: options.maxPagesPerBrowser ?? 200,
    maxPagesPerContext: options.maxPagesPerContext ?? 50,
    maxRssMb: options.maxRssMb ?? 1_500,
    log: options.log ?? (() => undefined),
  }
  const stations = Array.from({ length: options.browsers ?? 1 }, () => new Station(stationOptions))
  const scheduler = new Scheduler(stations, options.concurrency)
  const freezeMs = options.freezeMs ?? FREEZE_MS
  return {
    guard,
    userAgent,
    get isSandboxed() {
      return stations.every((station) => station.notes.length === 0)
    },
    get notes() {
      return [...new Set(stations.flatMap((station) => station.notes))]
    },
    get version() {
      return stations.find((station) => station.version)?.version ?? ''
    },
    get groupIds() {
      return stations.flatMap((station) => station.groupIds)
    },
    run: (task, runOptions) => scheduler.add((slot) => runOnSlot(slot, task, runOptions, freezeMs)),
    async close() {
      scheduler.close()
      await Promise.all(stations.map((station) => station.close()))
      await proxy.close()
    },
  }
}

async function userAgentFor(executable: Executable, { userAgent }: PoolOptions): Promise<string> {
  return userAgent ? userAgent(await majorVersionOf(executable)) : ''
}

/** Hands free slots to waiting jobs, in order. */
class Scheduler {
  readonly #free: Slot[]
  readonly #waiting: Job[] = []
  #isClosed = false

  constructor(stations: readonly Station[], concurrency: number) {
    this.#free = Array.from({ length: Math.max(1, concurrency) }, (_, index) => {
      const station = stations[index % stations.length]
      if (!station) throw new RangeError('a pool needs a browser')
      return { station, tab: null }
    })
  }

  add<T>(work: (slot: Slot) => Promise<RunResult<T>>): Promise<RunResult<T>> {
    if (this.#isClosed) return Promise.resolve(stopped())
    return new Promise((resolve, reject) => {
      const start = (slot: Slot) => work(slot).then(resolve, reject)
      const job: Job = { start }
      this.#waiting.push(job)
      this.#next()
    })
  }

  close(): void {
    this.#isClosed = true
  }

  #next(): void {
    const job = this.#waiting[0]
    const slot = job && this.#free.shift()
    if (!job || !slot) return
    this.#waiting.shift()
    void job.start(slot).finally(() => {
      this.#free.push(slot)
      this.#next()
    })
  }
}

const stopped = (): { ok: false; failure: Failure } => ({
  ok: false,
  failure: { code: 'interrupted', detail: '' },
})

async function runOnSlot<T>(
  slot: Slot,
  task: (tab: Tab) => Promise<T>,
  options: RunOptions,
  freezeMs: number,
): Promise<RunResult<T>> {
  const { station } = slot
  for (let tries = 1; ; tries++) {
    if (station.isClosed) return stopped()
    const attempt = await tryOnce(slot, task, options, freezeMs)
    if (attempt !== 'browser-died') return attempt
    slot.tab = null
    if (tries >= MAX_TRIES) return { ok: false, failure: { code: 'page-crashed', detail: 'browser' } }
  }
}

async function tryOnce<T>(
  slot: Slot,
  task: (tab: Tab) => Promise<T>,
  options: RunOptions,
  freezeMs: number,
): Promise<RunResult<T> | 'browser-died'> {
  const { station } = slot
  let tab: Tab
  try {
    tab = await station.tabFor(slot.tab)
    slot.tab = tab
    await tab.begin(options.consent ?? null)
  } catch (error) {
    if (isDeath(error)) {
      if (slot.tab) await station.drop(slot.tab)
      return 'browser-died'
    }
    throw error
  }
  const result = await raceAgainstIncidents(station, tab, task, options.timeoutMs, freezeMs)
  if (result === 'browser-died') return result
  const isIncident = !result.ok && INCIDENTS.has(result.failure.code)
  if (isIncident || !(await cleaned(tab))) {
    slot.tab = null
    await station.drop(tab)
  }
  return result
}

async function raceAgainstIncidents<T>(
  station: Station,
  tab: Tab,
  task: (tab: Tab) => Promise<T>,
  timeoutMs: number,
  freezeMs: number,
): Promise<RunResult<T> | 'browser-died'> {
  const incident = tab.incident()
  const timer = setTimeout(() => tab.fail({ code: 'timeout', detail: `${timeoutMs} ms` }), timeoutMs)
  const stopWatch = watchForFreeze(tab, freezeMs)
  const working = task(tab)
  working.catch(() => undefined)
  try {
    return { ok: true, value: await Promise.race([working, incident, station.whenDead(tab)]) }
  } catch (error) {
    if (error instanceof VisitFailed) return { ok: false, failure: error.failure }
    clearTimeout(timer)
    // A crash of the page breaks its calls too, with odd messages; its own may come a moment later.
    const cause = await Promise.race([incident, station.whenDead(tab), afterMs(300)]).catch((late) => late)
    if (cause instanceof VisitFailed) return { ok: false, failure: cause.failure }
    if (!station.isAlive(tab)) return 'browser-died'
    const detail = error instanceof Error ? error.message.slice(0, 300) : String(error)
    return { ok: false, failure: { code: 'engine-failed', detail } }
  } finally {
    clearTimeout(timer)
    stopWatch()
  }
}

const isDeath = (error: unknown) => error instanceof Error && CLOSED.test(error.message)

function afterMs(ms: number): Promise<undefined> {
  return new Promise((done) => setTimeout(done, ms))
}

/** Whether the tab may be used again. */
async function cleaned(tab: Tab): Promise<boolean> {
  const done = tab.end().then(
    () => true,
    () => false,
  )
  return Promise.race([done, afterMs(CLEAN_UP_MS).then(() => false)])
}
