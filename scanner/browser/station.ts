import type { Text } from '../rules/rule.ts'
import { type BrowserOptions, type LaunchedBrowser, launchBrowser } from './browser.ts'
import { Tab, type TabSetup } from './tab.ts'

const NO_SANDBOX: Text = {
  it: 'Chromium lavora senza la sua sandbox: qui il sistema non la permette.',
  en: 'Chromium runs without its sandbox: the system does not allow it here.',
}

export interface StationOptions {
  readonly browser: BrowserOptions
  readonly tab: TabSetup
  readonly maxPages: number
  readonly maxPagesPerContext: number
  /** 0 for no limit. */
  readonly maxRssMb: number
  readonly log: (line: string) => void
}

/** One life of a Chromium process, from launch to close. */
interface Shift {
  readonly launched: LaunchedBrowser
  readonly tabs: Set<Tab>
  readonly dead: Promise<never>
  pages: number
  isRetired: boolean
}

const CLOSE_CONTEXT_MS = 3_000
/** Reading /proc costs a few ms: once in so many pages is enough, memory does not jump. */
const LOOK_AT_MEMORY_EVERY = 5

/** A place for one browser process: starts it, replaces it when it is old, fat or dead. */
export class Station {
  readonly #options: StationOptions
  readonly #shifts = new Set<Shift>()
  readonly #shiftOf = new WeakMap<Tab, Shift>()
  readonly #closing = new Set<Promise<void>>()
  #current: Promise<Shift> | null = null
  #isClosed = false
  readonly notes: Text[] = []
  version = ''

  constructor(options: StationOptions) {
    this.#options = options
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  get groupIds(): number[] {
    return [...this.#shifts].map(({ launched }) => launched.groupId)
  }

  /** The same tab when it may serve on, else a new one in a context of its own. */
  async tabFor(previous: Tab | null): Promise<Tab> {
    const shift = await this.#shift()
    shift.pages++
    if (previous) {
      const isFresh = previous.visits < this.#options.maxPagesPerContext
      if (isFresh && this.#shiftOf.get(previous) === shift) return previous
      await this.drop(previous)
    }
    const context = await shift.launched.browser.createBrowserContext({
      downloadBehavior: { policy: 'deny' },
    })
    const tab = await Tab.open(context, this.#options.tab)
    this.#shiftOf.set(tab, shift)
    shift.tabs.add(tab)
    return tab
  }

  isAlive(tab: Tab): boolean {
    return this.#shiftOf.get(tab)?.launched.browser.connected ?? false
  }

  /** Rejects when the tab's browser is gone. */
  whenDead(tab: Tab): Promise<never> {
    return this.#shiftOf.get(tab)?.dead ?? Promise.reject(new Error('Session closed.'))
  }

  /** Closes a tab with its context; a browser that cannot even do that is killed, its other pages start anew. */
  async drop(tab: Tab): Promise<void> {
    const shift = this.#shiftOf.get(tab)
    if (!shift) return
    shift.tabs.delete(tab)
    this.#shiftOf.delete(tab)
    if (shift.launched.browser.connected) {
      // Kills a renderer whose main thread never comes back: the order is carried out on another thread.
      void tab.session.send('Page.crash').catch(() => undefined)
      if (!(await inTime(tab.context.close()))) {
        this.#options.log('browser: a tab does not close, starting a new browser')
        shift.launched.kill()
      }
    }
    this.#closeIfDone(shift)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#current?.catch(() => undefined)
    for (const shift of this.#shifts) this.#end(shift)
    await Promise.all(this.#closing)
  }

  async #shift(): Promise<Shift> {
    const current = await this.#current
    if (current && !current.isRetired && current.launched.browser.connected && !this.#isWorn(current)) {
      return current
    }
    // Another slot may have started the next browser while this one was waiting.
    if (current) this.#retire(current)
    if (!this.#current) {
      this.#current = this.#start()
      this.#current.catch(() => {
        this.#current = null
      })
    }
    const next = await this.#current
    return next === current ? this.#shift() : next
  }

  #isWorn({ pages, launched }: Shift): boolean {
    const { maxPages, maxRssMb, log } = this.#options
    if (pages >= maxPages) return true
    if (maxRssMb === 0 || pages % LOOK_AT_MEMORY_EVERY !== 0) return false
    const memoryMb = launched.memoryMb()
    if (memoryMb > maxRssMb)
      log(`browser: ${Math.round(memoryMb)} MB after ${pages} pages, starting a new one`)
    return memoryMb > maxRssMb
  }

  #retire(shift: Shift): void {
    if (shift.isRetired) return
    shift.isRetired = true
    this.#current = null
    this.#closeIfDone(shift)
  }

  async #start(): Promise<Shift> {
    if (this.#isClosed) throw new Error('Session closed.')
    const launched = await launchBrowser(this.#options.browser)
    this.version = await launched.browser.version()
    if (!launched.isSandboxed && this.notes.length === 0) {
      this.notes.push(NO_SANDBOX)
    }
    const dead = new Promise<never>((_, reject) => {
      launched.browser.once('disconnected', () => {
        reject(new Error('Connection closed.'))
        this.#retire(shift)
        this.#end(shift)
      })
    })
    dead.catch(() => undefined)
    const shift: Shift = { launched, tabs: new Set(), dead, pages: 0, isRetired: false }
    this.#shifts.add(shift)
    return shift
  }

  #closeIfDone(shift: Shift): void {
    if (shift.isRetired && shift.tabs.size === 0) this.#end(shift)
  }

  #end(shift: Shift): void {
    if (!this.#shifts.delete(shift)) return
    const closing = shift.launched.close().finally(() => this.#closing.delete(closing))
    this.#closing.add(closing)
  }
}

async function inTime(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((done) => {
    timer = setTimeout(() => done(false), CLOSE_CONTEXT_MS)
  })
  const done = work.then(
    () => true,
    () => true,
  )
  const isDone = await Promise.race([done, late])
  clearTimeout(timer)
  return isDone
}
