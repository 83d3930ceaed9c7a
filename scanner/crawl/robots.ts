import robotsParser from 'robots-parser'
import { bareHost } from './url.ts'

/** The library's types promise a `default` inside; Node hands over the function itself. */
const parse = robotsParser as unknown as (
  url: string,
  text: string,
) => {
  isAllowed(url: string, agent: string): boolean | undefined
  getCrawlDelay(agent: string): number | undefined
  getSitemaps(): string[]
}

/** The name Rampa goes by in robots.txt. */
export const PRODUCT_TOKEN = 'Rampa'
/** What comes after may be left unread. https://www.rfc-editor.org/rfc/rfc9309#section-2.5 */
export const ROBOTS_MAX_BYTES = 500 * 1024
/** s. A longer delay would make an audit endless; the owner is told. */
const MAX_CRAWL_DELAY_S = 30

export interface Robots {
  readonly state: 'honoured' | 'absent' | 'ignored' | 'unreachable'
  /** Absolute addresses it names. */
  readonly sitemaps: readonly string[]
  /** 0 when none is asked for. */
  readonly crawlDelayS: number
  allows(url: string): boolean
}

/** What the server answered for robots.txt: plain JSON, read by `robotsOf`. */
export interface RobotsAnswer {
  readonly url: string
  /** null when none came. */
  readonly status: number | null
  readonly text: string
  readonly isIgnored: boolean
}

const everything = (state: Robots['state']): Robots => ({
  state,
  sitemaps: [],
  crawlDelayS: 0,
  allows: () => true,
})

/**
 * What an answer means. Missing (4xx) means that all is allowed. A server error
 * would mean, for an unattended robot, that nothing is: an audit is asked for by the site's owner and run by a
 * person, so it goes on, and the report says that robots.txt could not be read.
 */
export function robotsOf({ url, status, text, isIgnored }: RobotsAnswer): Robots {
  if (status === null || status >= 500) return everything('unreachable')
  if (status >= 300 || status < 200 || /^\s*<(!doctype|html)/i.test(text)) return everything('absent')
  const parser = parse(url, text.slice(0, ROBOTS_MAX_BYTES))
  const sitemaps = parser.getSitemaps().flatMap((address) => URL.parse(address, url)?.href ?? [])
  if (isIgnored) return { ...everything('ignored'), sitemaps }
  return {
    state: 'honoured',
    sitemaps,
    crawlDelayS: Math.max(0, Math.min(MAX_CRAWL_DELAY_S, parser.getCrawlDelay(PRODUCT_TOKEN) ?? 0)),
    allows: (address) => parser.isAllowed(onSite(address, url), PRODUCT_TOKEN) ?? true,
  }
}

/**
 * The address as the robots.txt that was read knows it. The parser takes `www.` and plain http for another
 * site, about which a robots.txt says nothing; here they are one, and so are their rules.
 */
function onSite(address: string, robotsUrl: string): string {
  const [url, robots] = [URL.parse(address), URL.parse(robotsUrl)]
  const isSame = url && robots && bareHost(url.host) === bareHost(robots.host)
  return isSame ? `${robots.origin}${url.pathname}${url.search}` : address
}
