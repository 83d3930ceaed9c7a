import { TimeoutError } from 'puppeteer'
import type { Readiness } from '../collect/evidence.ts'
import type { Failure } from '../failure.ts'
import { FAULT_HEADER } from './guard-proxy.ts'
import { failureOfNetError, kindOfMedia, retryAfterS } from './net-error.ts'
import { BUDGETS, type Budgets, settle } from './settle.ts'
import type { SettleResult } from './settle-script.ts'
import type { MainResponse, Tab } from './tab.ts'

type Chain = Readiness['chain']

export interface Arrived {
  readonly ok: true
  readonly finalUrl: string
  readonly status: number
  /** Lower-case names; cookies removed. */
  readonly headers: Readonly<Record<string, string>>
  readonly chain: Chain
  readonly readiness: Readiness
  readonly timingsMs: { readonly load: number; readonly settle: number }
}

export interface NotArrived {
  readonly ok: false
  readonly finalUrl: string
  readonly failure: Failure
  readonly chain: Chain
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Of the last answer, '' when there was none. */
  readonly mediaType: string
  /** What an error answer shows, so that a challenge page can be told from an error. */
  readonly page: { readonly title: string; readonly text: string } | null
}

export type Navigation = Arrived | NotArrived

const GONE_TARGET =
  /Target closed|Session closed|Connection closed|Page crashed|has been closed|frame was detached/i
const EMPTY: MainResponse = { url: '', status: 0, headers: {}, mediaType: '' }
const TEXT_OF_PAGE = `({ title: document.title, text: (document.body ? document.body.innerText : '').slice(0, 2000) })`

/**
 * Loads an address and waits until the page is ready. What goes wrong with the site is a result; what goes
 * wrong with the tab (crash, closed browser) is thrown for the pool to deal with.
 */
export async function navigate(tab: Tab, url: string, budgets: Budgets = BUDGETS): Promise<Navigation> {
  const target = URL.parse(url)
  if (!target || !/^https?:$/.test(target.protocol)) return failed(tab, url, { code: 'bad-url', detail: url })
  const startedAt = performance.now()
  tab.restart()
  let isCutOff = false
  try {
    const going = tab.page.goto(url, { waitUntil: 'domcontentloaded', timeout: budgets.navigationMs })
    await Promise.race([going, tab.afterMoves(budgets.moves)])
    going.catch(() => undefined)
  } catch (error) {
    const failure = await failureOfGoto(tab, url, error)
    if (failure) return failed(tab, url, failure)
    isCutOff = error instanceof TimeoutError
  }
  if (tab.commits.length > budgets.moves) return failed(tab, url, loopOf(tab))
  const early = failureOfAnswer(tab)
  if (early) return failed(tab, url, early)
  const loadedAt = performance.now()
  const settled = await settle(tab, budgets)
  if (!settled) return failed(tab, url, loopOf(tab))
  const late = failureOfAnswer(tab) ?? failureOfPlace(tab)
  if (late) return failed(tab, url, late)
  tab.pin()
  const stage = isCutOff ? 'load-timeout' : settled.stage
  return arrived(
    tab,
    { ...settled, stage },
    { load: loadedAt - startedAt, settle: performance.now() - loadedAt },
  )
}

/** undefined: a script moved the page on before it was loaded, so there is a page to wait for. */
async function failureOfGoto(tab: Tab, url: string, error: unknown): Promise<Failure | undefined> {
  const message = error instanceof Error ? error.message : String(error)
  if (GONE_TARGET.test(message)) throw error
  const last = tab.responses.at(-1)
  if (error instanceof TimeoutError) {
    await tab.session.send('Page.stopLoading')
    // The document has begun: what is there can be read, the load budget has been spent.
    if (last && kindOf(last) === 'page' && tab.commits.length > 0) return undefined
    return { code: 'timeout', detail: 'navigation' }
  }
  if (/ERR_ABORTED/.test(message)) {
    await answerOf(tab)
    return failureOfAbort(tab, tab.responses.at(-1))
  }
  const fault = tab.setup.guard.faultOf(last?.url ?? url) ?? tab.setup.guard.faultOf(url)
  const failure = failureOfNetError(message)
  if (fault && (failure?.code === 'connection' || failure === undefined)) return fault
  if (!failure) throw error
  return failure
}

/** ms. The abort may be told before the answer that caused it. */
const LATE_ANSWER_MS = 1_000
const LOOK_EVERY_MS = 20

async function answerOf(tab: Tab): Promise<void> {
  const endsAt = performance.now() + LATE_ANSWER_MS
  while (tab.responses.length === 0 && tab.downloadUrl === null && performance.now() < endsAt) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

/** Aborted: a download, an answer without content, or another navigation of the page's own. */
function failureOfAbort(tab: Tab, last: MainResponse | undefined): Failure | undefined {
  if (tab.downloadUrl !== null) return { code: 'linked-file', detail: last?.mediaType ?? '' }
  if (!last) return tab.commits.length > 0 ? undefined : { code: 'connection', detail: 'ERR_ABORTED' }
  if (last.status === 204 || last.status === 205) return { code: 'not-html', detail: `HTTP ${last.status}` }
  if (kindOf(last) !== 'page') return { code: 'linked-file', detail: last.mediaType }
  return tab.commits.length > 0 ? undefined : { code: 'connection', detail: 'ERR_ABORTED' }
}

const kindOf = (response: MainResponse) =>
  kindOfMedia(response.mediaType, response.headers['content-disposition'] ?? '')

/** What the main frame's last answer says. */
function failureOfAnswer(tab: Tab): Failure | undefined {
  const last = tab.responses.at(-1)
  if (!last) return undefined
  const marked = last.headers[FAULT_HEADER]?.startsWith(tab.setup.faultToken)
  if (marked) return tab.setup.guard.faultOf(last.url) ?? { code: 'connection', detail: last.url }
  const { status } = last
  const detail = `HTTP ${status}`
  const retryAfter = retryAfterS(last.headers['retry-after'], Date.now())
  const wait = retryAfter === undefined ? {} : { retryAfterS: retryAfter }
  if (status === 401 || status === 407) return { code: 'login-needed', detail }
  if (status === 403) return { code: 'blocked', detail }
  if (status === 429) return { code: 'rate-limited', detail, ...wait }
  if (status >= 500) return { code: 'server-error', detail, ...wait }
  if (status >= 400) return { code: 'http-error', detail }
  const kind = kindOf(last)
  if (kind === 'file') return { code: 'linked-file', detail: last.mediaType }
  return kind === 'other' ? { code: 'not-html', detail: last.mediaType } : undefined
}

/** Chromium's own error page in place of the site's: a later document could not be loaded. */
function failureOfPlace(tab: Tab): Failure | undefined {
  const place = tab.commits.at(-1) ?? tab.page.url()
  if (!place.startsWith('chrome-error:')) return undefined
  const last = tab.responses.at(-1)?.url ?? ''
  return tab.setup.guard.faultOf(last) ?? { code: 'connection', detail: last }
}

function loopOf(tab: Tab): Failure {
  const isLoop = new Set(tab.commits).size < tab.commits.length
  return { code: isLoop ? 'redirect-loop' : 'navigated-away', detail: tab.commits.at(-1) ?? '' }
}

function chainOf(tab: Tab): Chain {
  return tab.responses
    .filter(({ headers }) => !headers[FAULT_HEADER])
    .map(({ url, status }) => ({ url, status }))
}

function arrived(tab: Tab, settled: SettleResult, timingsMs: Arrived['timingsMs']): Arrived {
  const { status, headers } = tab.responses.at(-1) ?? EMPTY
  const chain = chainOf(tab)
  return {
    ok: true,
    finalUrl: tab.page.url(),
    status,
    headers: withoutSecrets(headers),
    chain,
    readiness: { stage: settled.stage, chain, notes: [...new Set([...tab.notes, ...settled.notes])] },
    timingsMs,
  }
}

async function failed(tab: Tab, url: string, failure: Failure): Promise<NotArrived> {
  const last = tab.responses.at(-1) ?? EMPTY
  const isOurs = last.headers[FAULT_HEADER] !== undefined
  const isError = last.status >= 400 && !isOurs
  const page = isError
    ? await tab.evaluate<{ title: string; text: string }>(TEXT_OF_PAGE).catch(() => null)
    : null
  return {
    ok: false,
    finalUrl: last.url || url,
    failure,
    chain: chainOf(tab),
    status: isOurs ? 0 : last.status,
    headers: isOurs ? {} : withoutSecrets(last.headers),
    mediaType: last.mediaType,
    page,
  }
}

function withoutSecrets(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(set-cookie2?|authorization|proxy-.*)$/.test(name)),
  )
}
