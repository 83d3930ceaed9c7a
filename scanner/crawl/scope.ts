import type { CauseCode } from '../failure.ts'
import { bareHost, visitKey } from './url.ts'

export interface ScopeOptions {
  readonly startUrls: readonly string[]
  /** Only addresses below the start address's folder. */
  readonly pathPrefix?: boolean
  /** Does not bind the start addresses: what leads to the pages that are wanted must be read. */
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

const ACTION_WORDS =
  'log-?out|sign-?out|log-?off|esci|disconnetti|delete|remove|elimina|cancella|rimuovi|add-to-cart|aggiungi-al-carrello|carrello|cart|checkout|unsubscribe|disiscriviti|wp-admin|wp-login'
/**
 * Links that do something when followed; even a GET may do it. Italian and English. Only a whole segment of the
 * path, alone or with a number, or a parameter's name or whole value: `cancella-iscrizione` is a service's page.
 */
const ACTIONS = [
  new RegExp(`/(${ACTION_WORDS})([-_]?\\d+)?(\\.\\w{1,5})?(/|$)`, 'i'),
  new RegExp(`[?&](${ACTION_WORDS})([_-][^=&]*)?(=|&|$)`, 'i'),
  new RegExp(`=(${ACTION_WORDS})(&|$)`, 'i'),
] as const
/** The same page once more, for paper or for sharing. */
const COPIES =
  /([?&](print|stampa|format|tmpl|share|replytocom|add-to-calendar|ical)=|\/(print|stampa|feed|rss|amp)\/?$)/i

/** Answers for each address: undefined when it is in scope, else the cause that keeps it out. */
export type Scope = (url: string) => CauseCode | undefined

export function createScope(options: ScopeOptions): Scope {
  const hosts = new Set(options.startUrls.map((start) => bareHost(new URL(start).host)))
  const prefixes = options.pathPrefix ? options.startUrls.map(folderOf) : []
  const starts = new Set(options.startUrls.map(visitKey))
  const includes = options.include.map(matcherOf)
  const excludes = options.exclude.map(matcherOf)

  return (address) => {
    const url = URL.parse(address)
    if (!url) return 'bad-url'
    if (!hosts.has(bareHost(url.host))) return 'out-of-scope'
    const place = bareHost(url.host) + url.pathname
    if (prefixes.length > 0 && !prefixes.some((prefix) => place.startsWith(prefix))) return 'out-of-scope'
    const isExcluded =
      excludes.some((matches) => matches(address)) ||
      (includes.length > 0 && !includes.some((matches) => matches(address)) && !starts.has(visitKey(address)))
    if (isExcluded) return 'excluded'
    if (acts(url)) return 'action-link'
    return COPIES.test(url.pathname + url.search) ? 'page-copy' : undefined
  }
}

function acts({ pathname, search }: URL): boolean {
  const [segment, name, value] = ACTIONS
  return segment.test(pathname) || name.test(search) || value.test(search)
}

function folderOf(start: string): string {
  const url = new URL(start)
  return bareHost(url.host) + url.pathname.replace(/[^/]*$/, '')
}

/** `/…/` is a regular expression; anything else has `*` for any run of characters and matches anywhere. */
function matcherOf(pattern: string): (url: string) => boolean {
  const [, expression, flags] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? []
  if (expression !== undefined) {
    const regex = new RegExp(expression, flags?.replace(/[gy]/g, ''))
    return (url) => regex.test(url)
  }
  const parts = pattern.split('*').filter(Boolean)
  return (url) => {
    let from = 0
    for (const part of parts) {
      const at = url.indexOf(part, from)
      if (at < 0) return false
      from = at + part.length
    }
    return true
  }
}
