import type { GuardedFetch } from './crawl/fetch.ts'
import type { StatementFacts } from './rules/rule.ts'

const LEGACY = /^https:\/\/form\.agid\.gov\.it\/view\/([0-9a-f-]{36})\/?$/i
const RESOLVE =
  'https://form.agid.gov.it/api/v1/agid-form/dichiarazione-accessibilita/dichiarazione-by-old-id/'
const TIMEOUT_MS = 20_000
const MAX_BYTES = 2 * 1024 * 1024
/** The server turns this visitor away, or is busy: about the statement it says nothing. */
const TURNED_AWAY: ReadonlySet<number> = new Set([401, 403, 407, 408, 425, 429])

/** Visible text and links of a page that scripts may build; the browser's answer, or null when it had none. */
export type ReadPage = (url: string) => Promise<Pick<StatementFacts, 'text' | 'links'> | null>

/**
 * Opens the accessibility statement as a citizen would. An old address is first turned into the new one by
 * AGID's own service, as the official validator of municipal sites does.
 */
export async function readStatement(
  href: string,
  fetch: GuardedFetch,
  readPage: ReadPage,
): Promise<StatementFacts> {
  const url = await resolveLegacy(href, fetch)
  const answer = await fetch(url, { timeoutMs: TIMEOUT_MS, maxBytes: MAX_BYTES })
  const nothing = { href, text: '', links: [] }
  if (!answer.ok || answer.status >= 500 || TURNED_AWAY.has(answer.status)) {
    return { ...nothing, outcome: 'unreachable', status: answer.ok ? answer.status : 0 }
  }
  if (answer.status >= 400) return { ...nothing, outcome: 'http-error', status: answer.status }
  const page = await readPage(url)
  if (!page) return { ...nothing, outcome: 'unreachable', status: answer.status }
  return { href, outcome: 'ok', status: answer.status, ...page }
}

async function resolveLegacy(href: string, fetch: GuardedFetch): Promise<string> {
  const id = LEGACY.exec(href)?.[1]
  if (!id) return href
  const answer = await fetch(RESOLVE + id, { timeoutMs: TIMEOUT_MS, maxBytes: 100_000 })
  if (!answer.ok || answer.status !== 200) return href
  try {
    const { idPubblicazione } = JSON.parse(new TextDecoder().decode(answer.body)) as {
      idPubblicazione?: unknown
    }
    if (typeof idPubblicazione !== 'string' || idPubblicazione === '') return href
    return `https://form.agid.gov.it/${idPubblicazione.replace(/^\/+/, '').replace(/\/(?!dichiarazione$)/g, '%2f')}`
  } catch {
    return href
  }
}
