import type { BrowserContext, CDPSession, HTTPRequest, Page, Protocol } from 'puppeteer'
import type { Failure } from '../failure.ts'
import type { AddressGuard } from './address-guard.ts'
import { widen } from './window.ts'

/** What ends a visit early; the pool turns it into the page's result. */
export class VisitFailed extends Error {
  override readonly name = 'VisitFailed'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(`${failure.code} ${failure.detail}`)
    this.failure = failure
  }
}

/** Cookies and stored answers of a consent banner that was answered, to be given to other tabs. */
export interface ConsentState {
  readonly cookies: readonly {
    readonly name: string
    readonly value: string
    readonly domain: string
    readonly path: string
    readonly secure: boolean
  }[]
  readonly stored: readonly {
    readonly origin: string
    readonly entries: readonly (readonly [string, string])[]
  }[]
}

/** The answer of the main frame, one a hop. */
export interface MainResponse {
  readonly url: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly mediaType: string
}

export interface TabSetup {
  readonly guard: AddressGuard
  readonly faultToken: string
}

const NOTES_KEPT = 50

/**
 * One page in an isolated context, used for many visits one after the other. It answers dialogs, shuts
 * pop-ups, counts what is in flight, and says when the renderer died or froze.
 */
export class Tab {
  readonly page: Page
  readonly session: CDPSession
  readonly context: BrowserContext
  readonly setup: TabSetup
  /** Main-frame answers of this visit, redirects included. */
  readonly responses: MainResponse[] = []
  /** Addresses the main frame committed in this visit, other than within one document. */
  readonly commits: string[] = []
  /** The download that took the place of a page, if any; it was refused. */
  downloadUrl: string | null = null
  visits = 0
  #notes = new Set<string>()
  #origins = new Set<string>()
  #inFlight = new Set<HTTPRequest>()
  #idle: (() => void) | null = null
  #world: { readonly frameId: string; readonly contextId: number } | null = null
  #failed: ((failure: Failure) => void) | null = null
  #pinnedFor: string | null = null
  #consent: ConsentState | null = null
  #consentScript: string | null = null
  #busyUntil = 0
  #moved: () => void = () => undefined

  constructor(page: Page, session: CDPSession, setup: TabSetup) {
    this.page = page
    this.session = session
    this.context = page.browserContext()
    this.setup = setup
  }

  static async open(context: BrowserContext, setup: TabSetup): Promise<Tab> {
    const page = await context.newPage()
    const session = await page.createCDPSession()
    const tab = new Tab(page, session, setup)
    tab.#listen()
    await Promise.all([session.send('Page.enable'), session.send('Inspector.enable')])
    return tab
  }

  /** Things worth saying about the visit: dialogs, pop-ups, downloads, replaced natives. */
  get notes(): readonly string[] {
    return [...this.#notes]
  }

  get inFlight(): number {
    return this.#inFlight.size
  }

  /** Whether the main frame has asked for another document. */
  get isLeaving(): boolean {
    return [...this.#inFlight].some(
      (request) => request.isNavigationRequest() && request.frame() === this.page.mainFrame(),
    )
  }

  /** @returns whether it ended before the time was up */
  whenIdle(maxMs: number): Promise<boolean> {
    if (this.#inFlight.size === 0) return Promise.resolve(true)
    return new Promise((done) => {
      const end = (isIdle: boolean) => {
        clearTimeout(timer)
        this.#idle = null
        done(isIdle)
      }
      const timer = setTimeout(() => {
        // Long polls: counted on, they would make every later wait last to its end.
        this.#inFlight.clear()
        end(false)
      }, maxMs)
      this.#idle = () => end(true)
    })
  }

  /** Forgets where the main frame has been: a new journey begins. */
  restart(): void {
    this.unpin()
    this.responses.length = 0
    this.commits.length = 0
    this.downloadUrl = null
  }

  /** Resolves when the main frame has shown more documents than allowed; a page that only moves on never loads. */
  afterMoves(most: number): Promise<void> {
    return new Promise((done) => {
      this.#moved = () => {
        if (this.commits.length > most) done()
      }
    })
  }

  /** Deadline up to which a silent renderer is honest work, not a freeze. */
  get busyUntil(): number {
    return this.#busyUntil
  }

  note(text: string): void {
    if (this.#notes.size < NOTES_KEPT) this.#notes.add(text.slice(0, 300))
  }

  /** Long work inside the page (an engine's run): the watchdog waits that long before it calls it a freeze. */
  async whileBusy<T>(maxMs: number, work: () => Promise<T>): Promise<T> {
    this.#busyUntil = performance.now() + maxMs
    try {
      return await work()
    } finally {
      this.#busyUntil = performance.now()
    }
  }

  /**
   * From here on the page must stay: a script or a refresh that wants to leave is stopped, and one that left
   * all the same ends the visit with `navigated-away`. `unpin()` lifts it, e.g. for a visit's second load.
   */
  pin(): void {
    this.#pinnedFor = this.page.url()
  }

  unpin(): void {
    this.#pinnedFor = null
  }

  /**
   * Runs an expression in a world of our own in the main frame: the page's own changes to natives (`Set`,
   * `Promise`, `JSON`…) do not reach it. A promise is awaited; the value must be JSON.
   */
  async evaluate<T>(expression: string): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      const contextId = await this.#worldId()
      try {
        return await this.evaluateIn<T>(contextId, expression)
      } catch (error) {
        this.#world = null
        if (attempt > 0 || !(error instanceof Error) || !/Cannot find context/.test(error.message))
          throw error
      }
    }
  }

  /** The same in the world of a frame, one of `worlds()`. */
  async evaluateIn<T>(contextId: number, expression: string): Promise<T> {
    const answer = await this.session.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    })
    if (answer.exceptionDetails) {
      const { exception, text } = answer.exceptionDetails
      throw new Error(exception?.description?.slice(0, 300) ?? text)
    }
    return answer.result.value as T
  }

  /** A world of our own in the main frame, then in each frame with a document from the web. */
  async worlds(): Promise<number[]> {
    const top = await this.#worldId()
    if (this.page.frames().length < 2) return [top]
    const { frameTree } = await this.session.send('Page.getFrameTree')
    const worlds = await Promise.all(
      framesIn(frameTree).map((frameId) =>
        this.session
          .send('Page.createIsolatedWorld', { frameId, worldName: 'rampa' })
          // A frame may leave at any moment.
          .then(
            ({ executionContextId }) => executionContextId,
            () => null,
          ),
      ),
    )
    return [top, ...worlds.filter((world) => world !== null)]
  }

  /** Runs an expression in every frame but the main one; frames that went away are left out. */
  async evaluateInFrames<T>(expression: string): Promise<T[]> {
    const [, ...worlds] = await this.worlds()
    const values = await Promise.all(
      worlds.map((world) => this.evaluateIn<T>(world, expression).catch(() => null)),
    )
    return values.filter((value) => value !== null)
  }

  async #worldId(): Promise<number> {
    if (this.#world) return this.#world.contextId
    const frameId = await this.#mainFrameId()
    const { executionContextId } = await this.session.send('Page.createIsolatedWorld', {
      frameId,
      worldName: 'rampa',
    })
    this.#world = { frameId, contextId: executionContextId }
    return executionContextId
  }

  #frameId: string | null = null
  async #mainFrameId(): Promise<string> {
    this.#frameId ??= (await this.session.send('Page.getFrameTree')).frameTree.frame.id
    return this.#frameId
  }

  /** An incident that the page's own promises would never tell: rejects once, as soon as it happens. */
  incident(): Promise<never> {
    return new Promise((_, reject) => {
      this.#failed = (failure) => reject(new VisitFailed(failure))
    })
  }

  fail(failure: Failure): void {
    this.#failed?.(failure)
  }

  /** Before a visit: an empty record, and the consent that the caller wants remembered. */
  async begin(consent: ConsentState | null): Promise<void> {
    this.visits++
    this.restart()
    this.#notes = new Set()
    this.#inFlight = new Set()
    if (consent === this.#consent && !consent?.cookies.length) return
    if (consent !== this.#consent) await this.#seedStorage(consent)
    this.#consent = consent
    if (consent?.cookies.length) await this.context.setCookie(...consent.cookies)
  }

  /** Stored answers are written before the page's first script runs, only in the world and origin they are for. */
  async #seedStorage(consent: ConsentState | null): Promise<void> {
    if (this.#consentScript) {
      const identifier = this.#consentScript
      this.#consentScript = null
      await this.session.send('Page.removeScriptToEvaluateOnNewDocument', { identifier })
    }
    if (!consent?.stored.length) return
    const source = `try { for (const { origin, entries } of ${JSON.stringify(consent.stored)})
      if (origin === location.origin) for (const [key, value] of entries) localStorage.setItem(key, value) } catch {}`
    const { identifier } = await this.session.send('Page.addScriptToEvaluateOnNewDocument', {
      source,
      worldName: 'rampa-consent',
    })
    this.#consentScript = identifier
  }

  /** After a visit: the page is left, and nothing it stored survives. */
  async end(): Promise<void> {
    this.unpin()
    for (const frame of this.page.frames()) this.#origins.add(URL.parse(frame.url())?.origin ?? 'null')
    const origins = [...this.#origins].filter((origin) => origin.startsWith('http'))
    this.#origins.clear()
    await this.session.send('Page.navigate', { url: 'about:blank' })
    await Promise.all([
      widen(this.page),
      ...origins.map((origin) =>
        this.session.send('Storage.clearDataForOrigin', {
          origin,
          storageTypes:
            'local_storage,indexeddb,websql,service_workers,cache_storage,file_systems,shared_storage',
        }),
      ),
      this.session.send('Network.clearBrowserCookies'),
    ])
  }

  #listen(): void {
    const { page, session } = this
    page.on('dialog', (dialog) => {
      const kind = dialog.type()
      if (kind !== 'beforeunload') this.note(`dialog: ${kind}: ${dialog.message()}`)
      // Never left open: an unanswered dialog stops the renderer. Only leaving is agreed to.
      void (kind === 'beforeunload' || kind === 'alert' ? dialog.accept() : dialog.dismiss()).catch(
        () => undefined,
      )
    })
    page.on('popup', (popup) => {
      if (!popup) return
      this.note('pop-up closed')
      void popup.close().catch(() => undefined)
    })
    page.on('error', () => this.fail({ code: 'page-crashed', detail: '' }))
    session.on('Inspector.targetCrashed', () => this.fail({ code: 'page-crashed', detail: '' }))
    session.on('Page.downloadWillBegin', ({ url }) => {
      this.downloadUrl = url
      this.note(`download refused: ${url}`)
    })
    this.#listenToRequests()
    this.#listenToNavigation()
  }

  #listenToRequests(): void {
    const { page } = this
    page.on('request', (request) => {
      if (!/^(eventsource|websocket|ping|media|other)$/.test(request.resourceType()))
        this.#inFlight.add(request)
    })
    const ended = (request: HTTPRequest) => {
      this.#inFlight.delete(request)
      if (this.#inFlight.size === 0) this.#idle?.()
    }
    page.on('requestfinished', ended)
    page.on('requestfailed', ended)
    page.on('response', (response) => {
      const request = response.request()
      if (!request.isNavigationRequest() || request.frame() !== page.mainFrame()) return
      const headers = response.headers()
      const [mediaType = ''] = (headers['content-type'] ?? '').split(';')
      this.responses.push({
        url: response.url(),
        status: response.status(),
        headers,
        mediaType: mediaType.trim().toLowerCase(),
      })
    })
  }

  #listenToNavigation(): void {
    const { page, session } = this
    session.on('Page.frameRequestedNavigation', ({ frameId, url, disposition }) => {
      if (this.#pinnedFor === null || disposition !== 'currentTab' || frameId !== this.#frameId) return
      if (sameDocument(url, page.url())) return
      this.note(`navigation stopped: ${url}`)
      void session.send('Page.stopLoading').catch(() => undefined)
    })
    session.on('Page.frameNavigated', ({ frame }) => {
      this.#origins.add(URL.parse(frame.url)?.origin ?? 'null')
      if (frame.parentId) return
      this.#frameId = frame.id
      this.#world = null
      this.commits.push(frame.url)
      this.#moved()
      if (this.#pinnedFor === null || frame.url === 'about:blank') return
      this.fail({ code: 'navigated-away', detail: frame.url })
    })
  }
}

const sameDocument = (a: string, b: string) => a.includes('#') && a.split('#')[0] === b.split('#')[0]

function framesIn({ childFrames = [] }: Protocol.Page.FrameTree): string[] {
  return childFrames.flatMap((child) => [child.frame.id, ...framesIn(child)])
}
