import type { CauseCode } from '../failure.ts'
import { bareHost } from './url.ts'

export interface ScopeOptions {
  readonly startUrls: readonly string[]
  /** Only addresses below the start address's folder. */
  readonly pathPrefix?: boolean
  readonly include: readonly string[]
  readonly exclude: readonly string[]
}

/** Links that do something when followed; even a GET may do it. Italian and English. */
const ACTIONS =
  /(^|[/?&=_-])(log-?out|sign-?out|log-?off|esci|disconnetti|delete|remove|elimina|cancella|rimuovi|add-to-cart|aggiungi-al-carrello|carrello|cart|checkout|unsubscribe|disiscriviti|wp-admin|wp-login\.php)([/?&=_.-]|$)/i
/** The same page once more, for paper or for sharing. */
const COPIES =
  /([?&](print|stampa|format|tmpl|share|replytocom|add-to-calendar|ical)=|\/(print|stampa|feed|rss|amp)\/?$)/i

/** Answers for each address: undefined when it is in scope, else the cause that keeps it out. */
export type Scope = (url: string) => CauseCode | undefined

export function createScope(options: ScopeOptions): Scope {
  const hosts = new Set(options.startUrls.map((start) => bareHost(new URL(start).host)))
  const prefixes = options.pathPrefix ? options.startUrls.map(folderOf) : []
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
      (includes.length > 0 && !includes.some((matches) => matches(address))) ||
      ACTIONS.test(url.pathname + url.search) ||
      COPIES.test(url.pathname + url.search)
    return isExcluded ? 'excluded' : undefined
  }
}

function folderOf(start: string): string {
  const url = new URL(start)
  return bareHost(url.host) + url.pathname.replace(/[^/]*$/, '')
}

/** `/…/` is a regular expression; anything else has `*` for any run of characters and matches anywhere. */
function matcherOf(pattern: string): (url: string) => boolean {
  const [, expression, flags] = /^\/(.+)\/([a-z]*)$/.exec(pattern) ?? []
  if (expression !== undefined) {
    const regex = new RegExp(expression, flags?.replace('g', ''))
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
